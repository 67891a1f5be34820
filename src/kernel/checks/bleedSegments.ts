import type { Spot } from './findings.ts'

/** Delays that bleed can have, either way, in samples. */
export const LAGS = 240

export type BleedSegment = {
  readonly from: number
  readonly to: number
  /** The weighted correlation at delays from −`LAGS` to `LAGS`. */
  readonly lags: Float32Array
  /** The weighted energy of the speech: correlation by it is the gain of the bleed. */
  readonly variance: number
}

/** How far a peak of the correlation has to stand out of what it is at other delays, in deviations. */
const STANDS_OUT = 8
/** Fainter bleed adds up over more of a film: segments that are taken together. */
const SCALES = [1, 3, 9, 27, 81] as const

/** Segments of dialogue, and in which of them the M&E has something of it. Two kilobytes for each two seconds of speech. */
export class BleedSegments {
  readonly #segments: BleedSegment[] = []

  add(segment: BleedSegment): void {
    this.#segments.push(segment)
  }

  /** Where there is bleed, and its level in dB under the dialogue. */
  withBleed(): readonly Spot[] {
    const found = new Map<BleedSegment, number>()
    for (const scale of [...SCALES, this.#segments.length]) {
      const left = this.#segments.filter((segment) => !found.has(segment))
      if (scale > Math.max(1, left.length)) continue
      const fresh = new Map<BleedSegment, number>()
      const step = Math.max(1, Math.floor(scale / 3))
      for (let first = 0; first + scale <= left.length; first += step) {
        const window = left.slice(first, first + scale)
        const gain = bleedOf(window)
        if (gain === null) continue
        for (const segment of inIt(window, gain))
          fresh.set(segment, Math.max(fresh.get(segment) ?? 0, gain.gain))
      }
      for (const [segment, gain] of fresh) found.set(segment, gain)
    }
    return [...found].map(([{ from, to }, gain]) => ({ from, to, value: 20 * Math.log10(gain) }))
  }
}

type Peak = { readonly gain: number; readonly lag: number; readonly sign: number }

/** The gain of bleed in segments together; `null` where the correlation has no peak that stands out. */
function bleedOf(window: readonly BleedSegment[]): Peak | null {
  const sum = new Float64Array(2 * LAGS + 1)
  let variance = 0
  for (const segment of window) {
    for (let n = 0; n < sum.length; n++) sum[n] = (sum[n] as number) + (segment.lags[n] as number)
    variance += segment.variance
  }
  let lag = 0
  let total = 0
  for (const [n, value] of sum.entries()) {
    if (Math.abs(value) > Math.abs(sum[lag] as number)) lag = n
    total += value
  }
  // Voices are periodic: of a peak, what is near belongs to it.
  const far = Float64Array.from(sum.filter((_, n) => Math.abs(n - lag) > 24)).map((x) => Math.abs(x))
  const ordered = far.toSorted()
  const deviation = Math.max((ordered[Math.floor(ordered.length / 2)] ?? 0) / 0.6745, Math.sqrt(variance / 2))
  const peak = Math.abs(sum[lag] as number)
  if (total === 0 || peak < STANDS_OUT * deviation) return null
  return { gain: peak / variance, lag, sign: Math.sign(sum[lag] as number) }
}

/** Those of a window that it is more likely in than not: the stretch in which the evidence adds up to most. */
function inIt(window: readonly BleedSegment[], { gain, lag, sign }: Peak): readonly BleedSegment[] {
  let best = 0
  let range: readonly [number, number] = [0, window.length]
  let sum = 0
  let since = 0
  for (const [n, { lags, variance }] of window.entries()) {
    if (sum <= 0) {
      sum = 0
      since = n
    }
    sum += gain * sign * (lags[lag] ?? 0) - (gain * gain * variance) / 2
    if (sum > best) {
      best = sum
      range = [since, n + 1]
    }
  }
  return window.slice(...range)
}
