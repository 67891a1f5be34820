import fc from 'fast-check'
import { expect, it } from 'vitest'
import { movedFrom, widened } from './movedView.ts'
import { toPixel } from './timeView.ts'

const extent = { length: 1_000_000, width: 500 }
const at = (start: number, samplesPerPixel = 10) => ({ view: { start, samplesPerPixel }, extent })

it('moves as far as it is wide, either way, and no further', () => {
  expect(movedFrom(at(20_000), at(20_400))).toBe(40)
  expect(movedFrom(at(20_000), at(15_000))).toBe(-500)
  expect(movedFrom(at(20_000), at(25_010))).toBeNull()
  expect(movedFrom(at(20_000), at(20_400, 9))).toBeNull()
  expect(movedFrom(at(20_000), { ...at(20_400), extent: { ...extent, width: 499 } })).toBeNull()
})

it('shows every place where the view has it', () => {
  const place = fc.nat(1_000_000)
  fc.assert(
    fc.property(fc.nat(900_000), fc.integer({ min: -500, max: 500 }), place, (start, pixels, sample) => {
      const [placed, now] = [at(start), at(start + 10 * pixels)]
      const by = movedFrom(placed, now)
      if (by === null) throw new Error('not so far')
      const moved = toPixel(widened(placed).view, sample) - (extent.width + by)
      expect(moved).toBeCloseTo(toPixel(now.view, sample), 6)
    }),
  )
})
