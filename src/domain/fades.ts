import type { Fade, FadeCurve } from './session.ts'
import { samples } from './units.ts'

/** Steepness of the S curve: that of ffmpeg's `losi`, so that both ends come within 2.5 % of the logistic function's. */
const STEEPNESS = 1 / (1 - 0.787) - 1
const LOGISTIC_FOOT = 1 / (1 + Math.exp(STEEPNESS))
const LOGISTIC_SPAN = 1 / (1 + Math.exp(-STEEPNESS)) - LOGISTIC_FOOT
/** An exponential fade comes up from here: −100 dB. */
const FLOOR = Math.log(1e-5)

/**
 * The gain of a fade-in of `length` samples at its sample `n`, 0 … `length`: exactly 0 at sample 0 and exactly 1 at
 * sample `length`, the first after the fade. With x = n / length:
 * - `equalPower`: sin(πx/2), so that in² + out² = 1: for material that has nothing in common;
 * - `equalGain`: (1 − cos πx)/2, so that in + out = 1: for material that is alike, as where a take was cut in itself;
 * - `linear`: x, also of equal gain, with corners at its ends;
 * - `s`: the logistic function from −s to s, scaled to 0 … 1; of equal gain too;
 * - `exponential`: 10^(−5(1 − x)), 100 dB in a straight line, and 0 at sample 0.
 *
 * The curves `qsin`, `hsin`, `tri`, `losi` and `exp` of ffmpeg's `afade`, in this order.
 */
export function fadeGain(curve: FadeCurve, n: number, length: number): number {
  if (n <= 0) return 0
  if (n >= length) return 1
  const x = n / length
  switch (curve) {
    case 'equalPower':
      return Math.sin((x * Math.PI) / 2)
    case 'equalGain':
      return (1 - Math.cos(x * Math.PI)) / 2
    case 'linear':
      return x
    case 's':
      return (1 / (1 + Math.exp(-STEEPNESS * (2 * x - 1))) - LOGISTIC_FOOT) / LOGISTIC_SPAN
    case 'exponential':
      return Math.exp(FLOOR * (1 - x))
  }
}

/** The gain at the `n`th sample of a clip's fade-in, 0 … `length` − 1. */
export const fadeInGain = ({ length, curve, part }: Fade, n: number): number =>
  fadeGain(curve, (part?.from ?? 0) + n, part?.of ?? length)

/** The gain at the `n`th sample of a clip's fade-out, 0 … `length` − 1: the fade-in mirrored, so sample 0 has 1. */
export function fadeOutGain({ length, curve, part }: Fade, n: number): number {
  const whole = part?.of ?? length
  return fadeGain(curve, whole - (part?.from ?? 0) - n, whole)
}

/** Samples [`start`, `end`) of a fade; the whole fade is the fade itself. */
export function fadePart(fade: Fade, start: number, end: number): Fade {
  if (start === 0 && end === fade.length) return fade
  const from = (fade.part?.from ?? 0) + start
  const of = fade.part?.of ?? fade.length
  return withPart(fade.curve, from, end - start, of)
}

/** One fade out of two parts of it that follow one another; `undefined` when they are no such parts. */
export function joinFades(first: Fade, second: Fade): Fade | undefined {
  const from = first.part?.from ?? 0
  const of = first.part?.of ?? first.length
  if (first.curve !== second.curve || second.part?.of !== of || second.part.from !== from + first.length)
    return undefined
  return withPart(first.curve, from, first.length + second.length, of)
}

function withPart(curve: FadeCurve, from: number, length: number, of: number): Fade {
  const count = samples(length)
  return length === of
    ? { length: count, curve }
    : { length: count, curve, part: { from: samples(from), of: samples(of) } }
}
