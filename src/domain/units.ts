/** Samples, frames or bytes at most, in what is kept of files: 256 TiB, and at 192 kHz 46 years. */
export const COUNT_LIMIT = 2 ** 48

declare const unit: unique symbol
type Branded<T, Name extends string> = T & { readonly [unit]: Name }

/** A place on a timeline or in a file, counted in samples from its start: a safe integer ≥ 0. */
export type SamplePosition = Branded<number, 'SamplePosition'>
/** A length in samples: a safe integer ≥ 0. Position + length is a position; two positions do not add. */
export type Samples = Branded<number, 'Samples'>
/** A count of picture frames: a safe integer ≥ 0. A frame is always a picture frame. */
export type Frames = Branded<number, 'Frames'>
/** Seconds, for display only: nothing is placed or cut by them. */
export type Seconds = Branded<number, 'Seconds'>
/** A level in decibels, finite. */
export type Decibels = Branded<number, 'Decibels'>
/** A linear factor, finite and ≥ 0. */
export type Gain = Branded<number, 'Gain'>

function count(n: number, name: string): number {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`${name} must be a whole number ≥ 0, not ${n}`)
  return n
}

export const samplePosition = (n: number): SamplePosition => count(n, 'a sample position') as SamplePosition
export const samples = (n: number): Samples => count(n, 'a length in samples') as Samples
export const frames = (n: number): Frames => count(n, 'a count of frames') as Frames

export function decibels(n: number): Decibels {
  if (!Number.isFinite(n)) throw new RangeError(`decibels must be finite, not ${n}`)
  return n as Decibels
}

export const advance = (from: SamplePosition, by: Samples): SamplePosition => samplePosition(from + by)
/** The length from one position to a later one; throws when `to` comes before `from`. */
export const distance = (from: SamplePosition, to: SamplePosition): Samples => samples(to - from)
export const toSeconds = (n: SamplePosition | Samples, sampleRate: number): Seconds =>
  (n / sampleRate) as Seconds

/** A level that can be −∞ (`null`, so that it survives JSON): what a fader has. */
export type FaderLevel = Decibels | null

export const dbToGain = (db: FaderLevel): Gain => (db === null ? 0 : 10 ** (db / 20)) as Gain
/** −Infinity for zero: for display and measurement, never stored. */
export const gainToDb = (gain: number): number => 20 * Math.log10(Math.abs(gain))
