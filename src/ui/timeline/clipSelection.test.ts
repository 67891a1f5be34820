import { describe, expect, it } from 'vitest'
import type { Clip, Track } from '../../domain/session.ts'
import { samplePosition, samples } from '../../domain/units.ts'
import { sessionFixture } from '../../testing/sessionFixture.ts'
import { clickSelection, clipsBetween, clipsWithin, nearestClip } from './clipSelection.ts'
import { tracksBeside } from './rowOrder.ts'

const clip = (id: string, start: number, length: number, group?: string): Clip => ({
  id,
  media: ['1'],
  start: samplePosition(start),
  from: samplePosition(0),
  length: samples(length),
  ...(group !== undefined && { group }),
})

const { tracks } = sessionFixture([
  { clips: [clip('a', 0, 10), clip('b', 20, 10), clip('c', 40, 10)] },
  { clips: [clip('d', 5, 10, 'pair'), clip('e', 30, 10)] },
  { clips: [clip('f', 25, 10, 'pair')], channels: 1 },
])
const track = (index: number): Track => {
  const found = tracks[index]
  if (!found) throw new Error('no such track')
  return found
}

describe('clips within a stretch of time', () => {
  it('are those that sound in it, and not those that only touch it', () => {
    expect(clipsWithin(tracks, { from: 10, to: 20 })).toEqual(['d'])
    expect(clipsWithin(tracks, { from: 9, to: 21 })).toEqual(['a', 'b', 'd'])
    expect(clipsWithin([], { from: 0, to: 99 })).toEqual([])
  })

  it('lie in the box of two corners, whichever comes first', () => {
    expect(clipsBetween(tracks, 'a', 'b')).toEqual(['a', 'b'])
    expect(clipsBetween(tracks, 'e', 'b')).toEqual(['b', 'e'])
    expect(clipsBetween(tracks, 'b', 'e')).toEqual(['b', 'e'])
    expect(clipsBetween(tracks, 'a', 'f')).toEqual(['a', 'b', 'd', 'e', 'f'])
    expect(clipsBetween(tracks, 'a', 'gone')).toEqual(['a'])
  })
})

describe('a click', () => {
  const before = { selected: new Set(['a', 'd', 'f']), current: 'a' }
  const select = (id: string, how: { toggle?: boolean; range?: boolean } = {}) =>
    [...clickSelection(tracks, before, id, { toggle: false, range: false, ...how })].sort()

  it('selects one alone', () => expect(select('e')).toEqual(['e']))
  it('adds one with Control', () => expect(select('e', { toggle: true })).toEqual(['a', 'd', 'e', 'f']))
  it('takes one away with Control', () => expect(select('a', { toggle: true })).toEqual(['d', 'f']))
  it('takes a group away together', () => expect(select('d', { toggle: true })).toEqual(['a']))
  it('adds all between with Shift', () =>
    expect(select('c', { range: true })).toEqual(['a', 'b', 'c', 'd', 'f']))
})

it('finds the clip that sounds at a place, or else the nearest', () => {
  expect(nearestClip(track(0), 25)?.id).toBe('b')
  expect(nearestClip(track(0), 32)?.id).toBe('b')
  expect(nearestClip(track(0), 38)?.id).toBe('c')
  expect(nearestClip({ ...track(0), clips: [] }, 0)).toBeUndefined()
})

it('finds a track of the same width so many rows away for each, or none at all', () => {
  const [one, two, three] = [track(0), track(1), track(2)]
  expect(tracksBeside(tracks, [one], 1)?.get(one)).toBe(two)
  expect(tracksBeside(tracks, [one, two], 1)).toBeUndefined()
  expect(tracksBeside(tracks, [two], 1)).toBeUndefined()
  expect(tracksBeside(tracks, [three], 1)).toBeUndefined()
})
