import { type Frames, frames, type SamplePosition, samplePosition } from './units.ts'

/** Picture rate as a rational, so 23.976 is exactly 24000/1001. `drop`: SMPTE ST 12-1 drop-frame counting. */
export type FrameRate = {
  readonly num: number
  readonly den: number
  readonly drop: boolean
  readonly label: string
}

export const FRAME_RATES: readonly FrameRate[] = [
  { num: 24000, den: 1001, drop: false, label: '23.976 fps' },
  { num: 24, den: 1, drop: false, label: '24 fps' },
  { num: 25, den: 1, drop: false, label: '25 fps' },
  { num: 30000, den: 1001, drop: false, label: '29.97 fps' },
  { num: 30000, den: 1001, drop: true, label: '29.97 fps DF' },
  { num: 30, den: 1, drop: false, label: '30 fps' },
  { num: 48, den: 1, drop: false, label: '48 fps' },
  { num: 50, den: 1, drop: false, label: '50 fps' },
  { num: 60000, den: 1001, drop: false, label: '59.94 fps' },
  { num: 60000, den: 1001, drop: true, label: '59.94 fps DF' },
  { num: 60, den: 1, drop: false, label: '60 fps' },
]

export const FPS_24: FrameRate = { num: 24, den: 1, drop: false, label: '24 fps' }

/** The frame count that timecode counts in: 24 for 24000/1001. */
export const nominalRate = (rate: FrameRate): number => Math.ceil(rate.num / rate.den)

/** The first sample of frame `n`: n·fs·den/num, nearest sample, from zero and never accumulated. */
export function frameToSample(n: Frames, rate: FrameRate, sampleRate: number): SamplePosition {
  // BigInt because n·fs·den passes 2^53 at 24000/1001 within a few days, and rounding must not depend on it.
  const top = BigInt(n) * BigInt(sampleRate) * BigInt(rate.den) * 2n + BigInt(rate.num)
  return samplePosition(Number(top / (2n * BigInt(rate.num))))
}

/** The frame a sample falls in: the last frame whose first sample is not after it. */
export function sampleToFrame(position: SamplePosition, rate: FrameRate, sampleRate: number): Frames {
  const floor = Number((BigInt(position) * BigInt(rate.num)) / (BigInt(sampleRate) * BigInt(rate.den)))
  const next = frames(floor + 1)
  return frameToSample(next, rate, sampleRate) <= position ? next : frames(floor)
}

/** Frames dropped from the count each minute but every tenth: 2 at 29.97, 4 at 59.94 (SMPTE ST 12-1 §8.2). */
const droppedPerMinute = (rate: FrameRate): number => (rate.drop ? nominalRate(rate) / 15 : 0)

/** `hh:mm:ss:ff`, with `;` before the frames when drop-frame. Hours run past 24 rather than wrapping. */
export function formatTimecode(n: Frames, rate: FrameRate): string {
  const fps = nominalRate(rate)
  const dropped = droppedPerMinute(rate)
  let label: number = n
  if (dropped > 0) {
    const perMinute = fps * 60 - dropped
    const perTen = perMinute * 10 + dropped
    const rest = n % perTen
    label += 9 * dropped * Math.floor(n / perTen)
    if (rest >= dropped) label += dropped * Math.floor((rest - dropped) / perMinute)
  }
  const pad = (value: number): string => String(value).padStart(2, '0')
  const seconds = Math.floor(label / fps)
  const head = `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`
  return `${head}${rate.drop ? ';' : ':'}${pad(label % fps)}`
}

/**
 * Reads `hh:mm:ss:ff` (`:`, `;` or `.` between, leading fields optional, so `12:00` is twelve seconds).
 * `undefined` when it is not a timecode of this rate: a field out of range, or a number that drop-frame skips.
 */
export function parseTimecode(text: string, rate: FrameRate): Frames | undefined {
  const fields = text.trim().split(/[:;.]/)
  if (fields.length > 4 || fields.some((field) => !/^\d{1,3}$/.test(field))) return undefined
  const [ff = 0, ss = 0, mm = 0, hh = 0] = fields.map(Number).reverse()
  const fps = nominalRate(rate)
  if (ff >= fps || ss > 59 || mm > 59 || hh > 99) return undefined
  const dropped = droppedPerMinute(rate)
  if (ss === 0 && mm % 10 !== 0 && ff < dropped) return undefined
  const minutes = hh * 60 + mm
  return frames((minutes * 60 + ss) * fps + ff - dropped * (minutes - Math.floor(minutes / 10)))
}
