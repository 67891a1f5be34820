import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Clip, Track } from '../domain/session.ts'
import { decibels, samplePosition, samples } from '../domain/units.ts'
import { programmeOf } from '../testing/bounceFixture.ts'
import { noise } from '../testing/signals.ts'
import { encodePcm } from '../testing/wavFixture.ts'
import {
  cutPiece,
  notFinite,
  type PcmWindow,
  readWindow,
  type TakeMemory,
  type WindowPiece,
} from './playlist.ts'

const LENGTH = 500
const FRAME_BYTES = 6
const material = [noise(LENGTH, 1), noise(LENGTH, 2)]
const bytes = encodePcm(material, 's24')
const programme = await programmeOf([
  { stem: 'music', samples: material },
  { stem: 'dialogue', samples: [noise(LENGTH, 3)], encoding: 'u8' },
])
const [music, dialogue] = programme.session.tracks as readonly [Track, Track]

const clip = (start: number, from: number, length: number, media = '1'): Clip => ({
  id: `${start}`,
  media: [media],
  start: samplePosition(start),
  from: samplePosition(from),
  length: samples(length),
})

async function read(
  clips: readonly Clip[],
  start: number,
  frames: number,
  take?: TakeMemory,
): Promise<PcmWindow> {
  const window = await readWindow([{ ...music, clips }], programme.media, start, frames, take)
  if (!window.ok) throw new Error(window.error.code)
  return window.value
}

/** The window as bytes, zeros where no piece lies. */
function flatten(window: PcmWindow): Uint8Array {
  const out = new Uint8Array(window.frames * FRAME_BYTES)
  for (const piece of window.tracks[0] ?? []) out.set(piece.bytes, piece.offset * FRAME_BYTES)
  return out
}

/** What a track plays, put together sample by sample. */
function naive(clips: readonly Clip[], start: number, frames: number): Uint8Array {
  const out = new Uint8Array(frames * FRAME_BYTES)
  for (let n = 0; n < frames; n++) {
    const playing = clips.find((c) => start + n >= c.start && start + n < c.start + c.length)
    if (!playing) continue
    const at = (playing.from + start + n - playing.start) * FRAME_BYTES
    out.set(bytes.subarray(at, at + FRAME_BYTES), n * FRAME_BYTES)
  }
  return out
}

/** Clips one after the other with gaps, none reaching over the end of the file. */
const clipList = fc
  .array(fc.tuple(fc.nat({ max: 100 }), fc.integer({ min: 1, max: 200 }), fc.nat({ max: 300 })), {
    maxLength: 6,
  })
  .map((list) => {
    let at = 0
    return list.map(([gap, length, from]) => {
      const placed = clip(at + gap, from, length)
      at += gap + length
      return placed
    })
  })

describe('a window', () => {
  it('holds what its track plays there, and nothing where nothing plays', async () => {
    await fc.assert(
      fc.asyncProperty(
        clipList,
        fc.nat({ max: 1500 }),
        fc.integer({ min: 1, max: 700 }),
        async (clips, start, frames) => {
          const window = await read(clips, start, frames)
          expect(window).toMatchObject({ start, frames })
          expect(Buffer.compare(flatten(window), naive(clips, start, frames))).toBe(0)
          const offsets = window.tracks[0]?.map(({ offset }) => offset) ?? []
          expect(offsets).toEqual([...offsets].sort((a, b) => a - b))
        },
      ),
    )
  })

  it('can be read into memory that is used again, and holds the same where there is too little of it', async () => {
    await fc.assert(
      fc.asyncProperty(
        clipList,
        fc.array(fc.nat({ max: 900 }), { minLength: 2, maxLength: 5 }),
        async (clips, starts) => {
          const memory = new Uint8Array(800)
          for (const start of starts) {
            let top = 0
            const window = await read(clips, start, 257, (length) => {
              top += length
              return top > memory.length ? undefined : memory.subarray(top - length, top)
            })
            expect(Buffer.compare(flatten(window), naive(clips, start, 257))).toBe(0)
          }
        },
      ),
    )
  })

  it('tells of each piece what it is and where it comes from', async () => {
    const window = await read([clip(100, 50, 300)], 150, 1000)
    expect(window.tracks[0]).toMatchObject([
      {
        offset: 0,
        frames: 250,
        from: 100,
        fileName: 'music-1.wav',
        encoding: { kind: 'int', bits: 24, endian: 'le' },
      },
    ])
  })

  it('has one list a track, in their order, each of its own encoding', async () => {
    const window = await readWindow([dialogue, music], programme.media, 0, LENGTH)
    if (!window.ok) throw new Error(window.error.code)
    expect(window.value.tracks.map(([piece]) => [piece?.fileName, piece?.bytes.length])).toEqual([
      ['dialogue-2.wav', LENGTH],
      ['music-1.wav', LENGTH * FRAME_BYTES],
    ])
  })

  it('names the track whose file is not at hand, but only where that plays', async () => {
    const track = { ...music, name: 'Score', clips: [clip(0, 0, 100), clip(400, 0, 10, 'lost')] }
    expect((await readWindow([track], programme.media, 0, 400)).ok).toBe(true)
    expect(await readWindow([track], programme.media, 0, 401)).toEqual({
      ok: false,
      error: { code: 'media/missing', file: 'Score' },
    })
  })

  it('fails when its file ends before its clip', async () => {
    const track = { ...music, clips: [clip(0, 0, LENGTH + 1)] }
    expect(await readWindow([dialogue, track], programme.media, 0, 1000)).toEqual({
      ok: false,
      error: { code: 'file/changed', file: 'music-1.wav' },
    })
  })
})

describe('a clip with something of its own', () => {
  const fade = { length: samples(20), curve: 'linear' } as const

  it('is told where it starts in the clip, and what it is multiplied by', async () => {
    const clips = [clip(0, 10, 50), { ...clip(100, 0, 80), gainDb: decibels(-6), fadeIn: fade }]
    const pieces = (await read(clips, 20, 130)).tracks[0]
    expect(pieces).toMatchObject([
      { offset: 0, frames: 30, from: 30, clipFrame: 20, envelope: null, adds: false },
      { offset: 80, frames: 50, from: 0, clipFrame: 0, envelope: { length: 80, fadeIn: fade }, adds: false },
    ])
    expect(pieces?.[1]?.envelope?.gain).toBe(10 ** (-6 / 20))
  })

  it('adds to the other in a cross-fade, whichever comes first in the track', async () => {
    const crossed = [
      { ...clip(0, 0, 100), fadeOut: fade },
      { ...clip(80, 200, 100), fadeIn: fade },
    ]
    const both = (clips: readonly Clip[]) =>
      read(clips, 0, 300).then(({ tracks }) => tracks[0]?.map(({ adds }) => adds))
    expect(await both(crossed)).toEqual([false, true])
    expect(await both(crossed.toReversed())).toEqual([false, true])
  })

  it('is not read when it is muted', async () => {
    const muted = { ...clip(0, LENGTH - 1, 100), mute: true }
    expect((await read([muted, clip(100, 0, 10)], 0, 300)).tracks[0]).toMatchObject([{ offset: 100 }])
  })
})

describe('a cut of a piece', () => {
  const piece: WindowPiece = {
    offset: 10,
    frames: 20,
    encoding: { kind: 'int', bits: 16, endian: 'le' },
    first: 0,
    channels: 2,
    bytes: Uint8Array.from({ length: 80 }, (_, i) => i),
    fileName: 'a.wav',
    from: 1000,
    clipFrame: 500,
    envelope: null,
    adds: false,
  }

  it.each([
    [0, 10],
    [30, 5],
    [40, 100],
  ])('from %i for %i frames has nothing of it', (start, frames) => {
    expect(cutPiece(piece, start, frames)).toBeUndefined()
  })

  it.each([
    [0, 11, { offset: 10, frames: 1, from: 1000 }, [0, 4]],
    [0, 100, { offset: 10, frames: 20, from: 1000 }, [0, 80]],
    [10, 20, { offset: 0, frames: 20, from: 1000 }, [0, 80]],
    [15, 5, { offset: 0, frames: 5, from: 1005 }, [20, 40]],
    [29, 64, { offset: 0, frames: 1, from: 1019 }, [76, 80]],
  ] as const)('from %i for %i frames', (start, frames, place, [first, end]) => {
    expect(cutPiece(piece, start, frames)).toEqual({
      ...place,
      clipFrame: place.from - 500,
      bytes: piece.bytes.subarray(first, end),
    })
  })
})

describe('the error of a value that is no number', () => {
  it('counts channel and sample from the place in the file', () => {
    const where = { code: 'audio/notFinite', file: 'a.wav' }
    expect(notFinite('a.wav', 0, 1, 7, Number.NaN)).toEqual({ ...where, value: 'NaN', channel: 0, sample: 7 })
    expect(notFinite('a.wav', 100, 2, 7, Number.NEGATIVE_INFINITY)).toEqual({
      ...where,
      value: 'infinity',
      channel: 1,
      sample: 103,
    })
  })
})
