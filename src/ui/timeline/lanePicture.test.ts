import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freshColumns, type LanePicture, scrolledBy } from './lanePicture.ts'

const picture = (start: number, change: Partial<LanePicture> = {}): LanePicture =>
  ({ view: { start, samplesPerPixel: 10 }, width: 100, height: 36, muted: false, ...change }) as LanePicture

describe('a picture that has been scrolled', () => {
  it('is told from one that is another, and by how many pixels', () => {
    expect(scrolledBy(picture(0), picture(400), 1)).toBe(40)
    expect(scrolledBy(picture(400), picture(0), 2)).toBe(-80)
    expect(scrolledBy(picture(0), picture(0), 1)).toBe(0)
    expect(scrolledBy(picture(0), picture(5), 1)).toBeNull()
    expect(scrolledBy(picture(0), picture(400, { muted: true }), 1)).toBeNull()
    const closer = picture(400, { view: { start: 400, samplesPerPixel: 9 } })
    expect(scrolledBy(picture(0), closer, 1)).toBeNull()
  })
})

describe('what is drawn anew', () => {
  const COLUMNS = 300
  it('is all that comes into view and all that is held at the left, before and after', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -400, max: 400 }).filter((by) => by !== 0),
        fc.integer({ min: 0, max: 350 }),
        (by, held) => {
          const fresh = freshColumns(by, COLUMNS, held)
          const isFresh = (column: number): boolean =>
            fresh.some(({ from, to }) => column >= from && column < to)
          for (let column = 0; column < COLUMNS; column++) {
            const before = column + by
            const cameIntoView = before < 0 || before >= COLUMNS
            const holds = held > 0 && (column < held || before < held)
            if (cameIntoView || (holds && before >= 0)) expect(isFresh(column), `${column}`).toBe(true)
          }
          for (const { from, to } of fresh) {
            expect(from).toBeGreaterThanOrEqual(0)
            expect(to).toBeLessThanOrEqual(COLUMNS)
          }
        },
      ),
    )
  })

  it('is little where little has been scrolled', () => {
    expect(freshColumns(40, COLUMNS, 0)).toEqual([{ from: 258, to: 300 }])
    expect(freshColumns(-40, COLUMNS, 0)).toEqual([{ from: 0, to: 42 }])
    expect(freshColumns(40, COLUMNS, 60)).toEqual([
      { from: 0, to: 100 },
      { from: 258, to: 300 },
    ])
  })
})
