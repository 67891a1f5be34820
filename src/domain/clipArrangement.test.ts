import { describe, expect, it } from 'vitest'
import { clipFixture, clipIn, clipSession, clipTexts, fadeFixture } from '../testing/clipFixture.ts'
import type { ClipCommandOf } from './clipCommands.ts'
import { applyCommand } from './commands.ts'
import type { Session } from './session.ts'
import { sessionProblems } from './sessionProblems.ts'
import { samplePosition } from './units.ts'

const session = clipSession([
  clipFixture('a', 0, 0, 100),
  clipFixture('b', 200, 300, 100),
  clipFixture('c', 400, 0, 300),
])
const lock = (ids: readonly string[], from: Session = session): Session =>
  applyCommand(from, { type: 'clips/setLocked', clips: ids, locked: true })
const move = (
  clips: readonly string[],
  by: number,
  more: Partial<ClipCommandOf<'clips/move'>> = {},
  from: Session = session,
): Session => applyCommand(from, { type: 'clips/move', clips, by, overlap: 'trim', ...more })

describe('moving clips', () => {
  it('keeps what they play, and the track in time order', () => {
    expect(clipTexts(move(['a'], 700))).toEqual(['b 200–300 @300', 'c 400–700 @0', 'a 700–800 @0'])
    expect(clipTexts(move(['a', 'b'], 10))).toEqual(['a 10–110 @0', 'b 210–310 @300', 'c 400–700 @0'])
  })

  it('trims what they land on: an edge, the whole, or a piece out of the middle', () => {
    expect(clipTexts(move(['a'], 150))).toEqual(['a 150–250 @0', 'b 250–300 @350', 'c 400–700 @0'])
    expect(clipTexts(move(['a'], 250))).toEqual(['b 200–250 @300', 'a 250–350 @0', 'c 400–700 @0'])
    expect(clipTexts(move(['a'], 200))).toEqual(['a 200–300 @0', 'c 400–700 @0'])
    expect(clipTexts(move(['a'], 500))).toEqual([
      'b 200–300 @300',
      'c 400–500 @0',
      'a 500–600 @0',
      'c.2 600–700 @200',
    ])
  })

  it('cross-fades edges where asked, and trims what cannot be', () => {
    const crossed = move(['a'], 150, { overlap: 'crossfade' })
    expect(clipTexts(crossed)).toEqual(['a 150–250 @0', 'b 200–300 @300', 'c 400–700 @0'])
    expect(clipIn(crossed, 'a').fadeOut).toEqual(fadeFixture(50, 'equalPower'))
    expect(clipIn(crossed, 'b').fadeIn).toEqual(fadeFixture(50, 'equalPower'))
    expect(clipTexts(move(['a'], 500, { overlap: 'crossfade' }))).toEqual(clipTexts(move(['a'], 500)))
    const faded = applyCommand(session, { type: 'clip/setFadeOut', clip: 'b', fade: fadeFixture(60) })
    expect(clipTexts(move(['a'], 150, { overlap: 'crossfade' }, faded))[1]).toBe('b 250–300 @350')
  })

  it('keeps a cross-fade of clips that move together, and makes plain fades of one that is pulled apart', () => {
    const crossed = move(['a'], 150, { overlap: 'crossfade' })
    expect(clipTexts(move(['a', 'b'], 30, {}, crossed)).slice(0, 2)).toEqual([
      'a 180–280 @0',
      'b 230–330 @300',
    ])
    const apart = move(['a'], -150, {}, crossed)
    expect(clipIn(apart, 'a').fadeOut?.length).toBe(50)
    expect(sessionProblems(apart)).toEqual([])
  })

  it('leaves of a fade that is cut what still sounds', () => {
    const faded = applyCommand(session, { type: 'clip/setFadeOut', clip: 'b', fade: fadeFixture(80) })
    expect(clipIn(move(['a'], 250, {}, faded), 'b').fadeOut).toEqual({
      ...fadeFixture(30),
      part: { from: 0, of: 80 },
    })
  })

  it('goes to tracks of as many channels only', () => {
    const there = move(['a'], 0, { tracks: { a: '2' } })
    expect([clipTexts(there), clipTexts(there, 1)]).toEqual([
      ['b 200–300 @300', 'c 400–700 @0'],
      ['a 0–100 @0'],
    ])
    expect(move(['a'], 0, { tracks: { a: '3' } })).toBe(session)
    expect(move(['a'], 0, { tracks: { a: 'gone' } })).toBe(session)
  })

  it.each<[string, readonly string[], number]>([
    ['before the start', ['b', 'a'], -1],
    ['nowhere', ['a'], 0],
    ['a clip that is gone', ['a', 'gone'], 10],
    ['no clip', [], 10],
    ['beyond all positions', ['a'], Number.MAX_SAFE_INTEGER],
    ['by half a sample', ['a'], 0.5],
  ])('%s changes nothing', (_name, clips, by) => {
    expect(move(clips, by)).toBe(session)
  })

  it('moves no locked clip, and lands on none', () => {
    const locked = lock(['b'])
    expect(move(['b'], 10, {}, locked)).toBe(locked)
    expect(move(['a'], 150, {}, locked)).toBe(locked)
    expect(move(['a'], 150, { overlap: 'crossfade' }, locked)).toBe(locked)
    expect(move(['a'], 100, {}, locked)).not.toBe(locked)
    expect(applyCommand(locked, { type: 'tracks/move', moves: { 1: 10 } })).toBe(locked)
  })
})

describe('copies', () => {
  it('are new clips with all that the first ones have but their lock', () => {
    const named = applyCommand(session, { type: 'clip/rename', clip: 'a', name: 'Wave' })
    const locked = lock(['a'], named)
    const twice = applyCommand(locked, {
      type: 'clips/duplicate',
      clips: { a: 'a2' },
      by: 100,
      overlap: 'trim',
    })
    expect(clipTexts(twice).slice(0, 2)).toEqual(['a 0–100 @0', 'a2 100–200 @0'])
    expect(clipIn(twice, 'a2')).toMatchObject({ name: 'Wave' })
    expect(clipIn(twice, 'a2').locked).toBeUndefined()
    for (const id of ['b', 'a', ''])
      expect(
        applyCommand(locked, { type: 'clips/duplicate', clips: { a: id }, by: 100, overlap: 'trim' }),
      ).toBe(locked)
  })

  it('are of the groups that are given, and else of those of the first ones', () => {
    const grouped = applyCommand(session, { type: 'clips/setGroup', clips: ['a'], group: 'g' })
    const copy = { type: 'clips/duplicate', clips: { a: 'a2' }, by: 100, overlap: 'trim' } as const
    const twice = applyCommand(grouped, { ...copy, groups: { g: 'h' } })
    expect([clipIn(twice, 'a').group, clipIn(twice, 'a2').group]).toEqual(['g', 'h'])
    expect(clipIn(applyCommand(grouped, copy), 'a2').group).toBe('g')
    expect(clipIn(applyCommand(session, { ...copy, groups: { g: 'h' } }), 'a2').group).toBeUndefined()
  })

  it('are pasted with their media, which may have gone from the session', () => {
    const empty = applyCommand(session, { type: 'clips/remove', clips: ['a', 'b', 'c'] })
    expect(empty.media).not.toHaveProperty('1')
    const clip = clipFixture('p', 50, 10, 100)
    const paste = {
      type: 'clips/add',
      media: session.media,
      clips: [{ track: '1', clip }],
      overlap: 'trim',
    } as const
    const pasted = applyCommand(empty, paste)
    expect(clipTexts(pasted)).toEqual(['p 50–150 @10'])
    expect(Object.keys(pasted.media)).toEqual(['1', '2', '3'])
    expect(applyCommand(empty, { ...paste, media: {} })).toBe(empty)
    expect(applyCommand(empty, { ...paste, clips: [{ track: '3', clip }] })).toBe(empty)
    expect(applyCommand(pasted, paste)).toBe(pasted)
    const other = { ...empty, sampleRate: 96_000 }
    expect(applyCommand(other, paste)).toBe(other)
    const beyond = { ...clip, from: samplePosition(901) }
    expect(applyCommand(empty, { ...paste, clips: [{ track: '1', clip: beyond }] })).toBe(empty)
  })
})

describe('removing clips', () => {
  const ripple = (clips: readonly string[], from: Session = session): Session =>
    applyCommand(from, { type: 'clips/rippleRemove', clips })

  it('leaves silence, or closes the gap that they leave', () => {
    expect(clipTexts(applyCommand(session, { type: 'clips/remove', clips: ['b'] }))).toEqual([
      'a 0–100 @0',
      'c 400–700 @0',
    ])
    expect(clipTexts(ripple(['b']))).toEqual(['a 0–100 @0', 'c 300–600 @0'])
    expect(clipTexts(ripple(['a', 'b']))).toEqual(['c 200–500 @0'])
    expect(clipTexts(ripple(['a', 'b', 'c']))).toEqual([])
  })

  it('of a cross-fade closes what nobody else fills', () => {
    const crossed = move(['a'], 150, { overlap: 'crossfade' })
    expect(clipTexts(ripple(['a'], crossed))).toEqual(['b 150–250 @300', 'c 350–650 @0'])
    expect(clipTexts(ripple(['b'], crossed))).toEqual(['a 150–250 @0', 'c 350–650 @0'])
    expect(clipTexts(ripple(['a', 'b'], crossed))).toEqual(['c 250–550 @0'])
  })

  it('removes no locked clip, and moves none', () => {
    const locked = lock(['b'])
    expect(ripple(['a'], locked)).toBe(locked)
    expect(applyCommand(locked, { type: 'clips/remove', clips: ['a', 'b'] })).toBe(locked)
    expect(clipTexts(ripple(['c'], locked))).toEqual(['a 0–100 @0', 'b 200–300 @300'])
  })
})
