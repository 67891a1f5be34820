import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { migrateSession } from './migrateSession.ts'
import { emptySession, type Session } from './session.ts'
import { readSession } from './sessionSchema.ts'

const fixture = sessionFixture([{ name: 'Sea', faderDb: null }, { channels: 1 }, { channels: 6 }])
const valid: Session = {
  ...fixture,
  media: {
    ...fixture.media,
    unused: {
      fileName: '../../etc/passwd',
      format: 'mp3',
      bytes: 12,
      fingerprint: 'ab'.repeat(32),
      sampleRate: 48_000,
      pcm: { ...(fixture.media['1'] ?? missing()).pcm },
      conform: { codec: 'MP3', sampleRate: 44_100, length: fixture.tracks[0]?.clips[0]?.length ?? missing() },
      metadata: {
        tags: { title: 'A' },
        production: { tracks: [{ name: 'Boom' }] },
        broadcast: { version: 2 },
      },
      warnings: ['odd'],
    },
  },
}
function missing(): never {
  throw new Error('the fixture has changed')
}
const json = (): Session => JSON.parse(JSON.stringify(valid))
const detail = (found: unknown): string => {
  const read = readSession(found)
  return read.ok ? 'ok' : read.error.code === 'session/invalid' ? read.error.detail : read.error.code
}
/** The session with what is at a path set; `undefined` takes it away. */
function changed(path: string, value: unknown): unknown {
  const copy = json()
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  let at: Record<string, unknown> = copy as never
  for (const key of keys) at = at[key] as never
  if (value === undefined) delete at[last]
  else Object.defineProperty(at, last, { value, enumerable: true, configurable: true, writable: true })
  return copy
}

describe('a session that is opened', () => {
  it('is as it was kept', () => {
    expect(readSession(valid)).toEqual({ ok: true, value: valid })
    expect(readSession(json())).toEqual({ ok: true, value: valid })
    expect(readSession(emptySession())).toEqual({ ok: true, value: emptySession() })
  })

  it.each<[string, unknown, RegExp]>([
    ['title', undefined, /^title: /],
    ['title', 7, /^title: .*string/],
    ['surprise', 1, /Unrecognized key.*surprise/],
    ['tracks.0.pan', Number.NaN, /^tracks\[0\]\.pan: /],
    ['tracks.0.pan', 1.5, /^tracks\[0\]\.pan: /],
    ['tracks.0.faderDb', 40, /^tracks\[0\]\.faderDb: /],
    ['tracks.0.clips.0.start', -1, /start/],
    ['tracks.0.clips.0.start', 0.5, /start/],
    ['tracks.0.clips.0.start', 1e300, /start/],
    ['tracks.0.clips.0.length', 48_001, /^tracks\[0\]\.clips\[0\] goes beyond the end/],
    ['tracks.0.clips.0.media', ['toString'], /reserved name/],
    ['tracks.0.clips.0.media', ['gone'], /not in media: gone/],
    ['tracks.0.clips.0.media', ['1', '2'], /3 channels for 2 speakers/],
    ['tracks.0.clips.0.media', [], /media/],
    ['tracks.1.id', '1', /^tracks\[1\]\.id is the id of another track/],
    ['tracks.1.clips.0.id', '1', /is the id of another clip/],
    ['tracks.0.__proto__', { mute: true }, /Unrecognized key/],
    ['media.constructor', {}, /reserved name|Invalid/],
    ['media.1.sampleRate', 44_100, /sampleRate is not the session/],
    ['media.1.fingerprint', '../..', /fingerprint/],
    ['media.1.pcm.channels', 2 ** 31, /channels/],
    ['stems.music', undefined, /stems\.music/],
    ['frameRate.num', 23, /frame rate/],
    ['frameRate.den', 1.002, /frameRate\.den/],
    ['frameRate', { num: 24, den: 1, drop: false, label: '25 fps' }, /frame rate/],
    ['frameRate', { num: 241, den: 10, drop: false, label: '24 fps' }, /frame rate/],
    ['frameRate', { num: 24, den: 1, drop: true, label: '24 fps' }, /frame rate/],
    ['sampleRate', 22_050, /sampleRate is not a multiple of 100 Hz/],
    ['version', 0, /version/],
    ['version', '1', /version/],
    ['version', 2, /^shelf\/newer$/],
  ])('is refused by name when %s is %o', (path, value, says) => {
    expect(detail(changed(path, value))).toMatch(says)
  })

  it('is refused when media has a key of its own that others take for a prototype', () => {
    const text = JSON.stringify(valid).replace('"media":{', '"media":{"__proto__":{},')
    expect(detail(JSON.parse(text))).not.toBe('ok')
    expect(({} as { pcm?: unknown }).pcm).toBeUndefined()
  })

  it('is refused when it is no object at all', () => {
    for (const found of [null, undefined, 1, 'session', [], () => 0]) expect(detail(found)).not.toBe('ok')
  })

  it('is told of in a sentence of bounded length, whatever is in it', () => {
    expect(detail({ ...valid, ['x'.repeat(100_000)]: 1 }).length).toBeLessThan(300)
  })
})

describe('the clips of a session', () => {
  const [first = missing()] = valid.tracks[0]?.clips ?? []
  const edited = {
    ...first,
    gainDb: null,
    mute: true,
    locked: false,
    name: 'Wave',
    color: 3,
    group: 'g',
    fadeIn: { length: 100, curve: 's' },
    fadeOut: { length: 50, curve: 'exponential', part: { from: 10, of: 80 } },
  }

  it('keep all that was edited', () => {
    const session = changed('tracks.0.clips.0', edited)
    expect(readSession(session)).toEqual({ ok: true, value: session })
  })

  it.each<[string, unknown, RegExp]>([
    ['gainDb', 25, /gainDb/],
    ['fadeIn', { length: 48_000, curve: 's' }, /fades overlap/],
    ['fadeIn', { length: 10, curve: 'steep' }, /curve/],
    ['fadeOut', { length: 50, curve: 's', part: { from: 40, of: 80 } }, /a fade is no fade/],
    ['length', 0, /./],
  ])('are refused when %s is %o', (field, value, says) => {
    const text = detail(changed('tracks.0.clips.0', { ...edited, [field]: value }))
    expect(text).not.toBe('ok')
    expect(text).toMatch(says)
  })

  it('are refused where they overlap without a cross-fade, and soon, however many they are', () => {
    const copies = (count: number) => Array.from({ length: count }, (_, n) => ({ ...first, id: `c${n}` }))
    expect(detail(changed('tracks.0.clips', copies(2)))).toMatch(/overlap/)
    expect(detail(changed('tracks.0.clips', copies(50_000)))).toMatch(/more than 16 clips/)
  })
})

type Path = readonly (string | number)[]
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))]
}
const hostile = fc.oneof(
  fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withTypedArray: true }),
  fc.constantFrom(
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -0,
    -1,
    0.5,
    2 ** 60,
    '',
    '__proto__',
    null,
    undefined,
  ),
  fc.array(fc.constantFrom('1', '2', 'constructor'), { maxLength: 10 }),
)

describe('whatever is done to a session', () => {
  const paths = pathsOf(valid).filter(({ length }) => length > 0)
  it('it opens as a session that fits together, or is refused by name', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...paths), hostile), { minLength: 1, maxLength: 4 }),
        (changes) => {
          const copy = structuredClone(valid) as unknown as Record<string, unknown>
          for (const [path, value] of changes) {
            let at: Record<string, unknown> | undefined = copy
            for (const key of path.slice(0, -1)) {
              const next: unknown = at?.[key]
              at = typeof next === 'object' && next !== null ? (next as Record<string, unknown>) : undefined
            }
            if (at && !Array.isArray(at)) Reflect.set(at, path.at(-1) ?? '', value)
          }
          const read = readSession(copy)
          if (!read.ok) {
            expect(['session/invalid', 'shelf/newer']).toContain(read.error.code)
            return
          }
          const { value: session } = read
          const again = readSession(JSON.parse(JSON.stringify(session)))
          expect(JSON.stringify(again)).toBe(JSON.stringify(read))
          for (const track of session.tracks) {
            expect(Math.abs(track.pan)).toBeLessThanOrEqual(1)
            for (const clip of track.clips) {
              const channels = clip.media.map((id) => session.media[id]?.pcm.channels ?? missing())
              expect(channels.reduce((a, b) => a + b, 0)).toBe(track.speakers.length)
              for (const id of clip.media) {
                expect(clip.from + clip.length).toBeLessThanOrEqual(session.media[id]?.pcm.length ?? 0)
              }
            }
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('a session of an earlier version', () => {
  it('is brought up, one version after another', () => {
    const steps = {
      1: (session: { version: number }) => ({ ...session, version: 2, two: true }),
      2: (session: { version: number }) => ({ ...session, version: 3, three: true }),
    }
    expect(migrateSession({ version: 1 }, steps, 3)).toEqual({
      ok: true,
      value: { version: 3, two: true, three: true },
    })
    expect(migrateSession({ version: 4 }, steps, 3)).toEqual({
      ok: false,
      error: { code: 'shelf/newer', version: 4 },
    })
  })
})
