import fc from 'fast-check'
import { expect, it } from 'vitest'
import { scrolledFrom, widened } from './scrolledView.ts'
import { toPixel } from './timeView.ts'

const extent = { length: 1_000_000, width: 500 }
const at = (start: number, samplesPerPixel = 10) => ({ view: { start, samplesPerPixel }, extent })

it('scrolls as far as it is wide, either way, and no further', () => {
  expect(scrolledFrom(at(20_000), at(20_400))).toBe(40)
  expect(scrolledFrom(at(20_000), at(15_000))).toBe(-500)
  expect(scrolledFrom(at(20_000), at(25_010))).toBeNull()
  expect(scrolledFrom(at(20_000), at(20_400, 9))).toBeNull()
  expect(scrolledFrom(at(20_000), { ...at(20_400), extent: { ...extent, width: 499 } })).toBeNull()
})

it('shows every place where the view has it', () => {
  const place = fc.nat(1_000_000)
  fc.assert(
    fc.property(fc.nat(900_000), fc.integer({ min: -500, max: 500 }), place, (start, pixels, sample) => {
      const [placed, now] = [at(start), at(start + 10 * pixels)]
      const by = scrolledFrom(placed, now)
      if (by === null) throw new Error('not so far')
      const scrolled = toPixel(widened(placed).view, sample) - (extent.width + by)
      expect(scrolled).toBeCloseTo(toPixel(now.view, sample), 6)
    }),
  )
})
