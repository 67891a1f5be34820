import { expect, it } from 'vitest'
import { markerFixture } from '../../testing/markerFixture.ts'
import { MARKER_SORTS, markerList, rowWindow } from './markerList.ts'

const markers = [
  markerFixture('a', { at: 300, name: 'Sc 10', note: 'Dusk' }),
  markerFixture('b', { at: 100, length: 500, name: 'sc 9', color: 1 }),
  markerFixture('c', { at: 200, name: 'ADR 114', note: 'at dusk' }),
]
const ids = (search: string, by: (typeof MARKER_SORTS)[number], descending = false): string =>
  markerList(markers, search, { by, descending })
    .map(({ id }) => id)
    .join('')

it('the list is sorted by every column, both ways', () => {
  expect(MARKER_SORTS.map((by) => ids('', by))).toEqual(['cba', 'bca', 'cab', 'cab', 'cab', 'bca'])
  expect(ids('', 'name', true)).toBe('abc')
  expect(ids('', 'length', true)).toBe('bca')
})

it('the list is searched by words in names, notes and kinds', () => {
  expect(ids('dusk', 'start')).toBe('ca')
  expect(ids('ADR dusk', 'start')).toBe('c')
  expect(ids('REGION', 'start')).toBe('b')
  expect(ids('nowhere', 'start')).toBe('')
})

it('only rows in sight are drawn', () => {
  expect(rowWindow(0, 320, 32, 100_000)).toEqual({ first: 0, last: 16 })
  expect(rowWindow(32_000, 320, 32, 100_000)).toEqual({ first: 994, last: 1016 })
  expect(rowWindow(99_999 * 32, 320, 32, 100_000)).toEqual({ first: 99_993, last: 100_000 })
  expect(rowWindow(5000, 320, 32, 3)).toEqual({ first: 3, last: 3 })
})
