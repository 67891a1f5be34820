import { copyFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { servedFolder } from './product.mjs'

/** @typedef {import('@playwright/test').Page} Page */
/**
 * The beginning or end of sound: the context's sample that it is at, and when the audio thread made it, in milliseconds
 * of the system's clock.
 * @typedef {{ sounds: boolean, frame: number, at: number }} SoundEvent
 */
/** What the browser says of its way to the device: breaks, and the latency of sound in milliseconds. */
/** @typedef {{ underruns: number, latencyMs: number }} Device */
/** @typedef {{ events: SoundEvent[], keys: { key: string, at: number }[], contexts: AudioContext[] }} Tap */

const processor = 'bench-tap.js'

/**
 * Listens, in a page that is opened after this, to what the product sends to the speakers, and to the keys. The tap lies
 * before the device: the device's own breaks are the browser's to count.
 * @param {Page} page
 */
export async function tapSound(page) {
  // From the product's own origin: its policy takes no other script.
  copyFileSync(fileURLToPath(new URL('soundTap.js', import.meta.url)), `${servedFolder}/${processor}`)
  await page.addInitScript((url) => {
    /** @type {Tap} */
    const tap = { events: [], keys: [], contexts: [] }
    Object.assign(window, { benchTap: tap })
    window.addEventListener(
      'keydown',
      ({ key, timeStamp }) => tap.keys.push({ key, at: Date.now() - (performance.now() - timeStamp) }),
      { capture: true },
    )
    const { addModule } = AudioWorklet.prototype
    AudioWorklet.prototype.addModule = async function (...args) {
      await addModule.call(this, url)
      return addModule.apply(this, args)
    }
    /** @type {WeakMap<BaseAudioContext, AudioWorkletNode>} */
    const taps = new WeakMap()
    /** @type {(this: AudioNode, ...args: any[]) => unknown} */
    const connect = AudioNode.prototype.connect
    Object.assign(AudioNode.prototype, {
      /** @this {AudioNode} @param {any[]} args */
      connect(...args) {
        const [target] = args
        if (target instanceof AudioDestinationNode && target.context instanceof AudioContext) {
          const { context } = target
          const node = taps.get(context) ?? new AudioWorkletNode(context, 'bench-tap', { numberOfOutputs: 0 })
          taps.set(context, node)
          node.port.onmessage = ({ data }) => tap.events.push(data)
          if (!tap.contexts.includes(context)) tap.contexts.push(context)
          connect.call(this, node)
        }
        return connect.apply(this, args)
      },
    })
  }, `/${processor}`)
}

/**
 * What the tap has noted so far.
 * @param {Page} page
 * @returns {Promise<Pick<Tap, 'events' | 'keys'>>}
 */
export const heard = (page) =>
  page.evaluate(() => {
    const { events, keys } = /** @type {{ benchTap: Tap }} */ (/** @type {unknown} */ (window)).benchTap
    return { events, keys }
  })

/**
 * Waits for sound to begin or to end, after so many events.
 * @param {Page} page
 * @param {{ sounds: boolean, after: number, timeout?: number }} wanted
 */
export async function waitForSound(page, { timeout, ...wanted }) {
  await page.waitForFunction(
    ({ sounds, after }) => {
      const { events } = /** @type {{ benchTap: Tap }} */ (/** @type {unknown} */ (window)).benchTap
      return events.slice(after).some((event) => event.sounds === sounds)
    },
    wanted,
    { polling: 50, ...(timeout !== undefined && { timeout }) },
  )
}

/**
 * @param {Page} page
 * @returns {Promise<Device>} since the page was opened
 */
export const device = (page) =>
  page.evaluate(() => {
    const { contexts } = /** @type {{ benchTap: Tap }} */ (/** @type {unknown} */ (window)).benchTap
    const last = contexts.at(-1)
    const seconds = (last?.baseLatency ?? 0) + (last?.outputLatency ?? 0)
    /** @param {AudioContext} context */
    const missed = (context) => Number(/** @type {any} */ (context).playbackStats?.underrunEvents ?? 0)
    return {
      underruns: contexts.reduce((sum, context) => sum + missed(context), 0),
      latencyMs: seconds * 1000,
    }
  })
