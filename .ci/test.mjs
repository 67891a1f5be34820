// npm test: installs what is missing, then runs every check. The last line is `N passed, N failed`.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { delimiter } from 'node:path'
import { gzipSync } from 'node:zlib'
import { installPackages, requireNode, root } from './install.mjs'

requireNode()
installPackages()
// What follows needs the packages, so it is imported only now.
const { provideChromium, provideTools } = await import('./setup.mjs')

/** Most script, in bytes after gzip, that the first screen may load. */
const FIRST_SCREEN_LIMIT = 300_000

let passed = 0
let failed = 0
/** @type {string[]} */
const skipped = []

/**
 * Does one step, which counts as a test: it fails by throwing.
 * @param {string} name
 * @param {() => void} act
 * @returns {boolean} whether it passed
 */
function step(name, act) {
  console.log(`\n— ${name}`)
  try {
    act()
    passed += 1
    return true
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    failed += 1
    return false
  }
}

/**
 * Runs a program of the packages with its output shown.
 * @param {string[]} command
 * @param {Record<string, string>} [env]
 */
function succeeds([program = '', ...args], env = {}) {
  const PATH = `${root}node_modules/.bin${delimiter}${process.env.PATH}`
  const { status } = spawnSync(program, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, PATH, ...env },
  })
  return status === 0
}

/** @param {string[]} command */
function run(...command) {
  if (!succeeds(command)) throw new Error(`Failed: ${command.join(' ')}`)
}

/**
 * Runs a test runner whose tests are counted one by one.
 * @param {string} name
 * @param {string[]} command
 */
function suite(name, command) {
  console.log(`\n— ${name}`)
  const file = `${root}.build/tally.json`
  rmSync(file, { force: true })
  const ok = succeeds(command, { TALLY: file })
  /** @type {import('./tally.mjs').Tally} */
  const tally = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { passed: 0, failed: 0, skipped: [] }
  passed += tally.passed
  skipped.push(...tally.skipped)
  // A runner can fail without a failed test: no test found, a server that does not start, a crash.
  failed += ok ? tally.failed : Math.max(tally.failed, 1)
}

/** Measures the scripts that index.html asks for: the entry and all that it imports statically. */
function checkFirstScreen() {
  const html = readFileSync(`${root}dist/index.html`, 'utf8')
  const tags = html.match(/<script\b[^>]*>|<link\b[^>]*\brel="modulepreload"[^>]*>/g) ?? []
  const scripts = tags.map((tag) => /\b(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? '')
  const bytes = scripts
    .map((path) => gzipSync(readFileSync(`${root}dist${path}`)).length)
    .reduce((sum, length) => sum + length, 0)
  const figure = `The first screen loads ${(bytes / 1000).toFixed(1)} kB of gzipped script in ${scripts.length} files; ${FIRST_SCREEN_LIMIT / 1000} kB are allowed.`
  if (scripts.length === 0 || bytes > FIRST_SCREEN_LIMIT) throw new Error(figure)
  console.log(figure)
}

step('Reference tools', provideTools)
const hasBrowser = step('Chromium', () => {
  process.env.CHROMIUM_PATH = provideChromium()
  console.log(process.env.CHROMIUM_PATH)
})
step('Biome', () => run('biome', 'check'))
step('Types', () => run('tsc', '-b'))
step('Mix kernel', () => run('node', '.ci/kernel.mjs'))
suite('Unit tests', ['vitest', 'run', '--reporter=default', '--reporter=./.ci/tally.mjs'])
const isBuilt = step('Production build', () => run('vite', 'build'))
if (isBuilt) step('First screen', checkFirstScreen)
else skipped.push('First screen: there is no production build')
if (isBuilt && hasBrowser) suite('Browser tests', ['playwright', 'test', '--reporter=list,./.ci/tally.mjs'])
else skipped.push(`Browser tests: there is no ${isBuilt ? 'Chromium' : 'production build'}`)

if (skipped.length > 0) console.log(`\nSkipped:\n${skipped.map((line) => `  ${line}`).join('\n')}`)
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
