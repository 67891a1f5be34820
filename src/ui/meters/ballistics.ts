import { OVER_DB } from './meterScale.ts'

/** Peaks rise at once and fall 20 dB in 1.7 s (IEC 60268-18). */
const FALL_DB_PER_SECOND = 20 / 1.7
const HOLD_SECONDS = 2
/** Below this nothing is drawn, so a level that falls comes to rest. */
const REST_DB = -80

/** What one peak meter shows. Written in place, sixty times a second for every strip. */
export type Ballistics = {
  /** dB per channel. */
  readonly level: Float64Array
  readonly hold: Float64Array
  readonly holdAge: Float64Array
  /** Highest peak of any channel since `clearPeaks`. */
  max: number
  over: boolean
}

export function createBallistics(channels: number): Ballistics {
  const silence = (): Float64Array => new Float64Array(channels).fill(Number.NEGATIVE_INFINITY)
  return {
    level: silence(),
    hold: silence(),
    holdAge: new Float64Array(channels),
    max: Number.NEGATIVE_INFINITY,
    over: false,
  }
}

const fall = (db: number, seconds: number): number => {
  const fallen = db - FALL_DB_PER_SECOND * seconds
  return fallen < REST_DB ? Number.NEGATIVE_INFINITY : fallen
}

/**
 * Takes the peaks of the last `seconds`, one per channel in dB; `undefined` where nothing was measured. One bar shows the
 * loudest of them, however many there are.
 */
export function advanceBallistics(
  state: Ballistics,
  peaks: readonly number[] | undefined,
  seconds: number,
): void {
  const { level, hold, holdAge } = state
  for (let channel = 0; channel < level.length; channel++) {
    const peak = (level.length === 1 ? loudest(peaks) : peaks?.[channel]) ?? Number.NEGATIVE_INFINITY
    level[channel] = Math.max(peak, fall(level[channel] ?? peak, seconds))
    const held = hold[channel] ?? peak
    const age = (holdAge[channel] ?? 0) + seconds
    if (peak >= held) {
      hold[channel] = peak
      holdAge[channel] = 0
    } else {
      hold[channel] = age > HOLD_SECONDS ? Math.max(peak, fall(held, seconds)) : held
      holdAge[channel] = age
    }
    notePeak(state, peak)
  }
}

/**
 * Takes the highest peak in dB since the measurement began, and what it was when last read: it rises also while nothing is
 * drawn, which shows in no bar, and falls only where the measurement was started again. Whether it was.
 */
export function followMaximum(state: Ballistics, highest: number, before: number): boolean {
  const anew = highest < before
  if (anew) clearPeaks(state)
  if (highest !== before) notePeak(state, highest)
  return anew
}

function notePeak(state: Ballistics, peak: number): void {
  if (peak > state.max) state.max = peak
  if (peak >= OVER_DB) state.over = true
}

function loudest(peaks: readonly number[] | undefined): number | undefined {
  let most = peaks?.[0]
  for (let c = 1; peaks && most !== undefined && c < peaks.length; c++)
    most = Math.max(most, peaks[c] ?? most)
  return most
}

/** Takes back the highest peak and the over; the bars go on. */
export function clearPeaks(state: Ballistics): void {
  state.max = Number.NEGATIVE_INFINITY
  state.over = false
}
