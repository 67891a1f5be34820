import { expect, it } from 'vitest'
import { sampleCount } from './sampleCount.ts'

it.each([
  [0, '0'],
  [999, '999'],
  [1000, '1\u202f000'],
  [48_000, '48\u202f000'],
  [345_600_000, '345\u202f600\u202f000'],
])('groups %d', (count, text) => {
  expect(sampleCount(count)).toBe(text)
})
