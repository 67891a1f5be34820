import { mkdirSync } from 'node:fs'
import { median, printTable, verdict } from './figures.mjs'
import { browserFloor, exportAndDownload, importStems, openProduct } from './product.mjs'
import { commandLine, commandLineFloor, ffmpegMix, md5OfSamples } from './programs.mjs'
import { newFolder, remove } from './work.mjs'

/** @typedef {import('./inputs.mjs').Stems} Stems */
/** @typedef {import('./programs.mjs').Outputs} Outputs */
/** @typedef {'ffmpeg' | 'commandLine' | 'commandLineFloor' | 'browser' | 'browserFloor'} Contestant */
/** @typedef {Record<Contestant, number>} Round seconds */

/**
 * Times everybody once, one after the other, and believes no time of a wrong file. The browser is closed while the
 * others run, and what one wrote is removed before the next writes.
 * @param {string} url
 * @param {Stems} stems
 * @returns {Promise<Round>}
 */
async function runRound(url, stems) {
  const folder = newFolder()
  try {
    const sums = { composite: `${folder}/composite.wav`, me: `${folder}/me.wav` }
    const ffmpeg = await ffmpegMix(stems, sums)
    const expected = await md5OfOutputs(sums)
    remove(folder)
    mkdirSync(folder)
    const bounced = await commandLine(stems, folder)
    await check('The command line', bounced.outputs, expected)
    remove(folder)
    mkdirSync(folder)
    const copied = await commandLineFloor(Object.values(stems), folder, 2)
    remove(folder)
    const browser = await runBrowser(url, stems, expected)
    return { ffmpeg, commandLine: bounced.seconds, commandLineFloor: copied, ...browser }
  } finally {
    remove(folder)
  }
}

/**
 * @param {string} url
 * @param {Stems} stems
 * @param {Outputs} expected
 */
async function runBrowser(url, stems, expected) {
  const { page, close } = await openProduct(url, { acceptDownloads: true })
  try {
    await importStems(page, stems)
    const { seconds, outputs } = await exportAndDownload(page)
    await check('The browser', outputs, expected)
    for (const file of Object.values(outputs)) remove(file)
    return { browser: seconds, browserFloor: await browserFloor(page, Object.values(stems), 2) }
  } finally {
    await close()
  }
}

/**
 * @param {Outputs} outputs
 * @returns {Promise<Outputs>} the sums instead of the files
 */
async function md5OfOutputs({ composite, me }) {
  return { composite: await md5OfSamples(composite), me: await md5OfSamples(me) }
}

/**
 * @param {string} who
 * @param {Outputs} outputs
 * @param {Outputs} expected
 */
async function check(who, outputs, expected) {
  const found = await md5OfOutputs(outputs)
  for (const id of /** @type {const} */ (['composite', 'me']))
    if (found[id] !== expected[id]) throw new Error(`${who} made another ${id} than ffmpeg.`)
}

/**
 * @param {string} url
 * @param {Stems} stems
 * @param {{ rounds: number, minutes: number }} options
 */
export async function measureSpeed(url, stems, { rounds, minutes }) {
  // Once for nothing, so that everybody finds the inputs in the system's cache.
  const folder = newFolder()
  await commandLineFloor(Object.values(stems), folder, 2)
  remove(folder)
  /** @type {Round[]} */
  const results = []
  for (let round = 1; round <= rounds; round++) {
    results.push(await runRound(url, stems))
    console.log(`Round ${round} of ${rounds}: both mixes of both hosts are ffmpeg’s, to the bit.`)
  }
  printSpeed(results, minutes * 60)
}

/**
 * @param {Round[]} results
 * @param {number} length of the programme, in seconds
 */
function printSpeed(results, length) {
  /** @param {Contestant} who */
  const middle = (who) => median(results.map((round) => round[who]))
  /**
   * @param {string} name
   * @param {Contestant} who
   * @param {string} [note]
   */
  const row = (name, who, note = '') => {
    const times = results.map((round) => round[who])
    const seconds = [middle(who), Math.min(...times), Math.max(...times)].map((s) => `${s.toFixed(2)} s`)
    const ratio = (middle('ffmpeg') / middle(who)).toFixed(2)
    return [name, ...seconds, `${(length / middle(who)).toFixed(0)}×`, `${ratio}×`, note]
  }
  /**
   * @param {Contestant} who
   * @param {Contestant} floor
   * @param {number} goal
   * @param {number} [most] times its floor's time
   */
  const note = (who, floor, goal, most) => {
    const reached = middle('ffmpeg') / middle(who) >= goal
    const times = middle(who) / middle(floor)
    const beside = most === undefined ? '' : `, ${verdict(times <= most, `≤ ${most}×`)}`
    return `${verdict(reached, `≥ ${goal}× ffmpeg`)}; takes ${times.toFixed(1)}× its floor’s time${beside}`
  }
  console.log('\nFile to file, with every meter')
  printTable([
    ['', 'median', 'min', 'max', 'real time', 'ffmpeg', ''],
    row('ffmpeg, ebur128=peak=true on both', 'ffmpeg'),
    row('Command line', 'commandLine', note('commandLine', 'commandLineFloor', 5)),
    row('  floor: Node copies the bytes', 'commandLineFloor'),
    row('Browser', 'browser', note('browser', 'browserFloor', 3, 1.5)),
    row('  floor: a Worker copies the bytes', 'browserFloor'),
  ])
}
