import { expect, it } from 'vitest'
import { markerFixture } from '../testing/markerFixture.ts'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { exportRangeChoices, exportSpan } from './exportRange.ts'
import { samplePosition } from './units.ts'

const loop = { start: samplePosition(5), end: samplePosition(9) }
const session = sessionFixture([{ length: 2000 }], {
  markers: [markerFixture('m', { name: 'Sc 24' }), markerFixture('r', { at: 100, length: 50, name: 'Reel' })],
})

it('what is exported is the film, the loop or a region, while they are there', () => {
  expect(exportRangeChoices(session, loop).map(({ label }) => label)).toEqual(['Whole film', 'Loop', 'Reel'])
  expect(exportRangeChoices({}, null).map(({ label }) => label)).toEqual(['Whole film'])
  expect(exportSpan({ kind: 'film' }, session, null)).toEqual({ start: 0, end: 2000 })
  expect(exportSpan({ kind: 'loop' }, session, loop)).toBe(loop)
  expect(exportSpan({ kind: 'loop' }, session, null)).toBeUndefined()
  expect(exportSpan({ kind: 'region', region: 'r' }, session, null)).toEqual({ start: 100, end: 150 })
  for (const region of ['m', 'gone'])
    expect(exportSpan({ kind: 'region', region }, session, loop)).toBeUndefined()
})
