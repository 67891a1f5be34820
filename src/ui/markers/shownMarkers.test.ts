import { expect, it } from 'vitest'
import { markerFixture } from '../../testing/markerFixture.ts'
import { shownMarkers } from './shownMarkers.ts'

const view = { start: 1000, samplesPerPixel: 10 }
const none: ReadonlySet<string> = new Set()

it('markers in sight are drawn, with names up to the next', () => {
  const markers = [
    markerFixture('before', { at: 0 }),
    markerFixture('long', { at: 0, length: 1100 }),
    markerFixture('in', { at: 1500 }),
    markerFixture('beyond', { at: 3001 }),
  ]
  expect(shownMarkers(markers, view, 200, none)).toEqual([
    { marker: markers[1], left: -100, width: 110, room: 150 },
    { marker: markers[2], left: 50, width: 0, room: 150 },
  ])
})

it('of thousands in one place one is drawn, and what is selected', () => {
  const markers = Array.from({ length: 20_000 }, (_, n) => markerFixture(`${n}`, { at: 1000 + (n % 50) }))
  expect(shownMarkers(markers, view, 200, new Set(['7777'])).length).toBeLessThan(10)
  expect(shownMarkers(markers, view, 200, new Set(['7777'])).some(({ marker }) => marker.id === '7777')).toBe(
    true,
  )
})

it('names of regions that begin together end at the next one', () => {
  const markers = [
    markerFixture('outer', { at: 1100, length: 900 }),
    markerFixture('inner', { at: 1100, length: 100 }),
    markerFixture('next', { at: 1400 }),
  ]
  expect(shownMarkers(markers, view, 200, none).map(({ room }) => room)).toEqual([30, 30, 160])
})
