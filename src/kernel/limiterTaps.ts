import { DETECTOR_TAPS } from './assembly/layout.ts'

/** Shape of the window: side lobes 90 dB down. */
const KAISER_BETA = 9

/** The taps of the detector's filters: of the sum and difference of its quarters, and of its half, newest sample last. */
export type LimiterTaps = {
  /** 16 × (half of the quarters' sum, half of their difference, the half). */
  readonly table: Float32Array
  /** No filter of the detector gives more than this many times its largest sample. */
  readonly reach: number
}

/** Σ|tap| of phase 1 of the filter of BS.1770-5 Annex 2, of which the detector takes four points more. */
const ITU_REACH = 2.03

/**
 * Interpolation by a sinc to the quarters between two samples, windowed after Kaiser (J. F. Kaiser, Nonrecursive digital
 * filter design using the I₀-sinh window function, 1974), each phase normalised to pass a constant as it is.
 */
export function limiterTaps(): LimiterTaps {
  const quarter = phase(0.25)
  const half = phase(0.5)
  const table = new Float32Array((DETECTOR_TAPS / 2) * 3)
  for (let i = 0; i < DETECTOR_TAPS / 2; i++) {
    const first = quarter[i] ?? 0
    const mirrored = quarter[DETECTOR_TAPS - 1 - i] ?? 0
    table.set([(first + mirrored) / 2, (first - mirrored) / 2, half[i] ?? 0], i * 3)
  }
  const reach = Math.max(
    ITU_REACH,
    ...[quarter, half].map((taps) => taps.reduce((sum, t) => sum + Math.abs(t), 0)),
  )
  // Beyond what singles lose in the sums.
  return { table, reach: reach * 1.0001 }
}

/** The taps for a point `offset` of a sample after the 16th, oldest first. */
function phase(offset: number): readonly number[] {
  const centre = DETECTOR_TAPS / 2 - 1 + offset
  const taps = Array.from({ length: DETECTOR_TAPS }, (_, i) => {
    const distance = i - centre
    const across = distance / (DETECTOR_TAPS / 2)
    const sinc = distance === 0 ? 1 : Math.sin(Math.PI * distance) / (Math.PI * distance)
    return sinc * besselI0(KAISER_BETA * Math.sqrt(Math.max(0, 1 - across * across)))
  })
  const sum = taps.reduce((a, b) => a + b, 0)
  return taps.map((tap) => tap / sum)
}

/** The modified Bessel function of the first kind and order 0, by its series. */
function besselI0(x: number): number {
  let sum = 1
  let term = 1
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= (x / 2 / k) ** 2
    sum += term
  }
  return sum
}
