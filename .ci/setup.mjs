// What the tests need beside the packages: a Chromium, and the reference tools that judge the files.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findChromium } from './chromium.mjs'
import { root } from './install.mjs'

/** Each tool with the package that has it. */
const tools = {
  ffmpeg: { debian: 'ffmpeg', brew: 'ffmpeg' },
  ffprobe: { debian: 'ffmpeg', brew: 'ffmpeg' },
  sox: { debian: 'sox', brew: 'sox' },
  'sndfile-info': { debian: 'sndfile-programs', brew: 'libsndfile' },
  mediainfo: { debian: 'mediainfo', brew: 'media-info' },
}

/** @param {string} tool */
const isHere = (tool) => spawnSync(tool, ['--version']).error === undefined

const missingTools = () => Object.entries(tools).filter(([tool]) => !isHere(tool))

/**
 * Runs a program with its output shown.
 * @param {string[]} command
 */
function run([program = '', ...args]) {
  spawnSync(program, args, { cwd: root, stdio: 'inherit' })
}

/**
 * Installs Debian packages, as root or through sudo (which asks only where somebody can answer).
 * The caller looks afterwards whether it worked.
 * @param {string[]} packages
 */
function aptInstall(packages) {
  const isRoot = process.getuid?.() === 0
  if (!isHere('apt-get') || !(isRoot || isHere('sudo'))) return
  const sudo = isRoot ? [] : process.stdin.isTTY ? ['sudo'] : ['sudo', '-n']
  const apt = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get']
  console.log(`Installing ${packages.join(', ')}…`)
  run([...apt, 'update'])
  run([...apt, 'install', '-y', '--no-install-recommends', ...packages])
}

/**
 * Finds the reference tools, or installs them.
 * @throws when one is missing still, saying what to install
 */
export function provideTools() {
  const absent = missingTools().map(([, from]) => from.debian)
  if (absent.length > 0) aptInstall([...new Set(absent)])
  const still = missingTools()
  if (still.length === 0) return
  /** @param {'debian' | 'brew'} from */
  const packages = (from) => [...new Set(still.map(([, names]) => names[from]))].join(' ')
  throw new Error(
    `The tests need ${still.map(([tool]) => tool).join(', ')}: install with \`apt-get install ${packages('debian')}\` or \`brew install ${packages('brew')}\`.`,
  )
}

/**
 * Finds a Chromium, or installs one.
 * @returns {string} its path
 * @throws when there is none still, saying what to install
 */
export function provideChromium() {
  const here = findChromium()
  if (here && !existsSync(here)) throw new Error(`CHROMIUM_PATH is ${here}, and there is nothing.`)
  if (here) return here
  console.log('Installing Chromium…')
  run([process.execPath, `${root}node_modules/@playwright/test/cli.js`, 'install', '--no-shell', 'chromium'])
  const downloaded = findChromium()
  if (downloaded) return downloaded
  aptInstall(['chromium'])
  const packaged = findChromium()
  if (packaged) return packaged
  throw new Error('The tests need Chromium: install it or Chrome, or set CHROMIUM_PATH to one.')
}
