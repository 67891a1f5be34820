import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NUDGE_UNITS, type NudgeUnit, nudgeDistance } from './nudge.ts'
import { emptySession } from './session.ts'
import { FRAME_RATES, frameToSample } from './timecode.ts'
import { frames, samplePosition } from './units.ts'

const base = emptySession()

describe('a nudge', () => {
  it.each<[NudgeUnit, number]>([
    ['second', 48_000],
    ['frame', 2000],
    ['quarterFrame', 500],
    ['subframe', 20],
    ['millisecond', 48],
    ['sample', 1],
  ])('of a %s is %i samples at 24 fps and 48 kHz, both ways and from anywhere', (unit, distance) => {
    for (const from of [48_000, 48_007]) {
      expect(nudgeDistance(samplePosition(from), 1, unit, base)).toBe(distance)
      expect(nudgeDistance(samplePosition(from), -1, unit, base)).toBe(-distance)
    }
  })

  it('does not pass the start', () => {
    expect(nudgeDistance(samplePosition(19), -1, 'subframe', base)).toBeUndefined()
    expect(nudgeDistance(samplePosition(20), -1, 'subframe', base)).toBe(-20)
  })

  it('by sub-frames adds up to the frame at every rate, one by one and all at once', () => {
    const sampleRates = fc.constantFrom(44_100, 48_000, 88_200, 96_000)
    fc.assert(
      fc.property(
        fc.constantFrom(...FRAME_RATES),
        sampleRates,
        fc.nat(500_000),
        (frameRate, sampleRate, n) => {
          const timebase = { ...base, frameRate, sampleRate }
          const [first, next] = [n, n + 1].map((each) => frameToSample(frames(each), frameRate, sampleRate))
          let at = samplePosition(first ?? 0)
          expect(nudgeDistance(at, 100, 'subframe', timebase)).toBe((next ?? 0) - at)
          for (let step = 1; step <= 100; step++) {
            at = samplePosition(at + (nudgeDistance(at, 1, 'subframe', timebase) ?? Number.NaN))
            // The nearest sample to the exact hundredth, however it was come to.
            const exact = ((n * 100 + step) * sampleRate * frameRate.den) / (frameRate.num * 100)
            expect(Math.abs(at - exact)).toBeLessThanOrEqual(0.5 + 1e-6)
          }
          expect(at).toBe(next)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('there and back is where it was, from the first sample of any unit', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...NUDGE_UNITS),
        fc.constantFrom(...FRAME_RATES),
        fc.integer({ min: 1, max: 50 }),
        (unit, frameRate, times) => {
          const timebase = { ...base, frameRate, sampleRate: 44_100 }
          const there = nudgeDistance(samplePosition(0), times, unit, timebase) ?? Number.NaN
          expect(nudgeDistance(samplePosition(there), -times, unit, timebase)).toBe(-there)
        },
      ),
    )
  })
})
