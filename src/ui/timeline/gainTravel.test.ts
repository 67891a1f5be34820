import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decibels, type FaderLevel } from '../../domain/units.ts'
import { draggedGain } from './gainTravel.ts'

const level = fc.oneof(
  fc.constant(null),
  fc.integer({ min: -1000, max: 240 }).map((tenths) => decibels(tenths / 10)),
)
const order = (db: FaderLevel): number => db ?? Number.NEGATIVE_INFINITY

describe('draggedGain', () => {
  it('is five pixels a decibel, and one below −24 dB', () => {
    expect(draggedGain(decibels(0), 10)).toBe(2)
    expect(draggedGain(decibels(0), -60)).toBe(-12)
    expect(draggedGain(decibels(-24), -10)).toBe(-34)
    expect(draggedGain(decibels(1), -5)).toBe(0)
    expect(Object.is(draggedGain(decibels(1), -5), 0)).toBe(true)
  })

  it('ends at +24 dB and at nothing, and comes back from there', () => {
    expect(draggedGain(decibels(0), 1000)).toBe(24)
    expect(draggedGain(decibels(0), -1000)).toBeNull()
    expect(draggedGain(null, 1)).toBe(-100)
  })

  it('stays within tenths where it is not dragged, and goes the way it is dragged', () => {
    fc.assert(
      fc.property(level, fc.integer({ min: -400, max: 400 }), (db, pixels) => {
        const next = draggedGain(db, pixels)
        expect(draggedGain(db, 0)).toBe(db)
        if (pixels > 0) expect(order(next)).toBeGreaterThanOrEqual(order(db))
        if (pixels < 0) expect(order(next)).toBeLessThanOrEqual(order(db))
        if (next !== null) expect(Math.abs(next * 10 - Math.round(next * 10))).toBeLessThan(1e-9)
      }),
    )
  })
})
