import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decibels } from '../../domain/units.ts'
import { FADER_SCALE, faderLevelAt, faderTravel } from './faderTaper.ts'

const level = fc.integer({ min: -1000, max: 120 }).map((tenths) => tenths / 10)
const travel = fc.double({ min: 0, max: 1, noNaN: true })

describe('the fader law', () => {
  it('ends at off and at +12 dB', () => {
    expect(faderTravel(null)).toBe(0)
    expect(faderLevelAt(0)).toBeNull()
    expect(faderTravel(decibels(12))).toBe(1)
    expect(faderLevelAt(1)).toBe(12)
  })

  it('rises with the level', () => {
    fc.assert(
      fc.property(level, level, (a, b) => {
        fc.pre(a < b)
        expect(faderTravel(decibels(a))).toBeLessThan(faderTravel(decibels(b)))
      }),
    )
  })

  it('rises with the travel', () => {
    fc.assert(
      fc.property(travel, travel, (a, b) => {
        fc.pre(a < b)
        const [low, high] = [faderLevelAt(a), faderLevelAt(b)]
        expect(low ?? Number.NEGATIVE_INFINITY).toBeLessThanOrEqual(high ?? Number.NEGATIVE_INFINITY)
      }),
    )
  })

  it('comes back to the level it was given', () => {
    fc.assert(
      fc.property(level, (db) => {
        expect(faderLevelAt(faderTravel(decibels(db)))).toBeCloseTo(db, 6)
      }),
    )
  })

  it('gives a decibel the most room where mixing happens', () => {
    const room = (db: number): number => faderTravel(decibels(db)) - faderTravel(decibels(db - 1))
    expect(room(0)).toBeGreaterThan(room(-15))
    expect(room(-15)).toBeGreaterThan(room(-35))
    expect(room(-35)).toBeGreaterThan(room(-70))
  })

  it('prints its scale from the top down to infinity', () => {
    const printed = FADER_SCALE.toSorted((a, b) => b.travel - a.travel).map(({ text }) => text)
    expect(printed).toEqual(['10', '5', '0', '5', '10', '20', '30', '40', '60', '\u221e'])
  })
})
