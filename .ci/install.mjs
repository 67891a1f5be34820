// Runs before node_modules exists, so it may import nothing but Node itself.
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The project's folder, with a slash at its end. */
export const root = fileURLToPath(new URL('..', import.meta.url))

/** Ends the process with one sentence when this Node is older than Vite can run on. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)) return
  console.error(
    `Dubstage needs Node 20.19, 22.12 or newer, and this is Node ${process.versions.node}: install one from https://nodejs.org and try again.`,
  )
  process.exit(1)
}

/**
 * Installs the packages when they are missing or older than package-lock.json.
 * Playwright's browser is not fetched here: setup.mjs does that, and only for tests.
 */
export function installPackages() {
  // npm writes its own lock file into node_modules last, so an interrupted install counts as missing.
  const installed = statSync(`${root}node_modules/.package-lock.json`, { throwIfNoEntry: false })
  if (installed && installed.mtimeMs >= statSync(`${root}package-lock.json`).mtimeMs) return
  console.log('Installing packages…')
  const { status } = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
  })
  if (status === 0) return
  console.error('The packages could not be installed; npm says why above.')
  process.exit(1)
}
