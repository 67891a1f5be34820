// npm run bench [-- --rounds 3 --minutes 20 --no-memory]: how fast, how large and how smooth, beside ffmpeg and beside
// what only copies the bytes. It prints; it fails only when an output is wrong or something cannot be measured.
//   --only speed,page,memory,session,conform,sparse,edits   some of its parts
//   --only film --film-minutes 78                     a whole film, eight stems to five files: only when asked for
//   --long                                            the session alone: eight stems of two hours, played to the end
//   --buffer long                                     seeks and plays through the long playback buffer
//   --stems 8 --stem-minutes 20 --pass 60 --no-load   the session's size, seconds of its playing, cores left alone
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { installPackages, requireNode } from './install.mjs'

requireNode()
installPackages()
// What follows needs the packages, so it is imported only now.
const { provideChromium, provideTools } = await import('./setup.mjs')
const { reportConformSpeed } = await import('./bench/conformSpeed.mjs')
const { reportEditing } = await import('./bench/edits.mjs')
const { longest, megabytes, printTable, verdict } = await import('./bench/figures.mjs')
const { reportFilm } = await import('./bench/film.mjs')
const { provideStems, repeatStems } = await import('./bench/inputs.mjs')
const { reportLongSession } = await import('./bench/longSessionReport.mjs')
const { browserMemory, canMeasureBrowserMemory } = await import('./bench/memory.mjs')
const { serveProduct } = await import('./bench/product.mjs')
const { commandLineMemory, run } = await import('./bench/programs.mjs')
const { measureResponsiveness } = await import('./bench/responsiveness.mjs')
const { reportSparse } = await import('./bench/sparse.mjs')
const { measureSpeed } = await import('./bench/speed.mjs')
const { newFolder, remove } = await import('./bench/work.mjs')

/** Most script, in bytes after gzip, that the first screen may load. */
const FIRST_SCREEN_LIMIT = 300_000
/** Most memory, in bytes, that an export may take above the idle page. */
const MEMORY_LIMIT = 300e6
/** Two lengths count as alike when their peaks are this close together, in bytes. */
const MEMORY_NOISE = 30e6
/** How many times as long the long programme is. */
const LONGER = 6

/** @typedef {import('./bench/inputs.mjs').Stems} Stems */

const load = () =>
  loadavg()
    .map((average) => average.toFixed(1))
    .join(', ')

/** @param {string | undefined} text @param {string} name */
function count(text, name) {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new RangeError(`--${name} is a whole number from 1 on.`)
  return value
}

/**
 * @param {string} url
 * @param {Stems} stems
 */
async function reportResponsiveness(url, stems) {
  const { version, firstScreen, phases, dropouts } = await measureResponsiveness(url, stems)
  console.log(`\nThe page, in ${version}`)
  const { files, bytes } = firstScreen
  printTable([
    [
      'Script at the first screen, gzipped',
      `${(bytes / 1000).toFixed(1)} kB in ${files} files`,
      verdict(bytes <= FIRST_SCREEN_LIMIT, '≤ 300 kB'),
    ],
    ...phases.map(({ name, longTasks }) => [
      `Tasks over 50 ms while ${name}`,
      longest(longTasks),
      verdict(longTasks.length === 0, '0'),
    ]),
    ['Dropouts while playing', String(dropouts), verdict(dropouts === 0, '0')],
  ])
}

/**
 * @param {string} url
 * @param {Stems} stems
 * @param {number} minutes
 */
async function reportMemory(url, stems, minutes) {
  const folder = newFolder()
  try {
    const lengths = [
      { minutes, files: stems },
      { minutes: minutes * LONGER, files: await repeatStems(stems, LONGER, folder) },
    ]
    /** @type {number[]} */
    const peaks = []
    const rows = []
    for (const { minutes, files } of lengths) {
      const hosts = [`${minutes} minutes`, `command line ${megabytes(await commandLineMemory(files))}`]
      if (!canMeasureBrowserMemory()) {
        rows.push([...hosts, 'browser not measured: that takes Linux 6.0 or newer'])
        continue
      }
      const { idle, peak } = await browserMemory(url, files)
      peaks.push(peak - idle)
      const above = `browser ${megabytes(peak - idle)} above ${megabytes(idle)} idle`
      rows.push([...hosts, above, verdict(peak - idle < MEMORY_LIMIT, `< ${megabytes(MEMORY_LIMIT)}`)])
    }
    console.log('\nPeak memory of an export')
    printTable(rows)
    const [short, long] = peaks
    if (short === undefined || long === undefined) return
    const difference = `${long < short ? '−' : '+'}${megabytes(Math.abs(long - short))}`
    const alike = Math.abs(long - short) <= MEMORY_NOISE
    console.log(
      `  The browser’s rise at the longer one: ${difference}   ${verdict(alike, `within ${megabytes(MEMORY_NOISE)}`)}`,
    )
  } finally {
    remove(folder)
  }
}

/** In the order that they run in. */
const PARTS = /** @type {const} */ ([
  'speed',
  'page',
  'memory',
  'session',
  'conform',
  'sparse',
  'edits',
  'film',
])
/**
 * Parts that take long, and much of the disk.
 * @type {readonly string[]}
 */
const ASKED_FOR = ['film']
/** @typedef {typeof PARTS[number]} Part */

/**
 * @param {{ only?: string, long: boolean, 'no-memory': boolean }} flags
 * @returns {Part[]}
 */
function chosenParts({ only, long, 'no-memory': withoutMemory }) {
  const names = (only ?? (long ? 'session' : PARTS.filter((part) => !ASKED_FOR.includes(part)).join())).split(
    ',',
  )
  const unknown = names.find((name) => !PARTS.some((part) => part === name))
  if (unknown !== undefined) throw new RangeError(`--only knows no part “${unknown}”: ${PARTS.join(', ')}.`)
  return PARTS.filter((part) => names.includes(part) && !(withoutMemory && part === 'memory'))
}

/** @param {string} value */
function bufferNamed(value) {
  if (value !== 'short' && value !== 'long') throw new RangeError('--buffer is short or long.')
  return value
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '3' },
      minutes: { type: 'string', default: '20' },
      'no-memory': { type: 'boolean', default: false },
      only: { type: 'string' },
      long: { type: 'boolean', default: false },
      stems: { type: 'string', default: '8' },
      'stem-minutes': { type: 'string' },
      'film-minutes': { type: 'string', default: '78' },
      pass: { type: 'string' },
      buffer: { type: 'string', default: 'short' },
      'no-load': { type: 'boolean', default: false },
    },
  })
  const stemMinutes = count(values['stem-minutes'] ?? (values.long ? '120' : '20'), 'stem-minutes')
  return {
    parts: chosenParts(values),
    rounds: count(values.rounds, 'rounds'),
    minutes: count(values.minutes, 'minutes'),
    filmMinutes: count(values['film-minutes'], 'film-minutes'),
    session: {
      stems: count(values.stems, 'stems'),
      minutes: stemMinutes,
      passSeconds: count(values.pass ?? (values.long ? String(stemMinutes * 60) : '60'), 'pass'),
      load: !values['no-load'],
      buffer: bufferNamed(values.buffer),
    },
  }
}

async function bench() {
  const { parts, rounds, minutes, filmMinutes, session } = readOptions()
  provideTools()
  process.env.CHROMIUM_PATH = provideChromium()
  const { output } = await run('ffmpeg', ['-version'])
  console.log(
    `${parts.join(', ')}; ${rounds} rounds; three stereo 24-bit stems of ${minutes} minutes for what is exported`,
  )
  console.log(`${cpus().length} × ${cpus()[0]?.model}, load ${load()} at the start`)
  console.log(`Node ${process.versions.node}, ${output.split(' ').slice(0, 3).join(' ')}\n`)

  const exports = parts.some((part) => part === 'speed' || part === 'page' || part === 'memory')
  const { url, close } = await serveProduct()
  try {
    if (exports) {
      const stems = await provideStems(minutes)
      if (parts.includes('speed')) await measureSpeed(url, stems, { rounds, minutes })
      if (parts.includes('page')) await reportResponsiveness(url, stems)
      if (parts.includes('memory')) await reportMemory(url, stems, minutes)
    }
    if (parts.includes('session')) await reportLongSession(url, session)
    if (parts.includes('conform')) await reportConformSpeed(url, rounds)
    if (parts.includes('sparse')) await reportSparse(url, rounds)
    if (parts.includes('edits')) await reportEditing(url, rounds)
    if (parts.includes('film')) await reportFilm(url, filmMinutes)
  } finally {
    await close()
  }
  console.log(`\nLoad ${load()} at the end`)
}

try {
  await bench()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
