import { execFileSync } from 'node:child_process'
import { busyCores } from './busyCores.mjs'
import { canMeasureBrowserMemory, restingMemory, watchMemory } from './memory.mjs'
import { chooseLongBuffer, dropouts, pass, places, playSeeking, startAt } from './playing.mjs'
import { openProduct, timeImport } from './product.mjs'
import { observeLongTasks } from './responsiveness.mjs'
import { device, tapSound } from './soundTap.mjs'
import { watchStandstills } from './standstills.mjs'

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {{ all: number, page: number }} Memory bytes: of the whole browser, of the page's process */
/** @typedef {{ name: string, longTasks: number[], memory: Memory, feeder: number, device: number, standstills: number[] | null }} Phase */
/** @typedef {import('./playing.mjs').Pass & { load: boolean, buffer: string }} Options `buffer`: which it seeks and plays through */

const STARTS = 10
const SEEKS = 30

/**
 * Drops files from the system's cache, so that what is read next comes from the disk.
 * @param {string[]} paths
 * @returns {boolean} whether this system can do that
 */
function dropFromCache(paths) {
  if (process.platform !== 'linux') return false
  for (const path of paths) execFileSync('dd', [`if=${path}`, 'iflag=nocache', 'count=0', 'status=none'])
  return true
}

/** @param {Page} page */
const storedBytes = (page) => page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0)

/**
 * Takes one file alone in.
 * @param {string} url
 * @param {string} path
 */
async function importOne(url, path) {
  const { page, close } = await openProduct(url, { acceptDownloads: false })
  try {
    return await timeImport(page, [path])
  } finally {
    await close()
  }
}

/**
 * A session of hours: taken in, started and sought at random places, and played, with every core busy for the latter two.
 * @param {string} url
 * @param {string[]} paths
 * @param {Options} options
 */
export async function measureLongSession(url, paths, options) {
  const one = await importOne(url, paths[0] ?? '')
  const product = await openProduct(url, { acceptDownloads: false, onPage: tapSound })
  const { page, version, close } = product
  /** @type {() => unknown} */
  let rest = () => undefined
  const machine = watchStandstills()
  try {
    const measurable = canMeasureBrowserMemory()
    const idle = measurable ? await restingMemory(product) : Number.NaN
    const longTasks = await observeLongTasks(page)
    /** @type {Phase[]} */
    const phases = []
    /**
     * @template T
     * @param {string} name
     * @param {() => Promise<T>} act
     * @param {number} [every]
     */
    const phase = async (name, act, every = 250) => {
      const before = await dropouts(page)
      machine.since()
      const peak = measurable ? watchMemory(product, every) : () => ({ all: Number.NaN, page: Number.NaN })
      const result = await act().finally(peak)
      const after = await dropouts(page)
      options.onPass(`${name}: disk ${after.feeder}, device ${after.device}`)
      phases.push({
        name,
        longTasks: await longTasks(),
        memory: peak(),
        feeder: after.feeder - before.feeder,
        device: after.device - before.device,
        standstills: machine.since(),
      })
      return result
    }
    const storedBefore = await storedBytes(page)
    const imported = await phase('importing', () => timeImport(page, paths))
    const stored = (await storedBytes(page)) - storedBefore
    const next = places(options.minutes * 60)
    const cold = dropFromCache(paths)
    const first = await phase('the first start', () => startAt(page, next()))
    const { latencyMs } = await device(page)
    const startAround = async () => {
      const times = []
      for (let n = 0; n < STARTS; n++) times.push(await startAt(page, next()))
      return times
    }
    const starts = await phase('starting', startAround)
    const busy = options.load ? ', cores busy' : ''
    if (options.load) rest = busyCores()
    const busyStarts = await phase(`starting again${busy}`, startAround)
    dropFromCache(paths)
    const longLatencyMs = options.buffer === 'long' ? await chooseLongBuffer(page) : null
    const how = `${busy}${longLatencyMs === null ? '' : ', long buffer'}`
    const targets = Array.from({ length: SEEKS }, next)
    const seeks = await phase(`seeking${how}`, () =>
      playSeeking(page, targets, { timed: longLatencyMs === null }),
    )
    const passed = await phase(`playing${how}`, () => pass(page, options), 1000)
    return {
      version,
      one,
      imported,
      stored,
      idle,
      first,
      latencyMs,
      longLatencyMs,
      cold,
      starts,
      busyStarts,
      seeks,
      passed,
      phases,
    }
  } finally {
    rest()
    machine.end()
    await close()
  }
}
