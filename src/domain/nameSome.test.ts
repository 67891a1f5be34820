import { expect, it } from 'vitest'
import { nameSome, partNames } from './nameSome.ts'

it.each([
  [['a'], '“a”'],
  [['a', 'b', 'c', 'd'], '“a”, “b”, “c”, “d”'],
  [['a', 'b', 'c', 'd', 'e'], '“a”, “b”, “c” and 2 more'],
])('%j', (names, text) => {
  expect(nameSome(names)).toBe(text)
})

it.each([
  [['a'], 'a'],
  [['a', 'b', 'c'], 'a + b + c'],
  [['a', 'b', 'c', 'd'], 'a + b + c and 1 more'],
])('parts %j', (names, text) => {
  expect(partNames(names)).toBe(text)
})
