import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { edgePixels } from './edgeScroll.ts'

describe('edgePixels', () => {
  it('is nothing in the middle, and towards the edge that is near', () => {
    expect(edgePixels(500, 200, 1200)).toBe(0)
    expect(edgePixels(225, 200, 1200)).toBe(0)
    expect(edgePixels(205, 200, 1200)).toBeLessThan(0)
    expect(edgePixels(1195, 200, 1200)).toBeGreaterThan(0)
  })

  it('is the faster the further out, within bounds, and the same on both sides', () => {
    const place = fc.integer({ min: -3000, max: 4000 })
    fc.assert(
      fc.property(place, place, (a, b) => {
        const [near, far] = [edgePixels(Math.min(a, b), 200, 1200), edgePixels(Math.max(a, b), 200, 1200)]
        expect(near).toBeLessThanOrEqual(far)
        expect(Math.abs(near)).toBeLessThanOrEqual(48)
        expect(edgePixels(1400 - a, 200, 1200)).toBe(-edgePixels(a, 200, 1200) + 0)
      }),
    )
  })

  it('leaves a middle in lanes that are hardly higher than nothing', () => {
    expect(edgePixels(20, 0, 40)).toBe(0)
    expect(edgePixels(39, 0, 40)).toBeGreaterThan(0)
  })
})
