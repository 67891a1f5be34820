// The product's transport, played by its keys and timed by what sounds.
import { setTimeout as sleep } from 'node:timers/promises'
import { RATE } from './sessionInputs.mjs'
import { device, heard, waitForSound } from './soundTap.mjs'

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {{ minutes: number, passSeconds: number, onPass: (line: string) => void }} Pass length of the programme, how much of it is played */

/** How long it plays at a place. */
const LISTEN_MS = 400
/** Within which the device is opened anew, however busy the machine is. */
const OPENED_MS = 20_000
/** Frames of picture in a second of the session that opens by itself, whose first frame is at one hour. */
const FPS = 24
/** Nothing is started so close to the end that it could be reached. Seconds. */
const BEFORE_END = 30
/** How often a pass says where it is. */
const TELL_MS = 600_000

/**
 * Places in the programme, the same on every run.
 * @param {number} seconds
 * @returns {() => number} the next, in seconds
 */
export function places(seconds) {
  let state = 20_251
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state / 2 ** 32) * (seconds - BEFORE_END)
  }
}

/** @param {number} seconds of the programme */
function timecode(seconds) {
  const frames = Math.floor(seconds * FPS)
  const parts = [
    1 + Math.floor(frames / FPS / 3600),
    Math.floor(frames / FPS / 60) % 60,
    Math.floor(frames / FPS) % 60,
    frames % FPS,
  ]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}

/** @param {Page} page */
async function position(page) {
  const shown = (await page.getByRole('button', { name: /^Timecode/ }).textContent()) ?? ''
  const [hours = 0, minutes = 0, seconds = 0, frames = 0] = (/\d\d(:\d\d){3}/.exec(shown)?.[0] ?? '')
    .split(':')
    .map(Number)
  return ((hours - 1) * 60 + minutes) * 60 + seconds + frames / FPS
}

/**
 * Types a position, and believes it when it is shown: playing, it may be a little later by then.
 * @param {Page} page
 * @param {number} to seconds
 */
async function goTo(page, to) {
  await page.keyboard.press('g')
  const entry = page.getByRole('textbox', { name: 'Go to timecode' })
  await entry.fill(timecode(to))
  await entry.press('Enter')
}

/**
 * @param {Page} page
 * @param {number} to
 */
async function expectPosition(page, to) {
  const at = await position(page)
  if (at < Math.floor(to * FPS) / FPS - 0.1 || at > to + 10)
    throw new Error(`The position is ${timecode(at)} and not ${timecode(to)}.`)
}

/**
 * Dropouts that the page owns up to, which has none before there is a transport.
 * @param {Page} page
 * @returns {Promise<{ feeder: number, device: number }>} for want of samples from the disk, and on the way to the device
 */
export async function dropouts(page) {
  // The readout follows a few times a second.
  await sleep(400)
  const readout = page.getByTitle(/^Dropouts since the page was opened/)
  if ((await readout.count()) === 0) return { feeder: 0, device: 0 }
  const [feeder = Number.NaN] = ((await readout.getAttribute('title'))?.match(/\d+/g) ?? []).map(Number)
  // The page counts the device while it plays only, the device itself all the time.
  const { underruns } = await device(page)
  return { feeder, device: underruns }
}

/**
 * Has the page play through its long buffer from now on.
 * @param {Page} page
 * @returns {Promise<number>} milliseconds of the device's latency then
 */
export async function chooseLongBuffer(page) {
  const before = await device(page)
  await page.keyboard.press('Control+/')
  await page.getByRole('combobox', { name: 'Command' }).fill('long playback buffer')
  await page.keyboard.press('Enter')
  const asked = performance.now()
  while (performance.now() - asked < OPENED_MS) {
    const { latencyMs } = await device(page)
    // It is told only when some of it has been played.
    if (latencyMs > 1.5 * before.latencyMs) return latencyMs
    await sleep(100)
  }
  throw new Error('The long buffer was chosen, and the device’s latency stays as it was.')
}

/**
 * The last press of a key and the first sound made after it.
 * @param {Page} page
 * @param {string} name
 * @param {number} after how many events there were before the press
 */
async function fromKeyToSound(page, name, after) {
  const { events, keys } = await heard(page)
  const key = keys.findLast((each) => each.key === name)
  const sound = events.slice(after).findLast(({ sounds }) => sounds)
  if (!key || !sound) throw new Error('No sound came after the key.')
  return sound.at - key.at
}

/**
 * Goes to a place, plays, stops.
 * @param {Page} page
 * @param {number} at
 * @returns {Promise<number>} milliseconds from the key to the first sound out of the mixer
 */
export async function startAt(page, at) {
  await goTo(page, at)
  await sleep(300)
  await expectPosition(page, at)
  const { length } = (await heard(page)).events
  await page.keyboard.press('Space')
  await waitForSound(page, { sounds: true, after: length })
  await sleep(LISTEN_MS)
  const latency = await fromKeyToSound(page, ' ', length)
  await page.keyboard.press('Space')
  await waitForSound(page, { sounds: false, after: length })
  await sleep(100)
  return latency
}

/**
 * Plays, and seeks meanwhile.
 * @param {Page} page
 * @param {number[]} targets seconds
 * @param {{ timed: boolean }} options
 * @returns {Promise<number[]>} milliseconds from each key to the first sound of the new place, where they are timed
 */
export async function playSeeking(page, targets, { timed }) {
  /** @param {string} key @param {() => Promise<void>} press */
  const timeSound = async (key, press) => {
    const { length } = (await heard(page)).events
    await press()
    await waitForSound(page, { sounds: true, after: length })
    await sleep(LISTEN_MS)
    return fromKeyToSound(page, key, length)
  }
  /** Through a long buffer the new place follows the old one without a silence that could be heard. @param {number} to */
  const seek = async (to) => {
    await goTo(page, to)
    await sleep(2 * LISTEN_MS)
  }
  await timeSound(' ', () => page.keyboard.press('Space'))
  const times = []
  for (const to of targets) {
    if (timed) times.push(await timeSound('Enter', () => goTo(page, to)))
    else await seek(to)
    await expectPosition(page, to)
  }
  await page.keyboard.press('Space')
  await sleep(500)
  return times
}

/**
 * Plays from the start for so long, or to the end.
 * @param {Page} page
 * @param {Pass} options
 */
export async function pass(page, { minutes, passSeconds, onPass }) {
  const whole = passSeconds >= minutes * 60
  await goTo(page, 0)
  await sleep(300)
  const { length } = (await heard(page)).events
  const started = performance.now()
  await page.keyboard.press('Space')
  await waitForSound(page, { sounds: true, after: length })
  const patience = (whole ? minutes * 60 + 120 : passSeconds) * 1000
  let told = started
  let before = await dropouts(page)
  while (performance.now() - started < patience) {
    await sleep(Math.min(1000, patience - (performance.now() - started)))
    const playing = await page.getByRole('button', { name: 'Play', exact: true }).getAttribute('aria-pressed')
    if (playing !== 'true') break
    const now = await dropouts(page)
    const more = now.feeder !== before.feeder || now.device !== before.device
    before = now
    // A dropout is told at once, so that what else the machine did then can be looked up.
    if (!more && performance.now() - told < TELL_MS) continue
    told = performance.now()
    onPass(`at ${timecode(await position(page))}, dropouts: disk ${now.feeder}, device ${now.device}`)
  }
  const playing = await page.getByRole('button', { name: 'Play', exact: true }).getAttribute('aria-pressed')
  if (playing === 'true') await page.keyboard.press('Space')
  else if (!whole) throw new Error('The sound stopped by itself.')
  await sleep(1000)
  const events = (await heard(page)).events.slice(length)
  const [first] = events
  const last = events.at(-1)
  if (!first?.sounds || !last || last.sounds) throw new Error('The pass has no beginning or no end.')
  return {
    seconds: (last.frame - first.frame) / RATE,
    /** Silences inside, as the tap heard them. */
    breaks: events.filter(({ sounds }) => !sounds).length - 1,
    /** How many samples too many or too few sounded, of a whole pass. */
    missing: whole ? minutes * 60 * RATE - (last.frame - first.frame) : 0,
  }
}
