import { expect, it } from 'vitest'
import { unionLength } from './stretches.ts'

it.each([
  [[], 0],
  [[{ from: -10, to: 90 }], 100],
  [
    [
      { from: 0, to: 100 },
      { from: 20, to: 50 },
      { from: 90, to: 110 },
    ],
    110,
  ],
  [
    [
      { from: 500, to: 600 },
      { from: 0, to: 100 },
    ],
    200,
  ],
])('%j hold %d samples together', (stretches, length) => {
  expect(unionLength(stretches)).toBe(length)
})
