import { describe, expect, it } from 'vitest'
import { ok } from '../lib/result.ts'
import { clipFixture, clipIn, clipSession, clipTexts, fadeFixture } from '../testing/clipFixture.ts'
import { splitTogether } from './clipCuts.ts'
import { applyCommand } from './commands.ts'
import type { Clip, Session } from './session.ts'
import { sessionProblems } from './sessionProblems.ts'
import { readSession } from './sessionSchema.ts'
import { samplePosition, samples } from './units.ts'

const crossed = clipSession([
  clipFixture('a', 0, 0, 100, { fadeOut: fadeFixture(20) }),
  clipFixture('b', 80, 500, 100, { fadeIn: fadeFixture(20) }),
])
const split = (session: Session, at: number, clips: Readonly<Record<string, string>>): Session =>
  applyCommand(session, { type: 'clips/split', clips, at: samplePosition(at) })
const join = (session: Session, ...clips: readonly string[]): Session =>
  applyCommand(session, { type: 'clips/join', clips })

describe('splitting', () => {
  it('gives the right part its new id, and both what they had', () => {
    const one = clipSession([clipFixture('a', 100, 40, 100, { name: 'Wave', color: 3, group: 'g' })])
    const cut = split(one, 130, { a: 'b' })
    expect(clipTexts(cut)).toEqual(['a 100–130 @40', 'b 130–200 @70'])
    expect(clipIn(cut, 'b')).toMatchObject({ name: 'Wave', color: 3, group: 'g' })
    expect(join(cut, 'a', 'b')).toEqual(one)
  })

  it('cuts fades where they are cut', () => {
    const faded = clipSession([
      clipFixture('a', 0, 0, 100, { fadeIn: fadeFixture(60), fadeOut: fadeFixture(40) }),
    ])
    const cut = split(split(faded, 30, { a: 'b' }), 90, { b: 'c' })
    expect(clipIn(cut, 'a').fadeIn).toEqual({ ...fadeFixture(30), part: { from: 0, of: 60 } })
    expect(clipIn(cut, 'a').fadeOut).toBeUndefined()
    expect(clipIn(cut, 'b').fadeIn).toEqual({ ...fadeFixture(30), part: { from: 30, of: 60 } })
    expect(clipIn(cut, 'b').fadeOut).toEqual({ ...fadeFixture(30), part: { from: 0, of: 40 } })
    expect(clipIn(cut, 'c').fadeOut).toEqual({ ...fadeFixture(10), part: { from: 30, of: 40 } })
    expect(join(cut, 'c', 'a', 'b')).toEqual(faded)
  })

  it('in a cross-fade cuts both or none', () => {
    expect(split(crossed, 90, { a: 'x' })).toBe(crossed)
    expect(splitTogether(crossed, ['a'], 90)).toEqual(['a', 'b'])
    expect(splitTogether(crossed, ['a'], 40)).toEqual(['a'])
    expect(splitTogether(crossed, ['a'], 150)).toEqual([])
    const cut = split(crossed, 90, { a: 'x', b: 'y' })
    expect(clipTexts(cut)).toEqual(['a 0–90 @0', 'b 80–90 @500', 'x 90–100 @90', 'y 90–180 @510'])
    expect(sessionProblems(cut)).toEqual([])
    expect(join(cut, 'a', 'x')).toBe(cut)
    expect(join(cut, 'a', 'b', 'x', 'y')).toEqual(crossed)
  })

  it.each<[string, number, Readonly<Record<string, string>>]>([
    ['at its first sample', 0, { a: 'x' }],
    ['at its end', 100, { a: 'x' }],
    ['outside one of several', 50, { a: 'x', b: 'y' }],
    ['with an id that is taken', 50, { a: 'b' }],
    ['with an id given twice', 90, { a: 'x', b: 'x' }],
    ['of a clip that is gone', 50, { gone: 'x' }],
    ['of nothing', 50, {}],
  ])('%s changes nothing', (_name, at, clips) => {
    expect(split(crossed, at, clips)).toBe(crossed)
  })

  it('cuts no locked clip', () => {
    const locked = applyCommand(crossed, { type: 'clips/setLocked', clips: ['a'], locked: true })
    expect(split(locked, 50, { a: 'x' })).toBe(locked)
  })
})

describe('joining', () => {
  const pair = (change: Partial<Clip>, start = 100, from = 100): Session =>
    clipSession([clipFixture('a', 0, 0, 100), clipFixture('b', start, from, 50, change)])

  it('makes one of what follows in time and file', () => {
    expect(clipTexts(join(pair({}), 'b', 'a'))).toEqual(['a 0–150 @0'])
  })

  it.each<[string, Session]>([
    ['a gap', pair({}, 101, 101)],
    ['another place in the file', pair({}, 100, 101)],
    ['another gain', pair({ gainDb: null })],
    ['a mute', pair({ mute: true })],
    ['a fade between them', pair({ fadeIn: fadeFixture(10) })],
    ['a lock', pair({ locked: true })],
  ])('of clips with %s changes nothing', (_name, session) => {
    expect(join(session, 'a', 'b')).toBe(session)
  })

  it('wants every clip to find another', () => {
    const third = clipSession([...(pair({}).tracks[0]?.clips ?? []), clipFixture('c', 300, 0, 10)])
    expect(join(third, 'a', 'b', 'c')).toBe(third)
    expect(join(third, 'a')).toBe(third)
  })
})

describe('inserting silence', () => {
  const insert = (session: Session, at: number, length: number, tracks: readonly string[] = ['1']): Session =>
    applyCommand(session, {
      type: 'tracks/insertSilence',
      tracks,
      at: samplePosition(at),
      length: samples(length),
    })

  it('cuts what plays there and moves what comes later', () => {
    expect(clipTexts(insert(crossed, 50, 1000))).toEqual([
      'a 0–50 @0',
      'a.2 1050–1100 @50',
      'b 1080–1180 @500',
    ])
    expect(clipTexts(insert(crossed, 90, 10))).toEqual([
      'a 0–90 @0',
      'b 80–90 @500',
      'a.2 100–110 @90',
      'b.2 100–190 @510',
    ])
    expect(clipTexts(insert(crossed, 0, 5))).toEqual(['a 5–105 @0', 'b 85–185 @500'])
  })

  it('names no id that there is already', () => {
    const taken = clipSession([clipFixture('a', 0, 0, 100), clipFixture('a.2', 200, 0, 100)])
    expect(clipTexts(insert(taken, 50, 10)).map((text) => text.split(' ')[0])).toEqual(['a', 'a.3', 'a.2'])
  })

  it('gives ids that can be read again, however often what is left over is cut', () => {
    const long = 'x'.repeat(1000)
    let session = clipSession([clipFixture('a', 0, 0, 1000)], [clipFixture(long, 0, 0, 1000)])
    for (let cut = 0; cut < 600; cut++) session = insert(session, 1 + 2 * cut, 1, ['1', '2'])
    expect(session.tracks.map(({ clips }) => clips.length)).toEqual([601, 601, 0])
    expect(readSession(session)).toEqual(ok(session))
  })

  it('moves no locked clip, and changes nothing on a track that is gone or by nothing', () => {
    const locked = applyCommand(crossed, { type: 'clips/setLocked', clips: ['b'], locked: true })
    expect(insert(locked, 0, 10)).toBe(locked)
    expect(clipTexts(insert(locked, 180, 10))).toEqual(clipTexts(locked))
    expect(insert(crossed, 0, 10, ['1', 'gone'])).toBe(crossed)
    expect(insert(crossed, 0, 0)).toBe(crossed)
    expect(insert(crossed, 500, 10)).toBe(crossed)
  })
})
