import { megabytes, printTable, verdict } from './figures.mjs'
import { canMeasureBrowserMemory, restingMemory, watchMemory } from './memory.mjs'
import { browserFloor, exportAsDownloads, openProduct, timeImport } from './product.mjs'
import { commandLineFloor, measuredCommandLine } from './programs.mjs'
import { provideSessionStems } from './sessionInputs.mjs'
import { newFolder, remove } from './work.mjs'

/** Most that an export may take of the time of copying the same bytes. */
const MOST_TIMES = 2
/** Most memory, in bytes, that it may take above the idle page. */
const MOST_MEMORY = 400e6
/** As `provideSessionStems` has them, in its order. */
const STEMS = ['dialogue', 'dialogue', 'effects', 'effects', 'effects', 'fill', 'music', 'music']
/** Beside composite and M&E: by id for the command line, by name in the matrix. */
const ALSO = { dialogue: 'Dialogue stem', effects: 'Effects stem', music: 'Music stem' }
const FILES = 2 + Object.keys(ALSO).length

/**
 * A whole film: eight stereo stems to composite, M&E and three stems, beside what only copies as many bytes.
 * @param {string} url
 * @param {number} minutes
 */
export async function reportFilm(url, minutes) {
  const paths = await provideSessionStems(STEMS.length, minutes)
  const options = [
    ...paths.flatMap((path, index) => [`--${STEMS[index]}`, path]),
    ...['--deliverables', ['composite', 'me', ...Object.keys(ALSO)].join(',')],
  ]
  const commandLine = await measuredCommandLine(options)
  const folder = newFolder()
  const copied = await commandLineFloor(paths, folder, FILES)
  remove(folder)
  const browser = await runBrowser(url, paths)
  console.log(`\n${minutes} minutes, eight stereo stems to composite, M&E and three stems`)
  /** @param {string} name @param {number} seconds @param {number} floor @param {string} memory */
  const row = (name, seconds, floor, memory) => [
    name,
    `${seconds.toFixed(1)} s`,
    `${((minutes * 60) / seconds).toFixed(0)}×`,
    `${(seconds / floor).toFixed(2)}× its floor`,
    `${verdict(seconds <= MOST_TIMES * floor, `≤ ${MOST_TIMES}×`)}; ${memory}`,
  ]
  const rise = browser.peak - browser.idle
  const above = Number.isNaN(rise)
    ? 'memory is measured on Linux 6.0 or newer'
    : `${megabytes(rise)} above the idle page, ${verdict(rise < MOST_MEMORY, `< ${megabytes(MOST_MEMORY)}`)}`
  printTable([
    row('Command line', commandLine.seconds, copied, `${megabytes(commandLine.bytes)} in all`),
    ['  floor: Node copies the bytes', `${copied.toFixed(1)} s`, '', '', ''],
    row('Browser', browser.seconds, browser.floor, above),
    ['  floor: a Worker copies the bytes', `${browser.floor.toFixed(1)} s`, '', '', ''],
  ])
}

/**
 * @param {string} url
 * @param {string[]} paths
 */
async function runBrowser(url, paths) {
  const product = await openProduct(url, { acceptDownloads: false })
  const { page, close } = product
  /** @type {() => { all: number }} */
  let peak = () => ({ all: Number.NaN })
  try {
    await timeImport(page, paths)
    const measurable = canMeasureBrowserMemory()
    const idle = measurable ? await restingMemory(product) : Number.NaN
    const onStart = () => {
      if (measurable) peak = watchMemory(product, 250)
    }
    const seconds = await exportAsDownloads(page, onStart, Object.values(ALSO))
    const { all } = peak()
    return { seconds, idle, peak: all, floor: await browserFloor(page, paths, FILES) }
  } finally {
    peak()
    await close()
  }
}
