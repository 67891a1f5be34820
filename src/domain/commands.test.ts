import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { applyCommand, type Command, commandLabel, faderLevel, trackFromMedia } from './commands.ts'
import {
  emptySession,
  FADER_RANGE_DB,
  positionOfFrame,
  type Session,
  sessionLength,
  TRIM_RANGE_DB,
  type Track,
  trackEnd,
} from './session.ts'
import { STEMS } from './stems.ts'
import { FPS_24, FRAME_RATES, parseTimecode } from './timecode.ts'
import { decibels, frames, samplePosition, samples } from './units.ts'

const session = sessionFixture(
  [
    { stem: 'dialogue', channels: 1, length: 96_000 },
    { stem: 'effects', length: 48_000 },
    { stem: 'music', length: 1 },
  ],
  { title: 'Reel 1' },
)

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) frozen(part)
  }
  return value
}

const number = fc.oneof(
  fc.double({ min: -1000, max: 1000, noNaN: true }),
  fc.constantFrom(0, -0, 1e300, -1e300),
)
const level = fc.oneof(fc.constant(null), number.map(decibels))
const track = fc.constantFrom('1', '2', '3', 'gone', '__proto__')
const stem = fc.constantFrom(...STEMS.map(({ id }) => id))
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '   ', '<b>', 'Marta'))
const added = sessionFixture([{ stem: 'fill', name: 'room' }, { name: 'cue' }])
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ type: fc.constant('session/rename' as const), title: text }),
  fc.record({
    type: fc.constant('session/setPanLaw' as const),
    law: fc.constantFrom('-3' as const, '-4.5' as const, '-6' as const),
  }),
  fc.record({
    type: fc.constant('session/setTimebase' as const),
    frameRate: fc.constantFrom(...FRAME_RATES),
    startFrame: fc.nat().map(frames),
  }),
  fc.record({
    type: fc.constant('tracks/add' as const),
    media: fc.constant(added.media),
    tracks: fc.constantFrom([], added.tracks.slice(0, 1), added.tracks),
  }),
  fc.record({ type: fc.constant('track/remove' as const), track }),
  fc.record({ type: fc.constant('track/rename' as const), track, name: text }),
  fc.record({ type: fc.constant('track/setStem' as const), track, stem }),
  fc.record({ type: fc.constant('track/setTrim' as const), track, db: number }),
  fc.record({ type: fc.constant('track/setPolarity' as const), track, inverted: fc.boolean() }),
  fc.record({ type: fc.constant('track/setPan' as const), track, pan: number }),
  fc.record({ type: fc.constant('track/setFader' as const), track, db: level }),
  fc.record({ type: fc.constant('track/setMute' as const), track, mute: fc.boolean() }),
  fc.record({ type: fc.constant('stem/setFader' as const), stem, db: level }),
  fc.record({ type: fc.constant('stem/setMute' as const), stem, mute: fc.boolean() }),
)

const apply = (commands: readonly Command[], from: Session = session): Session =>
  commands.reduce((now, next) => frozen(applyCommand(now, next)), frozen(from))

const isFaderLevel = (db: number | null): boolean =>
  db === null || (db >= FADER_RANGE_DB.min && db <= FADER_RANGE_DB.max)

describe('any commands', () => {
  const commands = fc.array(command, { maxLength: 30 })

  it('leave every session before them as it was', () => {
    fc.assert(
      fc.property(commands, (list) => {
        const before = JSON.stringify(session)
        apply(list)
        expect(JSON.stringify(session)).toBe(before)
      }),
    )
  })

  it('keep all levels and places in their ranges', () => {
    fc.assert(
      fc.property(commands, (list) => {
        const now = apply(list)
        for (const { trimDb, faderDb, pan, name } of now.tracks) {
          expect(trimDb).toBeGreaterThanOrEqual(TRIM_RANGE_DB.min)
          expect(trimDb).toBeLessThanOrEqual(TRIM_RANGE_DB.max)
          expect(Math.abs(pan)).toBeLessThanOrEqual(1)
          expect(isFaderLevel(faderDb)).toBe(true)
          expect(name.trim()).not.toBe('')
        }
        for (const { id } of STEMS) expect(isFaderLevel(now.stems[id].faderDb)).toBe(true)
        expect(now.title.trim()).not.toBe('')
      }),
    )
  })

  it('leave a document that JSON keeps whole', () => {
    fc.assert(
      fc.property(commands, (list) => {
        const now = apply(list)
        const text = JSON.stringify(now)
        const back: Session = JSON.parse(text)
        expect(JSON.stringify(back)).toBe(text)
        expect(Object.keys(back)).toEqual(Object.keys(now))
        // Nothing that JSON drops or turns into null stood in it. (−0 becomes 0.)
        expect(back).toEqual(JSON.parse(text, (_key, value) => (value === 0 ? 0 : value)))
        expect(text).not.toContain('undefined')
      }),
    )
  })

  it('keep just the media that some clip uses, once a track is removed', () => {
    fc.assert(
      fc.property(commands, track, (list, gone) => {
        const before = apply(list)
        const now = apply([{ type: 'track/remove', track: gone }], before)
        const used = now.tracks.flatMap(({ clips }) => clips.flatMap(({ media }) => media))
        if (before.tracks.some(({ id }) => id === gone))
          expect(Object.keys(now.media).sort()).toEqual([...new Set(used)].sort())
        expect(used.filter((id) => !now.media[id])).toEqual([])
      }),
    )
  })

  it('are named in the undo menu, with the name of what they change', () => {
    fc.assert(
      fc.property(command, (one) => {
        const label = commandLabel(one, session)
        expect(label.trim()).not.toBe('')
        const known = !('track' in one) || session.tracks.some(({ id }) => id === one.track)
        if (known && !(one.type === 'tracks/add' && one.tracks.length === 0))
          expect(label).not.toMatch(/undefined|null|\[object/)
        const name = 'track' in one && session.tracks.find(({ id }) => id === one.track)?.name
        if (name) expect(label).toContain(name)
      }),
    )
  })
})

describe('a command for a track that is gone', () => {
  it('changes nothing: the very session comes back', () => {
    const of = { track: 'gone' } as const
    const commands: readonly Command[] = [
      { type: 'track/remove', ...of },
      { type: 'track/rename', ...of, name: 'x' },
      { type: 'track/setStem', ...of, stem: 'fill' },
      { type: 'track/setTrim', ...of, db: 1 },
      { type: 'track/setPolarity', ...of, inverted: true },
      { type: 'track/setPan', ...of, pan: 1 },
      { type: 'track/setFader', ...of, db: null },
      { type: 'track/setMute', ...of, mute: true },
    ]
    for (const one of commands) expect(applyCommand(session, one), one.type).toBe(session)
  })
})

describe('one command', () => {
  const only = (now: Session, id: string): Track | undefined =>
    now.tracks.find((candidate) => candidate.id === id)

  it.each<[Command, Partial<Track>]>([
    [{ type: 'track/rename', track: '2', name: '  Doors ' }, { name: 'Doors' }],
    [{ type: 'track/setStem', track: '2', stem: 'fill' }, { stem: 'fill' }],
    [{ type: 'track/setTrim', track: '2', db: -3.5 }, { trimDb: decibels(-3.5) }],
    [{ type: 'track/setTrim', track: '2', db: 99 }, { trimDb: decibels(24) }],
    [{ type: 'track/setPolarity', track: '2', inverted: true }, { polarityInverted: true }],
    [{ type: 'track/setPan', track: '2', pan: -7 }, { pan: -1 }],
    [{ type: 'track/setFader', track: '2', db: decibels(-12) }, { faderDb: decibels(-12) }],
    [{ type: 'track/setFader', track: '2', db: null }, { faderDb: null }],
    [{ type: 'track/setMute', track: '2', mute: true }, { mute: true }],
  ])('%j', (one, change) => {
    const now = applyCommand(session, one)
    expect(now).toEqual({
      ...session,
      tracks: session.tracks.map((t) => (t.id === '2' ? { ...t, ...change } : t)),
    })
    expect(only(now, '1')).toBe(only(session, '1'))
  })

  it('on a stem changes that stem', () => {
    const now = applyCommand(session, { type: 'stem/setFader', stem: 'music', db: decibels(-6) })
    expect(now.stems).toEqual({ ...session.stems, music: { faderDb: -6, mute: false } })
    const muted = applyCommand(now, { type: 'stem/setMute', stem: 'music', mute: true })
    expect(muted.stems.music).toEqual({ faderDb: -6, mute: true })
  })

  it('on the session', () => {
    const timebase = { frameRate: FPS_24, startFrame: frames(99) }
    expect(applyCommand(session, { type: 'session/setTimebase', ...timebase })).toEqual({
      ...session,
      ...timebase,
    })
    expect(applyCommand(session, { type: 'session/setPanLaw', law: '-6' })).toEqual({
      ...session,
      panLaw: '-6',
    })
    expect(applyCommand(session, { type: 'session/rename', title: ' New ' }).title).toBe('New')
    expect(applyCommand(session, { type: 'session/rename', title: '  ' }).title).toBe('Reel 1')
  })

  it('with NaN is a bug and throws', () => {
    for (const one of [
      { type: 'track/setTrim', track: '1', db: Number.NaN },
      { type: 'track/setPan', track: '1', pan: Number.NaN },
      { type: 'stem/setFader', stem: 'fill', db: Number.NaN as never },
    ] satisfies Command[])
      expect(() => applyCommand(session, one), one.type).toThrow(RangeError)
  })
})

describe('the travel of a fader', () => {
  it('ends at −∞ below, and at +12 dB above', () => {
    expect(faderLevel(null)).toBeNull()
    expect(faderLevel(decibels(-100))).toBe(-100)
    expect(faderLevel(decibels(-100.001))).toBeNull()
    expect(faderLevel(decibels(12))).toBe(12)
    expect(faderLevel(decibels(12.1))).toBe(12)
  })
})

describe('a session', () => {
  it('starts at 01:00:00:00, empty, with every stem at unity', () => {
    const start = emptySession()
    expect(start.startFrame).toBe(parseTimecode('01:00:00:00', start.frameRate))
    expect(sessionLength(start)).toBe(0)
    expect(start.stems).toEqual(Object.fromEntries(STEMS.map(({ id }) => [id, { faderDb: 0, mute: false }])))
  })

  it('lasts to the end of its last clip', () => {
    expect(sessionLength(session)).toBe(96_000)
    const [first] = session.tracks
    const [clip] = first?.clips ?? []
    if (!first || !clip) throw new Error('the first track has a clip')
    const clips = [clip, { ...clip, id: 'late', start: samplePosition(200_000), length: samples(5) }]
    expect(trackEnd({ ...first, clips })).toBe(200_005)
    expect(sessionLength({ ...session, tracks: [...session.tracks, { ...first, clips }] })).toBe(200_005)
  })

  it('places frames of its timecode, those before its start at 0', () => {
    const at = (text: string) => positionOfFrame(emptySession(), parseTimecode(text, FPS_24) ?? frames(0))
    expect(at('01:00:02:12')).toBe(120_000)
    expect(at('00:59:58:00')).toBe(0)
  })

  it('takes a file as a track at unity that holds the whole of it', () => {
    const info = session.media['1']
    if (!info) throw new Error('the fixture has media')
    const ids = { track: 't', clip: 'c', media: ['m'] }
    const at = samplePosition(7)
    expect(trackFromMedia(ids, [info], ['M'], at, 'Marta', 'dialogue')).toEqual({
      id: 't',
      name: 'Marta',
      stem: 'dialogue',
      speakers: ['M'],
      trimDb: 0,
      polarityInverted: false,
      pan: 0,
      faderDb: 0,
      mute: false,
      clips: [{ id: 'c', media: ['m'], start: 7, from: 0, length: 96_000 }],
    })
  })
})
