import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { exportAsDownloads, importStems, openProduct } from './product.mjs'

/** @typedef {import('./inputs.mjs').Stems} Stems */

/** How often memory is looked at. */
const SAMPLE_MS = 100
/** The page counts as idle when its memory stayed this close together for this long. */
const IDLE_BYTES = 4e6
const IDLE_SAMPLES = 20
/** What never settles is measured from its lowest after this many samples. */
const MOST_SAMPLES = 300

const rollup = '/proc/self/smaps_rollup'

/** Linux from 6.0 on tells what is needed. */
export const canMeasureBrowserMemory = () =>
  existsSync(rollup) && readFileSync(rollup, 'utf8').includes('Pss_Dirty')

/**
 * A file of a process, empty when the process has just ended.
 * @param {string} path
 */
function readProc(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'ESRCH'].includes(String(error.code)))
      return ''
    throw error
  }
}

const processes = () => readdirSync('/proc').filter((name) => /^\d+$/.test(name))

/**
 * The browser's own process, the one that is of no type.
 * @param {string} profile
 */
function browserProcess(profile) {
  const found = processes().find((pid) => {
    const words = readProc(`/proc/${pid}/cmdline`)
    return words.includes(`--user-data-dir=${profile}`) && !words.includes('--type=')
  })
  if (!found) throw new Error('The browser’s process was not found.')
  return found
}

/**
 * What a process and all below it have written into memory: private pages, and of each shared one its part. Not the
 * pages of program files, whose parts move when another browser starts or ends on the machine, nor the page cache of
 * what is read and exported.
 * @param {string} top
 * @returns {number} bytes
 */
function treeMemory(top) {
  /** @type {Map<string, string[]>} */
  const children = new Map()
  for (const pid of processes()) {
    // The name before it, in brackets, may hold anything.
    const parent = /\) \S (\d+)/.exec(readProc(`/proc/${pid}/stat`))?.[1] ?? ''
    children.set(parent, [...(children.get(parent) ?? []), pid])
  }
  /** @type {(pid: string) => number} */
  const sum = (pid) => {
    const kibibytes = Number(/^Pss_Dirty:\s+(\d+)/m.exec(readProc(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0)
    return (children.get(pid) ?? []).map(sum).reduce((total, below) => total + below, kibibytes * 1024)
  }
  return sum(top)
}

/**
 * Waits until memory does not move any more.
 * @param {string} top
 * @returns {Promise<number>} the lowest of the last samples, in bytes
 */
async function idleMemory(top) {
  /** @type {number[]} */
  const samples = []
  for (let count = 0; count < MOST_SAMPLES; count++) {
    samples.push(treeMemory(top))
    if (samples.length > IDLE_SAMPLES) samples.shift()
    const lowest = Math.min(...samples)
    if (samples.length === IDLE_SAMPLES && Math.max(...samples) - lowest < IDLE_BYTES) return lowest
    await sleep(SAMPLE_MS)
  }
  return Math.min(...samples)
}

/**
 * Exports once in a browser of its own, and looks at the memory of all its processes meanwhile.
 * @param {string} url
 * @param {Stems} stems
 * @returns {Promise<{ idle: number, peak: number }>} bytes
 */
export async function browserMemory(url, stems) {
  const { page, profile, close } = await openProduct(url, { acceptDownloads: false })
  /** @type {NodeJS.Timeout | undefined} */
  let timer
  try {
    await importStems(page, stems)
    const top = browserProcess(profile)
    // What the import left behind would be counted as idle, and the export would then reuse it for nothing.
    const session = await page.context().newCDPSession(page)
    await session.send('HeapProfiler.collectGarbage')
    await session.send('Memory.simulatePressureNotification', { level: 'critical' })
    const idle = await idleMemory(top)
    let peak = 0
    await exportAsDownloads(page, () => {
      timer = setInterval(() => {
        peak = Math.max(peak, treeMemory(top))
      }, SAMPLE_MS)
    })
    return { idle, peak }
  } finally {
    clearInterval(timer)
    await close()
  }
}
