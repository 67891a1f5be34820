import { readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { ConformSource } from '../../domain/media.ts'
import { mediaMetadata } from '../../domain/mediaMetadataSchema.ts'
import { ownTimecode } from '../../domain/placement.ts'
import { FPS_24, formatTimecode } from '../../domain/timecode.ts'
import { frames } from '../../domain/units.ts'
import { flacFixture } from '../../testing/containerFixture.ts'
import { bytesRead, memoryByteSource } from '../../testing/memoryByteSource.ts'
import { broadcastChunk, cueChunk, little32, productionChunk } from '../../testing/metadataFixture.ts'
import { ffprobeChapters } from '../../testing/outsideTools.ts'
import { ffmpeg, temporaryDirectory } from '../../testing/referenceTools.ts'
import { sine } from '../../testing/signals.ts'
import { ascii, concat, type FixtureChunk, wavFixture } from '../../testing/wavFixture.ts'
import { probeMedia } from '../probe.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)

/** 01:00:00:00 and seven samples at 24 fps. */
const START = 172_800_007
const origin = directory.file('origin.wav')
writeFileSync(
  origin,
  wavFixture({
    samples: [sine(96_000, 440, 0.5)],
    chunksBetween: [broadcastChunk({ timeReference: BigInt(START) })],
  }),
)
const chapters = directory.file('chapters.txt')
const chapter = (start: number, end: number, title: string): string =>
  `[CHAPTER]\nTIMEBASE=1/1000\nSTART=${start}\nEND=${end}\ntitle=${title}\n`
writeFileSync(chapters, `;FFMETADATA1\n${chapter(125, 375, 'Séance')}${chapter(375, 2000, '场景 2')}`)

const probe = (bytes: Uint8Array) => probeMedia(memoryByteSource('a', bytes), 48_000, async () => true)

async function accepted(bytes: Uint8Array): Promise<ConformSource> {
  const probed = await probe(bytes)
  if (!probed.ok || probed.value.kind !== 'conform') throw new Error(JSON.stringify(probed))
  return probed.value.source
}

function made(name: string, ...options: string[]): Uint8Array {
  const path = directory.file(name)
  ffmpeg(...options, path)
  return new Uint8Array(readFileSync(path))
}

const timecodeOf = ({ metadata, sampleRate }: ConformSource): string | undefined => {
  const session = { sampleRate: 48_000, frameRate: FPS_24, startFrame: frames(0) }
  const own = ownTimecode({ sampleRate, ...(metadata && { metadata }) }, session)
  return own && `${formatTimecode(own.frame, own.rate)} at ${own.rate.label} and ${own.rest} samples`
}

const markersOf = ({ metadata }: ConformSource): readonly (readonly [number, string])[] =>
  (metadata?.markers ?? []).map(({ sample, label }) => [sample, label] as const)

describe('the time reference of a Broadcast Wave is kept by ffmpeg, and read', () => {
  it.each([
    ['bwf.flac', []],
    ['bwf.mp3', []],
    ['bwf.opus', []],
    ['bwf.ogg', []],
    ['bwf.m4a', ['-movflags', 'use_metadata_tags']],
    ['bwf.mka', []],
  ])('%s', async (name, options) => {
    const source = await accepted(made(name, '-i', origin, ...options))
    expect(source.metadata?.production?.timestamp).toEqual({
      samples: START,
      sampleRate: 48_000,
      from: 'tags',
    })
    expect(timecodeOf(source)).toBe('01:00:00:00 at 24 fps and 7 samples')
  })
})

describe('chapters by ffmpeg are markers', () => {
  const options = ['-i', origin, '-i', chapters, '-map_metadata', '1']
  it.each([
    ['v4.mp3', []],
    ['v3.mp3', ['-id3v2_version', '3']],
    ['chapters.m4a', []],
    ['chapters.opus', []],
  ])('%s', async (name, more) => {
    const source = await accepted(made(name, ...options, ...more))
    expect(markersOf(source)).toEqual([
      [6000, 'Séance'],
      [18_000, '场景 2'],
    ])
    expect(source.metadata?.markers?.some(({ length }) => length)).toBe(false)
  })

  it.each(['track.m4a', 'track.mov', 'track.mp4'])('%s, in a track of their own alone', async (name) => {
    const bytes = made(name, ...options, '-movflags', 'disable_chpl')
    expect(Buffer.from(bytes).includes('chpl')).toBe(false)
    // Such a track has no gaps: the first chapter begins where the film does.
    const { titles, places } = ffprobeChapters(directory.file(name))
    expect(places).toEqual([0, 0.375])
    const source = await accepted(bytes)
    expect(markersOf(source)).toEqual(places.map((seconds, n) => [seconds * 48_000, titles[n]]))
    expect(source.warnings).toEqual([])
  })

  it('and that track may begin later than its media', async () => {
    const bytes = made('edited.m4a', ...options, '-movflags', 'disable_chpl')
    const list = Buffer.from(bytes).lastIndexOf('elst') + 4
    // Version, count and duration come before it.
    new DataView(bytes.buffer, bytes.byteOffset).setInt32(list + 12, 125)
    const source = await accepted(bytes)
    expect(markersOf(source)).toEqual([[12_000, '场景 2']])
    expect(source.warnings).toEqual(['One of its chapters has no time that can be read and is left out.'])
  })
})

describe('the timecode track of a movie by ffmpeg', () => {
  it.each([
    ['24000/1001', '01:00:00:00', '01:00:00:00 at 23.976 fps'],
    ['24', '10:59:59:23', '10:59:59:23 at 24 fps'],
    ['25', '01:00:00:05', '01:00:00:05 at 25 fps'],
    ['30000/1001', '01:00:00;02', '01:00:00;02 at 29.97 fps DF'],
    ['30000/1001', '01:00:00:02', '01:00:00:02 at 29.97 fps'],
    ['60000/1001', '00:59:58;00', '00:59:58;00 at 59.94 fps DF'],
    ['50', '23:59:59:49', '23:59:59:49 at 50 fps'],
  ])('at %s fps, %s', async (rate, given, expected) => {
    for (const name of ['track.mov', 'track.mp4']) {
      const picture = ['-f', 'lavfi', '-i', `testsrc=s=32x32:r=${rate}:d=1`]
      const source = await accepted(made(name, ...picture, '-i', origin, '-timecode', given, '-c:v', 'mpeg4'))
      expect(timecodeOf(source)).toBe(`${expected} and 0 samples`)
      expect(source.metadata?.production?.timestamp?.from).toBe('timecode track')
      expect(source.warnings).toEqual([])
    }
  })

  const movie = made(
    'damage.mov',
    ...['-f', 'lavfi', '-i', 'testsrc=s=32x32:r=25:d=1', '-i', origin],
    ...['-timecode', '01:00:00:00', '-c:v', 'mpeg4', '-c:a', 'pcm_s16le'],
  )
  /** Where the fields of the timecode's sample description begin, after its size and type. */
  const entry = Buffer.from(movie).indexOf('tmcd', Buffer.from(movie).lastIndexOf('stsd')) + 4
  const changed = (at: number, value: number): Uint8Array => {
    const bytes = movie.slice()
    new DataView(bytes.buffer, bytes.byteOffset).setUint32(at, value)
    return bytes
  }

  it('of zero is none, but has its rate', async () => {
    const picture = ['-f', 'lavfi', '-i', 'testsrc=s=32x32:r=50:d=1', '-i', origin]
    const source = await accepted(made('zero.mov', ...picture, '-timecode', '00:00:00:00', '-c:v', 'mpeg4'))
    expect(timecodeOf(source)).toBeUndefined()
    expect(source.metadata?.production?.timecodeRate?.label).toBe('50 fps')
  })

  it('that an edit list begins a second in, begins a second later', async () => {
    const timescale = new DataView(movie.buffer).getUint32(entry + 16)
    const edit = Buffer.from(movie).lastIndexOf('elst') + 12
    expect(timecodeOf(await accepted(changed(edit + 4, timescale)))).toBe(
      '01:00:01:00 at 25 fps and 0 samples',
    )
  })

  it('of several timecodes is read by its first, which is said', async () => {
    const source = await accepted(changed(Buffer.from(movie).lastIndexOf('stsz') + 12, 3))
    expect(timecodeOf(source)).toBe('01:00:00:00 at 25 fps and 0 samples')
    expect(source.warnings).toEqual(['Its timecode track has 3 timecodes, as of parts: the first is read.'])
  })

  it.each([
    ['is a counter', changed(entry + 12, 8)],
    ['counts 0/1 frames a second', changed(entry + 16, 0)],
    ['counts 1/0 frames a second', changed(entry + 20, 0)],
    ['counts 2560/858993459 frames a second', changed(entry + 20, 0xffff_ffff)],
  ])('that makes no sense is left out with a warning: it %s', async (why, bytes) => {
    const source = await accepted(bytes)
    expect(timecodeOf(source)).toBeUndefined()
    expect(source.warnings).toEqual([`Its timecode track ${why}: its timecode is left out.`])
  })
})

const wave = (...chunks: readonly FixtureChunk[]): readonly Uint8Array[] =>
  [
    ascii('RIFF\0\0\0\0WAVE'),
    ...chunks.map(({ id, body }) => concat([ascii(id), little32(body.length), body])),
  ].map((piece) => concat([ascii('riff'), piece]))

describe('the chunks of a WAV file in FLAC', () => {
  const kept = wave(
    broadcastChunk({ description: 'Reel 1', timeReference: BigInt(START) }),
    productionChunk('<BWFXML><SPEED><TIMECODE_RATE>25/1</TIMECODE_RATE></SPEED></BWFXML>'),
    cueChunk([{ id: 1, sample: 100 }]),
  )

  it('go before its tags', async () => {
    const source = await accepted(flacFixture(1, ['TIME_REFERENCE=1', 'CHAPTER000=00:00:00.001'], kept))
    expect(source.metadata?.broadcast).toMatchObject({ description: 'Reel 1', timeReference: START })
    expect(timecodeOf(source)).toBe('01:00:00:00 at 25 fps and 7 samples')
    expect(markersOf(source)).toEqual([[100, '']])
    expect(source.warnings).toEqual([])
  })

  it('with no time of their own leave it to its tags', async () => {
    const zero = wave(broadcastChunk({ timeReference: 0n }))
    expect(timecodeOf(await accepted(flacFixture(1, [`TIME_REFERENCE=${START}`], zero)))).toBe(
      '01:00:00:00 at 24 fps and 7 samples',
    )
  })

  it('are passed over where they say to be longer than their block', async () => {
    const [, bext = new Uint8Array(0)] = kept
    const source = await accepted(flacFixture(1, [], [bext.subarray(0, 400)]))
    expect(source.metadata).toBeUndefined()
  })

  it('are passed over where another application wrote them', async () => {
    const others = kept.map((piece) => concat([ascii('test'), piece.subarray(4)]))
    expect((await accepted(flacFixture(1, [], others))).metadata).toBeUndefined()
  })
})

describe('text tags', () => {
  const SAYS = 'Its TIMECODE tag says'
  it.each([
    [['TIMECODE=01:00:00:00', 'TIMECODE_RATE=25/1'], '01:00:00:00 at 25 fps and 0 samples', []],
    [['timecode=01:00:00;02', 'timecode_rate=30000/1001'], '01:00:00;02 at 29.97 fps DF and 0 samples', []],
    [['TIMECODE=01:00:00:00', 'TIMECODE_RATE=23.976'], '01:00:00:00 at 23.976 fps and 0 samples', []],
    [['TIMECODE=00:00:00:00'], undefined, []],
    [
      ['TIMECODE=01:00:00:00'],
      undefined,
      [`${SAYS} “01:00:00:00” and no tag its frame rate (TIMECODE_RATE): its timecode is left out.`],
    ],
    [
      ['TIMECODE=01:00:00:25', 'TIMECODE_RATE=25'],
      undefined,
      [`${SAYS} “01:00:00:25”, which is no timecode at 25 fps: it is left out.`],
    ],
    [
      ['TIMECODE=24:00:00:00', 'TIMECODE_RATE=25'],
      undefined,
      [`${SAYS} “24:00:00:00”, which is no timecode at 25 fps: it is left out.`],
    ],
    [
      ['TIMECODE=02:00:00:00', 'TIMECODE_RATE=25', `TIME_REFERENCE=${START}`],
      '01:00:00:00 at 25 fps and 7 samples',
      [
        `${SAYS} 02:00:00:00, its TIME_REFERENCE tag another time: the latter is read. Check where it belongs.`,
      ],
    ],
    ...['99999999999999999', '-5', '1e9', '4151347200', '0x10'].map(
      (count) =>
        [
          [`TIME_REFERENCE=${count}`],
          undefined,
          [
            `Its TIME_REFERENCE tag says “${count}”, which is no count of samples within a day: it is left out.`,
          ],
        ] as const,
    ),
    [['TIME_REFERENCE=0'], undefined, []],
  ] as const)('%j', async (comments, timecode, warnings) => {
    const source = await accepted(flacFixture(1, comments))
    expect(timecodeOf(source)).toBe(timecode)
    expect(source.warnings).toEqual(warnings)
  })

  it('chapters without a time, or past the end, are named', async () => {
    const comments = ['CHAPTER000=00:00:00.002', 'CHAPTER001=soon', 'CHAPTER001NAME=A', 'CHAPTER002=00:01:00']
    const source = await accepted(flacFixture(1, comments))
    expect(markersOf(source)).toEqual([[96, '']])
    expect(source.warnings).toEqual([
      'One of its markers is past the end of its audio and left out.',
      'One of its chapters has no time that can be read and is left out.',
    ])
  })
})

describe('damaged at random', () => {
  const options = ['-i', origin, '-i', chapters, '-map_metadata', '1', '-c:a']
  const picture = ['-f', 'lavfi', '-i', 'testsrc=s=16x16:r=25:d=0.2', '-i', origin, '-t', '0.2']
  it.each([
    [
      'FLAC',
      flacFixture(1, ['TIME_REFERENCE=5', 'CHAPTER000=00:00:00.001'], wave(broadcastChunk({}), cueChunk([]))),
    ],
    ['MP3', made('fuzz.mp3', ...options, 'libmp3lame', '-t', '0.4')],
    ['M4A', made('fuzz.m4a', ...options, 'aac', '-t', '0.4')],
    [
      'M4A with a track of chapters',
      made('fuzzTrack.m4a', ...options, 'aac', '-t', '0.4', '-movflags', 'disable_chpl'),
    ],
    ['MOV', made('fuzz.mov', ...picture, '-timecode', '01:00:00:00', '-c:v', 'mpeg4', '-c:a', 'pcm_s16le')],
  ])('%s is read within bounds, or refused by name', async (_name, base) => {
    const place = fc.oneof(
      fc.nat(Math.min(1000, base.length - 1)),
      fc.nat(Math.min(3000, base.length - 1)).map((n) => base.length - 1 - n),
    )
    const value = fc.constantFrom(0, 1, 0xff, 0x7fff_ffff, 0xffff_ffff)
    const damage = fc.record({
      fields: fc.array(fc.tuple(place, value), { maxLength: 3 }),
      bytes: fc.array(fc.tuple(place, fc.nat(255)), { maxLength: 6 }),
      cut: fc.option(fc.nat(base.length), { nil: undefined, freq: 4 }),
    })
    await fc.assert(
      fc.asyncProperty(damage, async ({ fields, bytes, cut }) => {
        const damaged = base.slice(0, cut)
        const view = new DataView(damaged.buffer, damaged.byteOffset, damaged.length)
        for (const [at, field] of fields) if (at + 4 <= damaged.length) view.setUint32(at, field)
        for (const [at, byte] of bytes) if (at < damaged.length) damaged[at] = byte
        const source = memoryByteSource('a', damaged)
        const probed = await probeMedia(source, 48_000, async () => true)
        if (bytesRead(source) > 64 * 2 ** 20) throw new Error(`${bytesRead(source)} bytes read`)
        if (!probed.ok) {
          expect(probed.error).toMatchObject({ file: 'a' })
          expect(probed.error.code).not.toBe('file/changed')
          return
        }
        const { metadata = {} } = probed.value.kind === 'conform' ? probed.value.source : {}
        expect(mediaMetadata.safeParse(metadata)).toEqual({ success: true, data: metadata })
      }),
      { numRuns: 300 },
    )
  })
})
