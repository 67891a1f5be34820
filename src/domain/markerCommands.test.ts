import { describe, expect, it } from 'vitest'
import { markerFixture } from '../testing/markerFixture.ts'
import { applyCommand, commandLabel } from './commands.ts'
import type { MarkerCommand } from './markerCommands.ts'
import { MARKER_LIMIT, type Marker } from './markers.ts'
import { emptySession, type Session } from './session.ts'
import { readSession } from './sessionSchema.ts'
import { samplePosition, samples } from './units.ts'

const a = markerFixture('a', { at: 100, name: 'Sc 24', color: 2, note: 'dusk' })
const b = markerFixture('b', { at: 50, length: 200, name: 'Reel' })
const session: Session = { ...emptySession(), markers: [b, a] }
const markersAfter = (command: MarkerCommand, before: Session = session): readonly Marker[] | undefined =>
  applyCommand(before, command).markers

describe('commands on markers', () => {
  it('add them in time', () => {
    const c = markerFixture('c', { at: 70 })
    expect(markersAfter({ type: 'markers/add', markers: [c] })).toEqual([b, c, a])
    expect(markersAfter({ type: 'markers/add', markers: [a, b] }, emptySession())).toEqual([b, a])
  })

  it('change only what they name, and take away what is null', () => {
    const both = ['a', 'b']
    expect(markersAfter({ type: 'markers/change', markers: both, change: { color: 1 } })).toEqual([
      { ...b, color: 1 },
      { ...a, color: 1 },
    ])
    const bare = markersAfter({ type: 'markers/change', markers: both, change: { color: null, note: null } })
    expect(bare).toEqual([b, markerFixture('a', { at: 100, name: 'Sc 24' })])
    expect(
      markersAfter({ type: 'markers/change', markers: ['a'], change: { name: ' Sc 25 ' } })?.[1]?.name,
    ).toBe('Sc 25')
  })

  it('move them and give them another range, and put them in order', () => {
    expect(markersAfter({ type: 'markers/move', markers: ['a', 'b'], by: -50 })?.map(({ at }) => at)).toEqual(
      [0, 50],
    )
    expect(markersAfter({ type: 'markers/move', markers: ['b'], by: 60 })?.map(({ id }) => id)).toEqual([
      'a',
      'b',
    ])
    const place = { type: 'marker/setRange', marker: 'a', at: samplePosition(7) } as const
    expect(markersAfter({ ...place, length: samples(3) })?.[0]).toEqual({ ...a, at: 7, length: 3 })
    expect(markersAfter({ ...place, marker: 'b', length: null })?.[0]).toEqual(
      markerFixture('b', { at: 7, name: 'Reel' }),
    )
  })

  it('leave no empty list behind', () => {
    expect(applyCommand(session, { type: 'markers/remove', markers: ['a', 'b'] })).toEqual(emptySession())
  })

  it.each<[string, MarkerCommand]>([
    ['one that is gone', { type: 'markers/remove', markers: ['a', 'gone'] }],
    ['an id that is used', { type: 'markers/add', markers: [a] }],
    [
      'an id that is given twice',
      { type: 'markers/add', markers: ['c', 'c'].map((id) => markerFixture(id)) },
    ],
    [
      'one invalid of two',
      { type: 'markers/add', markers: [markerFixture('c'), markerFixture('d', { name: '' })] },
    ],
    ['one before the start', { type: 'markers/move', markers: ['a', 'b'], by: -51 }],
    ['no name', { type: 'markers/change', markers: ['a'], change: { name: '  ' } }],
    ['what is so already', { type: 'markers/change', markers: ['a'], change: { color: 2, note: 'dusk' } }],
    ['nothing', { type: 'markers/move', markers: [], by: 5 }],
    ['a length of 0', { type: 'marker/setRange', marker: 'a', at: a.at, length: samples(0) }],
    [
      'too many',
      { type: 'markers/add', markers: Array.from({ length: MARKER_LIMIT }, (_, n) => markerFixture(`${n}`)) },
    ],
  ])('do nothing for %s', (_name, command) => {
    expect(applyCommand(session, command)).toBe(session)
  })

  it.each<[MarkerCommand, string]>([
    [{ type: 'markers/add', markers: [a] }, 'Add Sc 24'],
    [{ type: 'markers/add', markers: [a, b] }, 'Add 2 markers'],
    [{ type: 'markers/change', markers: ['a'], change: { name: 'x' } }, 'Rename Sc 24'],
    [{ type: 'markers/change', markers: ['a', 'b'], change: { color: 1 } }, 'Colour of 2 markers'],
    [{ type: 'markers/change', markers: ['b'], change: { note: 'x' } }, 'Note of Reel'],
    [{ type: 'markers/move', markers: ['b'], by: 1 }, 'Move Reel'],
    [{ type: 'marker/setRange', marker: 'b', at: b.at, length: null }, 'Place Reel'],
    [{ type: 'markers/remove', markers: ['a'] }, 'Delete Sc 24'],
  ])('%j is called %s', (command, label) => {
    expect(commandLabel(command, session)).toBe(label)
  })

  it('leave a session that opens again', () => {
    expect(readSession(JSON.parse(JSON.stringify(session)))).toEqual({ ok: true, value: session })
  })

  it.each<[string, unknown]>([
    ['an empty list', []],
    ['one with two ids alike', [a, a]],
    ['one without a name', [{ ...a, name: ' ' }]],
    ['one with a field too many', [{ ...a, loop: true }]],
    ['one of length 0', [{ ...b, length: 0 }]],
    ['one before the start', [{ ...a, at: -1 }]],
  ])('a session with %s is refused', (_name, markers) => {
    expect(readSession({ ...session, markers })).toMatchObject({
      ok: false,
      error: { code: 'session/invalid', detail: expect.stringContaining('marker') },
    })
  })
})
