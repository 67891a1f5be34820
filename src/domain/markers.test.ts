import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { draftFixture, markerFixture } from '../testing/markerFixture.ts'
import { inOrder, type Marker, markerBeside, markerEnd, markerFaults, newMarkerName } from './markers.ts'

const markers = [
  markerFixture('a', { at: 100 }),
  markerFixture('b', { at: 200, length: 50 }),
  markerFixture('c', { at: 200, length: 80 }),
  markerFixture('d', { at: 300 }),
]

describe('markers', () => {
  it('are in order by time, the longer of two regions first', () => {
    expect(
      markers
        .toReversed()
        .toSorted(inOrder)
        .map(({ id }) => id),
    ).toEqual(['a', 'c', 'b', 'd'])
    expect(markerEnd(markerFixture('x', { at: 5, length: 7 }))).toBe(12)
    expect(markerEnd(markerFixture('x', { at: 5 }))).toBe(5)
  })

  it.each<[number, 'next' | 'previous', string | undefined]>([
    [0, 'next', 'a'],
    [100, 'next', 'c'],
    [200, 'next', 'd'],
    [300, 'next', undefined],
    [301, 'previous', 'd'],
    [300, 'previous', 'c'],
    [100, 'previous', undefined],
  ])('beside %i, %s: %s', (place, side, id) => {
    expect(markerBeside(markers, place, side)?.id).toBe(id)
  })

  it('the next of the previous one is no earlier than where one was', () => {
    const list = fc.array(fc.nat(50)).map((places) => places.map((at, n) => markerFixture(`${n}`, { at })))
    fc.assert(
      fc.property(list, fc.nat(50), (some: readonly Marker[], place) => {
        const previous = markerBeside(some, place, 'previous')
        const next = markerBeside(some, place, 'next')
        expect(some.filter(({ at }) => at > (previous?.at ?? -1) && at < place)).toEqual([])
        expect(some.filter(({ at }) => at > place && at < (next?.at ?? 51))).toEqual([])
      }),
    )
  })

  it('are called by the number after the highest', () => {
    const named = ['Marker 2', 'Marker x', 'Marker', 'Region 9', 'marker 5'].map((name) =>
      draftFixture({ name }),
    )
    expect(newMarkerName(named, 'Marker')).toBe('Marker 3')
    expect(newMarkerName(named, 'Region')).toBe('Region 10')
    expect(newMarkerName([], 'Marker')).toBe('Marker 1')
  })

  it.each<[Partial<Record<keyof Marker, unknown>>, string | undefined]>([
    [{}, undefined],
    [{ note: 'two\nlines\tof it', color: 9 }, undefined],
    [{ at: -1 }, 'its place is no place'],
    [{ at: 0.5 }, 'its place is no place'],
    [{ at: 2 ** 49 }, 'its place is no place'],
    [{ length: 0 }, 'its length is no length'],
    [{ at: 2 ** 48, length: 1 }, 'it ends beyond all positions'],
    [{ name: ' \t' }, 'it has no name'],
    [{ name: 'a\nb' }, 'its name has a line end or another control character'],
    [{ name: 'x'.repeat(4097) }, 'its name has more than 4096 characters'],
    [{ note: '' }, 'its note is blank'],
    [{ note: 'a\0' }, 'its note has a control character'],
    [{ color: -1 }, 'its colour'],
  ])('%j: %s', (change, fault) => {
    expect(markerFaults({ ...draftFixture(), ...change } as Marker)[0]).toBe(fault)
  })
})
