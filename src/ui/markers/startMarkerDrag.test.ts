import { expect, it } from 'vitest'
import { markerFixture } from '../../testing/markerFixture.ts'
import { markerDrag } from './startMarkerDrag.ts'

const free = (): undefined => undefined
const grid = (place: number): number => Math.round(place / 100) * 100
const a = markerFixture('a', { at: 130 })
const region = markerFixture('r', { at: 250, length: 100 })

it('markers are moved together, no further than the start', () => {
  expect(markerDrag([a, region], region, 'body', 33.4, free)).toMatchObject({ markers: ['a', 'r'], by: 33 })
  expect(markerDrag([a, region], region, 'body', -500, free)).toMatchObject({ by: -130 })
  expect(markerDrag([a], a, 'body', 0.4, free)).toBeNull()
})

it('the one that is held holds on to the grid, a region by either end', () => {
  expect(markerDrag([a], a, 'body', 40, grid)).toMatchObject({ by: 70 })
  expect(
    markerDrag([region], region, 'body', 10, (place) => (place === 360 ? 365 : undefined)),
  ).toMatchObject({
    by: 15,
  })
})

it('the ends of a region stay apart', () => {
  const range = (part: 'start' | 'end', by: number) => markerDrag([region], region, part, by, free)
  expect(range('start', 40)).toMatchObject({ type: 'marker/setRange', at: 290, length: 60 })
  expect(range('start', 999)).toMatchObject({ at: 349, length: 1 })
  expect(range('start', -999)).toMatchObject({ at: 0, length: 350 })
  expect(range('end', -999)).toMatchObject({ at: 250, length: 1 })
  expect(range('end', 50)).toMatchObject({ at: 250, length: 150 })
  expect(range('end', 0.2)).toBeNull()
})
