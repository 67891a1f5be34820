import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ffmpeg } from '../testing/referenceTools.ts'
import { fadeGain, fadeInGain, fadeOutGain, fadePart, joinFades } from './fades.ts'
import { FADE_CURVES, type Fade, type FadeCurve } from './session.ts'
import { samples } from './units.ts'

const curve = fc.constantFrom(...FADE_CURVES)
const length = fc.integer({ min: 1, max: 200_000 })
const fade = (long: number, kind: FadeCurve): Fade => ({ length: samples(long), curve: kind })

describe('every curve', () => {
  it('is 0 at its start and 1 at its end, exactly, and never falls', () => {
    fc.assert(
      fc.property(curve, length, fc.double({ min: 0, max: 1, noNaN: true }), (kind, long, place) => {
        expect(fadeGain(kind, 0, long)).toBe(0)
        expect(fadeGain(kind, long, long)).toBe(1)
        const n = Math.floor(place * long)
        const [here, next] = [fadeGain(kind, n, long), fadeGain(kind, n + 1, long)]
        expect(here).toBeGreaterThanOrEqual(0)
        expect(next).toBeLessThanOrEqual(1)
        expect(next).toBeGreaterThanOrEqual(here)
      }),
    )
  })

  it('out is in backwards', () => {
    fc.assert(
      fc.property(curve, fc.integer({ min: 2, max: 5000 }), fc.nat(), (kind, long, place) => {
        const n = 1 + (place % (long - 1))
        expect(fadeOutGain(fade(long, kind), n)).toBe(fadeInGain(fade(long, kind), long - n))
        expect(fadeOutGain(fade(long, kind), 0)).toBe(1)
      }),
    )
  })

  it('cut in parts is the same curve, and whole again when the parts are joined', () => {
    fc.assert(
      fc.property(curve, fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { maxLength: 3 }), (kind, cuts) => {
        const whole = fade(1000, kind)
        const edges = [0, ...cuts.toSorted((a, b) => a - b), 1000]
        const parts = edges.slice(1).map((end, i) => fadePart(whole, edges[i] ?? 0, end))
        const gains = (gain: typeof fadeInGain, of: Fade) =>
          Array.from({ length: of.length }, (_, n) => gain(of, n))
        for (const gain of [fadeInGain, fadeOutGain])
          expect(parts.flatMap((part) => gains(gain, part))).toEqual(gains(gain, whole))
        const [first, ...rest] = parts
        const joined = rest.reduce((sum, part) => sum && joinFades(sum, part), first)
        expect(joined).toEqual(whole)
      }),
    )
  })
})

describe('a cross-fade', () => {
  const sums = (kind: FadeCurve, power: number, long: number, n: number): number =>
    fadeInGain(fade(long, kind), n) ** power + fadeOutGain(fade(long, kind), n) ** power

  it.each([
    ['equalPower', 2],
    ['equalGain', 1],
    ['linear', 1],
    ['s', 1],
  ] as const)('by %s: in + out to the power of %i are 1 all through', (kind, power) => {
    fc.assert(
      fc.property(length, fc.nat(), (long, n) => {
        expect(sums(kind, power, long, n % long)).toBeCloseTo(1, 14)
      }),
    )
  })
})

describe('ffmpeg has the same curves', () => {
  const LENGTH = 4801
  const names = {
    equalPower: 'qsin',
    equalGain: 'hsin',
    linear: 'tri',
    s: 'losi',
    exponential: 'exp',
  } as const

  /** What `afade` makes of ones. */
  function reference(type: 'in' | 'out', kind: FadeCurve): Float64Array {
    const fading = `afade=t=${type}:ss=0:ns=${LENGTH}:curve=${names[kind]}`
    const ones = `aevalsrc=1:s=48000:d=1,atrim=end_sample=${LENGTH},aformat=sample_fmts=dbl,${fading}`
    const bytes = ffmpeg('-f', 'lavfi', '-i', ones, '-f', 'f64le', '-')
    return new Float64Array(Uint8Array.from(bytes).buffer)
  }

  it.each(FADE_CURVES)('%s, in and out', (kind) => {
    for (const [type, gain] of [
      ['in', fadeInGain],
      ['out', fadeOutGain],
    ] as const) {
      const expected = reference(type, kind)
      expect(expected).toHaveLength(LENGTH)
      for (const [n, value] of expected.entries()) {
        // Its exponential fade begins at −100 dB and not at nothing.
        const isFloor = kind === 'exponential' && type === 'in' && n === 0
        const difference = Math.abs(gain(fade(LENGTH, kind), n) - (isFloor ? value - 1e-5 : value))
        if (!(difference < 1e-12)) expect.fail(`${type} ${n}: ${gain(fade(LENGTH, kind), n)}, not ${value}`)
      }
    }
  })
})
