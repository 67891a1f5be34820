import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellStep, cellToSample, sampleToCell } from './timeGrid.ts'
import { samplePosition } from './units.ts'

const rates = fc.constantFrom(44_100, 48_000, 96_000, 192_000)
const grids = fc.constantFrom(
  { num: 24_000, den: 1001 },
  { num: 6_000_000, den: 1001 },
  { num: 1000, den: 1 },
  { num: 25, den: 1 },
  { num: 999_983, den: 999_979 },
)
/** Also years, where products are beyond what a double counts. */
const counts = fc.oneof(fc.nat(10_000_000), fc.integer({ min: 0, max: 2 ** 35 }))

describe('a grid', () => {
  it('is that of exact fractions, however far from zero', () => {
    fc.assert(
      fc.property(grids, rates, counts, ({ num, den }, sampleRate, n) => {
        const [top, over] = [2n * BigInt(n) * BigInt(sampleRate * den) + BigInt(num), 2n * BigInt(num)]
        expect(BigInt(cellToSample(n, { num, den }, sampleRate))).toBe(top / over)
      }),
      { numRuns: 2000 },
    )
  })

  it('has each sample in the one cell whose first sample is the last not after it', () => {
    fc.assert(
      fc.property(grids, rates, counts, (grid, sampleRate, at) => {
        const cell = sampleToCell(samplePosition(at), grid, sampleRate)
        expect(cellToSample(cell, grid, sampleRate)).toBeLessThanOrEqual(at)
        expect(cellToSample(cell + 1, grid, sampleRate)).toBeGreaterThan(at)
      }),
      { numRuns: 2000 },
    )
  })

  it('is stepped through without passing the start', () => {
    const grid = { num: 30_000, den: 1001 }
    expect(cellStep(samplePosition(1602), 1, grid, 48_000)).toBe(1601)
    expect(cellStep(samplePosition(1602), -1, grid, 48_000)).toBe(-1602)
    expect(cellStep(samplePosition(1601), -1, grid, 48_000)).toBeUndefined()
  })
})
