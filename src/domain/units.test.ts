import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  advance,
  dbToGain,
  decibels,
  distance,
  frames,
  gainToDb,
  samplePosition,
  samples,
  toSeconds,
} from './units.ts'

describe('counts', () => {
  it.each([samplePosition, samples, frames])('are whole, safe and not negative', (make) => {
    expect(make(0)).toBe(0)
    expect(make(Number.MAX_SAFE_INTEGER)).toBe(Number.MAX_SAFE_INTEGER)
    for (const wrong of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
      expect(() => make(wrong), String(wrong)).toThrow(RangeError)
  })

  it('a position moved by a length is that far away', () => {
    const count = fc.integer({ min: 0, max: 2 ** 50 })
    fc.assert(
      fc.property(count, count, (from, by) => {
        const start = samplePosition(from)
        expect(distance(start, advance(start, samples(by)))).toBe(by)
      }),
    )
    expect(() => distance(samplePosition(2), samplePosition(1))).toThrow(RangeError)
  })

  it('become seconds for display', () => {
    expect(toSeconds(samples(72_000), 48_000)).toBe(1.5)
  })
})

describe('decibels', () => {
  it.each([
    [0, 1],
    [20, 10],
    [-20, 0.1],
    [6.020599913279624, 2],
    [-6.020599913279624, 0.5],
    [-100, 1e-5],
    [12, 3.981071705534972],
  ])('%d dB is a factor of %d', (db, gain) => {
    expect(dbToGain(decibels(db))).toBeCloseTo(gain, 14)
  })

  it('0 dB is exactly 1, off is exactly 0, and silence reads −∞', () => {
    expect(dbToGain(decibels(0))).toBe(1)
    expect(dbToGain(null)).toBe(0)
    expect(gainToDb(0)).toBe(Number.NEGATIVE_INFINITY)
    expect(gainToDb(-0.5)).toBe(gainToDb(0.5))
  })

  it('go there and back', () => {
    fc.assert(
      fc.property(fc.double({ min: -200, max: 60, noNaN: true }), (db) => {
        expect(gainToDb(dbToGain(decibels(db)))).toBeCloseTo(db, 9)
      }),
    )
  })

  it('are finite', () => {
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
      expect(() => decibels(wrong)).toThrow(RangeError)
  })
})
