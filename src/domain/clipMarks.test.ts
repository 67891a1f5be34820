import { describe, expect, it } from 'vitest'
import { clipFixture, clipIn, clipSession, fadeFixture } from '../testing/clipFixture.ts'
import type { ClipCommand } from './clipCommands.ts'
import { clipCommandLabel } from './clipLabels.ts'
import { applyCommand } from './commands.ts'
import type { Clip, Session } from './session.ts'
import { sessionProblems } from './sessionProblems.ts'
import { type Decibels, decibels, samplePosition, samples } from './units.ts'

const session = clipSession([clipFixture('a', 0, 0, 100), clipFixture('b', 200, 0, 100)])
const clips = ['a', 'b'] as const

describe('what is said of clips', () => {
  it.each<[ClipCommand, Partial<Clip>]>([
    [{ type: 'clips/setGain', clips, db: decibels(-6) }, { gainDb: decibels(-6) }],
    [{ type: 'clips/setGain', clips, db: decibels(99) }, { gainDb: decibels(24) }],
    [{ type: 'clips/setGain', clips, db: decibels(-100.1) }, { gainDb: null }],
    [{ type: 'clips/setGain', clips, db: null }, { gainDb: null }],
    [{ type: 'clips/setMute', clips, mute: true }, { mute: true }],
    [{ type: 'clips/setLocked', clips, locked: true }, { locked: true }],
    [{ type: 'clips/setColor', clips, color: 4 }, { color: 4 }],
    [{ type: 'clips/setGroup', clips, group: 'g' }, { group: 'g' }],
  ])('%o is kept in each', (command, change) => {
    const after = applyCommand(session, command)
    for (const id of clips) expect(clipIn(after, id)).toEqual({ ...clipIn(session, id), ...change })
    expect(applyCommand(after, command)).toBe(after)
    expect(sessionProblems(after)).toEqual([])
  })

  it.each<[ClipCommand, ClipCommand]>([
    [
      { type: 'clips/setGain', clips, db: decibels(3) },
      { type: 'clips/setGain', clips, db: 0 as Decibels },
    ],
    [
      { type: 'clips/setMute', clips, mute: true },
      { type: 'clips/setMute', clips, mute: false },
    ],
    [
      { type: 'clips/setLocked', clips, locked: true },
      { type: 'clips/setLocked', clips, locked: false },
    ],
    [
      { type: 'clips/setColor', clips, color: 0 },
      { type: 'clips/setColor', clips, color: null },
    ],
    [
      { type: 'clips/setGroup', clips, group: 'g' },
      { type: 'clips/setGroup', clips, group: null },
    ],
    [
      { type: 'clip/rename', clip: 'a', name: ' Wave ' },
      { type: 'clip/rename', clip: 'a', name: '  ' },
    ],
  ])('%o leaves nothing behind when it is taken back', (command, back) => {
    expect(applyCommand(session, back)).toBe(session)
    const after = applyCommand(session, command)
    expect(after).not.toEqual(session)
    expect(applyCommand(after, back)).toEqual(session)
  })

  it.each<ClipCommand>([
    { type: 'clips/setGain', clips, db: null },
    { type: 'clips/setMute', clips, mute: true },
    { type: 'clip/rename', clip: 'a', name: 'x' },
    { type: 'clips/setColor', clips, color: 1 },
    { type: 'clips/setGroup', clips, group: 'g' },
  ])('%o leaves locked clips alone, and all with them', (command) => {
    const locked = applyCommand(session, { type: 'clips/setLocked', clips: ['a'], locked: true })
    expect(applyCommand(locked, command)).toBe(locked)
  })

  it.each<ClipCommand>([
    { type: 'clips/setColor', clips, color: -1 },
    { type: 'clips/setColor', clips, color: 0.5 },
    { type: 'clips/setGroup', clips, group: '' },
    { type: 'clips/setMute', clips: ['a', 'gone'], mute: true },
    { type: 'clips/setMute', clips: [], mute: true },
  ])('%o changes nothing', (command) => {
    expect(applyCommand(session, command)).toBe(session)
  })

  it('throws for a gain that is no number', () => {
    const db = Number.NaN as Decibels
    expect(() => applyCommand(session, { type: 'clips/setGain', clips, db })).toThrow(RangeError)
  })
})

describe('the name of a step', () => {
  it.each<[ClipCommand, string]>([
    [{ type: 'clips/move', clips: ['a'], by: 1, overlap: 'trim' }, 'Move 1.wav'],
    [{ type: 'clips/remove', clips }, 'Delete 2 clips'],
    [{ type: 'clips/remove', clips: ['gone'] }, 'Delete clip'],
    [{ type: 'clips/setLocked', clips: ['a'], locked: false }, 'Unlock 1.wav'],
    [{ type: 'clips/setGroup', clips, group: null }, 'Ungroup 2 clips'],
    [
      { type: 'clips/crossfade', earlier: 'a', later: 'b', length: samples(1), curve: 's' },
      'Cross-fade 1.wav and 1.wav',
    ],
    [
      {
        type: 'clips/add',
        media: session.media,
        clips: [{ track: '1', clip: clipFixture('p', 0, 0, 1, { name: 'Wave' }) }],
        overlap: 'trim',
      },
      'Paste Wave',
    ],
  ])('%o', (command, label) => {
    expect(clipCommandLabel(command, session)).toBe(label)
  })
})

describe('what is wrong with a session', () => {
  const withClip = (change: Partial<Clip>): Session => clipSession([clipFixture('a', 0, 0, 100, change)])

  it.each<[string, Partial<Clip>]>([
    ['it goes beyond its file', { from: samplePosition(901) }],
    ['its place is no place', { length: samples(0) }],
    ['its place is no place', { start: -1 as never }],
    ['the session does not know its file __proto__', { media: ['__proto__'] }],
    ['it has 1 channels on a track of 2', { media: ['3'] }],
    ['it has no file', { media: [] }],
    ['its gain', { gainDb: decibels(24.1) }],
    ['its gain', { gainDb: Number.NaN as Decibels }],
    ['its colour', { color: 1.5 }],
    ['a fade is no fade', { fadeIn: fadeFixture(0) }],
    ['a fade is no fade', { fadeIn: { ...fadeFixture(10), part: { from: samples(5), of: samples(14) } } }],
    ['a fade is no fade', { fadeOut: fadeFixture(10, 'cubic' as never) }],
    ['its fades overlap', { fadeIn: fadeFixture(51), fadeOut: fadeFixture(50) }],
  ])('%s', (problem, change) => {
    expect(sessionProblems(withClip(change)).join('; ')).toContain(`clip a: ${problem}`)
  })

  it.each<[string, readonly Clip[]]>([
    ['overlap', [clipFixture('a', 0, 0, 100), clipFixture('b', 99, 0, 100)]],
    [
      'overlap',
      [
        clipFixture('a', 0, 0, 100, { fadeOut: fadeFixture(10) }),
        clipFixture('b', 90, 0, 100, { fadeIn: fadeFixture(11) }),
      ],
    ],
    [
      'overlap',
      [
        clipFixture('a', 0, 0, 200, { fadeOut: fadeFixture(50) }),
        clipFixture('b', 150, 0, 20, { fadeIn: fadeFixture(20) }),
      ],
    ],
  ])('clips that %s without a cross-fade', (word, list) => {
    expect(sessionProblems(clipSession(list))).toEqual([`clip a and clip b ${word}`])
    expect(sessionProblems(clipSession(list.toReversed()))).toEqual([`clip a and clip b ${word}`])
  })

  it('two clips of one id', () => {
    const clip = clipFixture('a', 0, 0, 10)
    expect(sessionProblems(clipSession([clip], [{ ...clip, media: ['2'] }]))).toEqual(['two clips are a'])
  })

  it('nothing where there is nothing wrong', () => {
    expect(sessionProblems(session)).toEqual([])
  })
})

describe('clips/changeGain', () => {
  const session = clipSession([
    clipFixture('a', 0, 0, 100, { gainDb: decibels(-3) }),
    clipFixture('b', 100, 0, 100),
    clipFixture('c', 200, 0, 100, { gainDb: null }),
  ])
  const changed = (by: number) => {
    const after = applyCommand(session, { type: 'clips/changeGain', clips: ['a', 'b', 'c'], by })
    return ['a', 'b', 'c'].map((id) => clipIn(after, id).gainDb)
  }

  it('moves each clip from where it is', () => {
    expect(changed(0.1)).toEqual([-2.9, 0.1, -99.9])
    expect(changed(3)).toEqual([undefined, 3, -97])
  })

  it('ends at the range, and at nothing', () => {
    expect(changed(30)).toEqual([24, 24, -70])
    expect(changed(-98)).toEqual([null, -98, null])
  })

  it('throws for what is no number', () => {
    expect(() => changed(Number.NaN)).toThrow(RangeError)
  })
})
