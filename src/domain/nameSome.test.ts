import { expect, it } from 'vitest'
import { nameSome } from './nameSome.ts'

it.each([
  [['a'], '“a”'],
  [['a', 'b', 'c', 'd'], '“a”, “b”, “c”, “d”'],
  [['a', 'b', 'c', 'd', 'e'], '“a”, “b”, “c” and 2 more'],
])('%j', (names, text) => {
  expect(nameSome(names)).toBe(text)
})
