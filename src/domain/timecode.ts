import { cellToSample, sampleToCell } from './timeGrid.ts'
import { type Frames, frames, type SamplePosition } from './units.ts'

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

/** Two rates of the list are ten times as far apart; what is written in thousandths is within. */
const SAME_RATE = 1e-4

/**
 * The listed rate that is meant by one so near to it as `23976/1000` is to 24000/1001, of the same counting; `undefined`
 * where there is none. `near`: the part that it may be off, less than half of the thousandth that two rates are apart.
 */
export const listedRate = (
  { num, den, drop }: Omit<FrameRate, 'label'>,
  near = SAME_RATE,
): FrameRate | undefined =>
  FRAME_RATES.find((rate) => rate.drop === drop && Math.abs((num * rate.den) / (den * rate.num) - 1) <= near)

/** The frame count that timecode counts in: 24 for 24000/1001. */
export const nominalRate = (rate: FrameRate): number => Math.ceil(rate.num / rate.den)

/** The first sample of frame `n`: n·fs·den/num, nearest sample, from zero and never accumulated. */
export const frameToSample = (n: Frames, rate: FrameRate, sampleRate: number): SamplePosition =>
  cellToSample(n, rate, sampleRate)

/** The frame a sample falls in: the last frame whose first sample is not after it. */
export const sampleToFrame = (position: SamplePosition, rate: FrameRate, sampleRate: number): Frames =>
  frames(sampleToCell(position, rate, sampleRate))

/** Frames dropped from the count each minute but every tenth: 2 at 29.97, 4 at 59.94 (SMPTE ST 12-1 §8.2). */
const droppedPerMinute = (rate: FrameRate): number => (rate.drop ? nominalRate(rate) / 15 : 0)

const PAIRS = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'))
const pair = (n: number): string => PAIRS[n] ?? String(n)

/** The frames of a day of timecode, 24:00:00:00: 2 589 408 at 29.97 drop-frame. */
export const framesPerDay = (rate: FrameRate): Frames => {
  const dropped = droppedPerMinute(rate)
  return frames(24 * (3600 * nominalRate(rate) - 54 * dropped))
}

/**
 * The timecode of a frame as a clock shows it, `hh:mm:ss:ff`, with `;` before the frames when drop-frame. After
 * 23:59:59 comes 00:00:00, as in SMPTE ST 12-1, whose hours are 00 to 23; the count of frames goes on.
 */
export const formatTimecode = (n: Frames, rate: FrameRate): string =>
  formatFrameSpan(frames(n % framesPerDay(rate)), rate)

/** The frame with those that drop-frame skips counted in. */
function labelled(n: Frames, rate: FrameRate): number {
  const dropped = droppedPerMinute(rate)
  if (dropped === 0) return n
  const perMinute = nominalRate(rate) * 60 - dropped
  const perTen = perMinute * 10 + dropped
  const rest = n % perTen
  const inTen = rest >= dropped ? dropped * Math.floor((rest - dropped) / perMinute) : 0
  return n + 9 * dropped * Math.floor(n / perTen) + inTen
}

/** The second of the day that the timecode of a frame shows, and the frame within it. */
export function secondAndFrame(n: Frames, rate: FrameRate): { second: number; frame: Frames } {
  const fps = nominalRate(rate)
  const label = labelled(frames(n % framesPerDay(rate)), rate)
  return { second: Math.floor(label / fps), frame: frames(label % fps) }
}

/** The first frame of a second of the day; where drop-frame skips numbers, the first that is left. */
export function firstFrameOf(second: number, rate: FrameRate): Frames {
  const dropped = droppedPerMinute(rate)
  const minute = Math.floor(second / 60)
  const skipped = second % 60 === 0 && minute % 10 !== 0 ? dropped : 0
  return frames(second * nominalRate(rate) + skipped - dropped * (minute - Math.floor(minute / 10)))
}

/** A length in frames, in the figures of timecode: its hours run past 24. */
export function formatFrameSpan(n: Frames, rate: FrameRate): string {
  const fps = nominalRate(rate)
  const label = labelled(n, rate)
  const seconds = Math.floor(label / fps)
  const minutes = Math.floor(seconds / 60)
  const head = `${pair(Math.floor(minutes / 60))}:${pair(minutes % 60)}:${pair(seconds % 60)}`
  return `${head}${rate.drop ? ';' : ':'}${pair(label % fps)}`
}

/** Two digits of a text as a number; NaN where there are none. */
function digitsAt(text: string, index: number): number {
  const [tens, ones] = [text.charCodeAt(index) - 48, text.charCodeAt(index + 1) - 48]
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : Number.NaN
}

/** `hh:mm:ss:ff` in its most usual form, as numbers: rulers and lists read a great many of them. */
function wholeFields(text: string): readonly [number, number, number, number] | undefined {
  if (text.length !== 11) return undefined
  for (let index = 2; index < 11; index += 3) {
    const separator = text[index]
    if (separator !== ':' && separator !== ';' && separator !== '.') return undefined
  }
  const [hh, mm, ss, ff] = [digitsAt(text, 0), digitsAt(text, 3), digitsAt(text, 6), digitsAt(text, 9)]
  return Number.isNaN(hh + mm + ss + ff) ? undefined : [hh, mm, ss, ff]
}

/**
 * Reads `hh:mm:ss:ff` (`:`, `;` or `.` between, leading fields optional, so `12:00` is twelve seconds). Hours from 24 on
 * are those of the next days. `undefined` when it is not a timecode of this rate: a field out of range, or a number that
 * drop-frame skips.
 */
export const parseTimecode = (text: string, rate: FrameRate): Frames | undefined =>
  readFrames(text, rate, 'refused')

/**
 * Reads a length in the figures of timecode, as `formatFrameSpan` writes it and as `parseTimecode` reads it. A number that
 * drop-frame skips, as that of a whole minute, is the first frame that there is after it.
 */
export const parseFrameSpan = (text: string, rate: FrameRate): Frames | undefined =>
  readFrames(text, rate, 'next')

function readFrames(text: string, rate: FrameRate, skipped: 'refused' | 'next'): Frames | undefined {
  const fields = wholeFields(text) ?? looseFields(text)
  if (!fields) return undefined
  const [hh, mm, ss, ff] = fields
  const fps = nominalRate(rate)
  if (ff >= fps || ss > 59 || mm > 59 || hh > 99) return undefined
  const dropped = droppedPerMinute(rate)
  const isSkipped = ss === 0 && mm % 10 !== 0 && ff < dropped
  if (isSkipped && skipped === 'refused') return undefined
  const minutes = hh * 60 + mm
  const frame = isSkipped ? dropped : ff
  return frames((minutes * 60 + ss) * fps + frame - dropped * (minutes - Math.floor(minutes / 10)))
}

/** Reads the timecode of a session's start, which is within a day. */
export function parseStartTimecode(text: string, rate: FrameRate): Frames | undefined {
  const frame = parseTimecode(text, rate)
  return frame !== undefined && frame < framesPerDay(rate) ? frame : undefined
}

function looseFields(text: string): readonly [number, number, number, number] | undefined {
  const fields = text.trim().split(/[:;.]/)
  if (fields.length > 4 || fields.some((field) => !/^\d{1,3}$/.test(field))) return undefined
  const [ff = 0, ss = 0, mm = 0, hh = 0] = fields.map(Number).reverse()
  return [hh, mm, ss, ff]
}
