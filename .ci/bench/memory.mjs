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
 * @returns {{ all: number, page: number }} bytes: of all, and of the largest renderer, which is the page's
 */
function treeMemory(top) {
  /** @type {Map<string, string[]>} */
  const children = new Map()
  for (const pid of processes()) {
    // The name before it, in brackets, may hold anything.
    const parent = /\) \S (\d+)/.exec(readProc(`/proc/${pid}/stat`))?.[1] ?? ''
    children.set(parent, [...(children.get(parent) ?? []), pid])
  }
  let page = 0
  /** @type {(pid: string) => number} */
  const sum = (pid) => {
    const kibibytes = Number(/^Pss_Dirty:\s+(\d+)/m.exec(readProc(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0)
    if (readProc(`/proc/${pid}/cmdline`).includes('--type=renderer')) page = Math.max(page, kibibytes * 1024)
    return (children.get(pid) ?? []).map(sum).reduce((total, below) => total + below, kibibytes * 1024)
  }
  return { all: sum(top), page }
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
    samples.push(treeMemory(top).all)
    if (samples.length > IDLE_SAMPLES) samples.shift()
    const lowest = Math.min(...samples)
    if (samples.length === IDLE_SAMPLES && Math.max(...samples) - lowest < IDLE_BYTES) return lowest
    await sleep(SAMPLE_MS)
  }
  return Math.min(...samples)
}

/**
 * The memory of a page that rests, after what it no longer needs is gone: it would count as idle, and what is measured
 * next would then reuse it for nothing.
 * @param {import('./product.mjs').Product} product
 * @returns {Promise<number>} bytes
 */
export async function restingMemory({ page, profile }) {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  await session.send('Memory.simulatePressureNotification', { level: 'critical' })
  await session.detach()
  return idleMemory(browserProcess(profile))
}

/**
 * Looks at the memory of a browser's processes from now on.
 * @param {import('./product.mjs').Product} product
 * @param {number} [every] milliseconds
 * @returns {() => { all: number, page: number }} ends it, and gives the peaks in bytes
 */
export function watchMemory({ profile }, every = SAMPLE_MS) {
  const top = browserProcess(profile)
  const peak = { all: 0, page: 0 }
  const look = () => {
    const { all, page } = treeMemory(top)
    peak.all = Math.max(peak.all, all)
    peak.page = Math.max(peak.page, page)
  }
  const timer = setInterval(look, every)
  return () => {
    clearInterval(timer)
    return peak
  }
}

/**
 * Exports once in a browser of its own, and looks at the memory of all its processes meanwhile.
 * @param {string} url
 * @param {Stems} stems
 * @returns {Promise<{ idle: number, peak: number }>} bytes
 */
export async function browserMemory(url, stems) {
  const product = await openProduct(url, { acceptDownloads: false })
  const { page, close } = product
  /** @type {(() => { all: number }) | undefined} */
  let peak
  try {
    await importStems(page, stems)
    const idle = await restingMemory(product)
    await exportAsDownloads(page, () => {
      peak = watchMemory(product)
    })
    return { idle, peak: peak?.().all ?? Number.NaN }
  } finally {
    peak?.()
    await close()
  }
}
