import fc from 'fast-check'
import { expect, it } from 'vitest'
import { WorkRate } from './workRate.ts'

const rateOf = (steps: readonly (readonly [number, number])[]): number => {
  const rate = new WorkRate()
  for (const [amount, milliseconds] of steps) rate.add(amount, milliseconds)
  return rate.perSecond()
}

it('knows nothing before the first step, and nothing of a step without time or work', () => {
  expect(rateOf([])).toBe(0)
  expect(
    rateOf([
      [5, 0],
      [0, 5],
    ]),
  ).toBe(0)
})

it('is the median: by hand', () => {
  expect(rateOf([[300, 100]])).toBe(3000)
  expect(
    rateOf([
      [100, 100],
      [300, 100],
    ]),
  ).toBe(2000)
  expect(
    rateOf([
      [100, 100],
      [900, 100],
      [300, 100],
    ]),
  ).toBe(3000)
})

it('does not change when the machine sleeps through a step, wherever that is', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 3, max: 40 }),
      fc.nat(),
      fc.integer({ min: 1, max: 1_000_000 }),
      (steps, at, sleep) => {
        const even = Array.from({ length: steps }, (): [number, number] => [1000, 10])
        const slept = even.map(([amount, ms], n): [number, number] => [
          amount,
          n === at % steps ? ms + sleep : ms,
        ])
        expect(rateOf(slept)).toBeCloseTo(rateOf(even), 6)
      },
    ),
  )
})

it('follows work that becomes slower for good', () => {
  const steps = Array.from({ length: 40 }, (_, n): [number, number] => [1000, n < 20 ? 10 : 40])
  expect(rateOf(steps)).toBe(25_000)
})
