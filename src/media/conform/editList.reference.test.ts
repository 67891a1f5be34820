import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { MOVIE_DATA_AT, type MovieFixture, movieFixture } from '../../testing/containerFixture.ts'
import { memoryByteSource } from '../../testing/memoryByteSource.ts'
import { ffmpeg, temporaryDirectory } from '../../testing/referenceTools.ts'
import { probeMedia } from '../probe.ts'
import { openTrack } from './trackBlocks.ts'
import { wasmDecode } from './wasmDecoders.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)

/** Samples of a packet of ffmpeg's, in which it ends what it plays. */
const PACKET = 1024

/** A second of mono in a movie, of which sample n is n − 24 000. */
function ramp(fixture: Omit<MovieFixture, 'channels'>): Uint8Array {
  const bytes = movieFixture({ channels: 1, ...fixture })
  const view = new DataView(bytes.buffer)
  for (let n = 0; n < 48_000; n++) view.setInt16(MOVIE_DATA_AT + 2 * n, n - 24_000, true)
  return bytes
}

const probed = (bytes: Uint8Array) =>
  probeMedia(memoryByteSource('film.mov', bytes), 48_000, async () => true)

/** What the headers say of the length, and the samples that come out, as numbers of 16 bits. */
async function read(bytes: Uint8Array) {
  const found = await probed(bytes)
  if (!found.ok || found.value.kind !== 'conform') throw new Error(JSON.stringify(found))
  const track = await openTrack(memoryByteSource('film.mov', bytes), 'mov', wasmDecode())
  if (!track.ok) throw new Error(JSON.stringify(track.error))
  const samples: number[] = []
  for await (const block of track.value.blocks) {
    if (!block.ok) throw new Error(JSON.stringify(block.error))
    for (const value of block.value.samples) samples.push(Math.round(value * 32_768))
  }
  track.value.close()
  return { length: found.value.source.length, samples, warnings: track.value.warnings }
}

function byFfmpeg(bytes: Uint8Array): readonly number[] {
  const path = directory.file('film.mov')
  writeFileSync(path, bytes)
  const raw = ffmpeg('-i', path, '-f', 's16le', '-')
  return [...new Int16Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length))]
}

/** Samples as the runs in them: `0 × 12` for silence, `5…9` for a stretch of the ramp. */
function runs(samples: readonly number[]): readonly string[] {
  const found: { first: number; last: number; count: number }[] = []
  for (const value of samples) {
    const run = found.at(-1)
    const step = run && (run.count === 1 || run.first !== run.last) ? 1 : 0
    const goesOn = run && (value === run.last + step || (run.count === 1 && value === run.last))
    if (run && goesOn) Object.assign(run, { last: value, count: run.count + 1 })
    else found.push({ first: value, last: value, count: 1 })
  }
  return found.map(({ first, last, count }) => (first === last ? `${first} × ${count}` : `${first}…${last}`))
}

const silence = (length: number): readonly number[] => Array<number>(length).fill(0)
const from = (start: number, end: number): readonly number[] =>
  Array.from({ length: end - start }, (_, n) => start + n - 24_000)

describe('one edit', () => {
  it.each([
    ['its duration, to the sample', { edits: [[24_001, 1500]] }, from(1500, 25_501)],
    ['one sample off the end', { edits: [[47_999, 0]] }, from(0, 47_999)],
    ['from milliseconds', { timescale: 1000, edits: [[500, 1500]] }, from(1500, 25_500)],
    ['from 600 a second', { timescale: 600, edits: [[301, 0]] }, from(0, 24_080)],
    [
      'after an empty one',
      {
        timescale: 1000,
        edits: [
          [250, -1],
          [500, 0],
        ],
      },
      [...silence(12_000), ...from(0, 24_000)],
    ],
    ['of as much as there is', { edits: [[0, 1500]] }, from(1500, 48_000)],
    [
      'in pieces that go on',
      {
        timescale: 600,
        edits: [
          [100, 800],
          [101, 8800],
          [99, 16_880],
        ],
      },
      from(800, 24_800),
    ],
    [
      'before an empty one',
      {
        edits: [
          [24_000, 0],
          [24_000, -1],
        ],
      },
      from(0, 24_000),
    ],
  ] as const)('ends with %s', async (_name, fixture, expected) => {
    const bytes = ramp(fixture)
    const { length, samples, warnings } = await read(bytes)
    expect(runs(samples)).toEqual(runs(expected))
    expect(length).toBe(expected.length)
    expect(warnings.filter((warning) => !warning.startsWith('By its time stamps it begins late'))).toEqual([])
  })

  // ffmpeg plays pieces and empty edits in its own ways: it leaves the silence before the sound to time stamps.
  it.each([
    [{ edits: [[24_001, 1500]] }],
    [{ timescale: 1000, edits: [[500, 1500]] }],
    [{ timescale: 600, edits: [[301, 0]] }],
    [{ edits: [[48_000, 0]] }],
  ] as const)('%j ends in the packet that ffmpeg ends in', async (fixture) => {
    const bytes = ramp(fixture)
    const { samples } = await read(bytes)
    const reference = byFfmpeg(bytes)
    expect(runs(reference.slice(0, samples.length))).toEqual(runs(samples))
    expect(reference.length - samples.length).toBeLessThan(PACKET)
  })

  it.each([
    [1000, 1000],
    [1000, 1001],
    [600, 600],
    [600, 601],
    [90_000, 90_000],
    [1, 1],
    [1, 2],
  ])(
    'in a movie of %i ticks a second that ends within a tick of the sound, %i, leaves it whole',
    async (timescale, ticks) => {
      const { length, samples } = await read(ramp({ timescale, edits: [[ticks, 0]] }))
      expect(runs(samples)).toEqual(runs(from(0, 48_000)))
      expect(length).toBe(48_000)
    },
  )
})

describe('an edit list that is not followed is refused by name', () => {
  const parts = (count: number): string => `it plays ${count} parts of its sound one after the other`
  it.each([
    [
      'two parts',
      {
        edits: [
          [1000, 0],
          [1000, 5000],
        ],
      },
      parts(2),
    ],
    [
      'parts in another order',
      {
        edits: [
          [1000, 5000],
          [1000, 0],
          [1000, 9000],
        ],
      },
      parts(3),
    ],
    [
      'a hole in it',
      {
        edits: [
          [1000, 0],
          [500, -1],
          [1000, 1000],
        ],
      },
      parts(2),
    ],
    ['half the speed', { edits: [[48_000, 0, 0.5]] }, 'it plays its sound at 0.5 times its speed'],
    ['no speed', { edits: [[48_000, 0, 0]] }, 'it plays its sound at 0 times its speed'],
  ] as const)('of %s', async (_name, fixture, detail) => {
    const bytes = ramp(fixture)
    const error = { code: 'audio/edits', file: 'film.mov', detail }
    expect(await probed(bytes)).toEqual({ ok: false, error })
    const opened = await openTrack(memoryByteSource('film.mov', bytes), 'mov', wasmDecode())
    expect(opened).toEqual({ ok: false, error })
  })
})

describe('what ffmpeg cuts out without decoding it', () => {
  const origin = directory.file('origin.mov')
  writeFileSync(origin, ramp({}))
  it.each([
    ['-ss 0.4 -t 0.3', ['-ss', '0.4', '-t', '0.3', '-i', origin]],
    ['-t 0.123', ['-i', origin, '-t', '0.123']],
    ['-ss 0.3 after it', ['-i', origin, '-ss', '0.3']],
  ])('%s is as ffmpeg plays it', async (name, options) => {
    const path = directory.file(`${name.replaceAll(/\W/g, '')}.mov`)
    ffmpeg(...options, '-c', 'copy', path)
    const bytes = new Uint8Array(readFileSync(path))
    const { samples } = await read(bytes)
    const raw = ffmpeg('-i', path, '-f', 's16le', '-')
    const reference = [...new Int16Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length))]
    const start = samples.indexOf(reference[0] ?? 0)
    expect(runs(samples.slice(0, start))).toEqual(runs(silence(start)))
    expect(runs(samples.slice(start))).toEqual(runs(reference))
  })
})
