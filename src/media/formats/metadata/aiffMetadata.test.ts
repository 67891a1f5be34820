import { describe, expect, it } from 'vitest'
import { speakersOf } from '../../../domain/interpretation.ts'
import { type AiffFixture, aiffFixture, big32 } from '../../../testing/aiffFixture.ts'
import { layoutBytes } from '../../../testing/channelLayoutFixture.ts'
import { memoryByteSource } from '../../../testing/memoryByteSource.ts'
import { probeFile } from '../../../testing/probeFile.ts'
import { noise } from '../../../testing/signals.ts'
import { ascii, concat, type FixtureChunk } from '../../../testing/wavFixture.ts'

const SIX = Array.from({ length: 6 }, (_, c) => noise(100, c + 1))
const STEREO = [noise(100, 1), noise(100, 2)]
const NAME: FixtureChunk = { id: 'NAME', body: ascii('Storm') }

async function accepted(fixture: AiffFixture) {
  const info = await probeFile(memoryByteSource('a.aif', aiffFixture(fixture)))
  if (!info.ok) throw new Error(`refused: ${JSON.stringify(info.error)}`)
  return info.value
}

describe('what an AIFF file says of itself', () => {
  const mark = (id: number, position: number, name: string) =>
    concat([
      Uint8Array.of(0, id),
      big32(position),
      ascii(String.fromCharCode(name.length) + name),
      new Uint8Array((name.length + 1) % 2),
    ])

  it('names and markers', async () => {
    const marks = [mark(1, 90, 'out'), mark(2, 10, 'in'), mark(3, 101, 'lost'), mark(4, 100, '')]
    const info = await accepted({
      samples: STEREO,
      chunksBefore: [NAME, { id: 'AUTH', body: ascii('Marta') }],
      chunksAfter: [
        { id: 'ANNO', body: ascii('two\rlines') },
        { id: 'ANNO', body: ascii('and more') },
        { id: 'MARK', body: concat([Uint8Array.of(0, 4), ...marks]) },
      ],
    })
    expect(info.metadata).toEqual({
      tags: { title: 'Storm', artist: 'Marta', comment: 'two\nlines\nand more' },
      markers: [
        { sample: 10, label: 'in' },
        { sample: 90, label: 'out' },
        { sample: 100, label: '' },
      ],
    })
    expect(info.warnings).toEqual(['One of its markers is past the end of its audio and left out.'])
  })

  it.each([
    ['a count of more than there are', concat([Uint8Array.of(0xff, 0xff), mark(1, 5, 'a')]), 1],
    [
      'a name longer than the chunk',
      concat([Uint8Array.of(0, 9), Uint8Array.of(0, 1), big32(5), Uint8Array.of(255, 65)]),
      1,
    ],
    ['nothing', new Uint8Array(0), 0],
    ['half a marker', Uint8Array.of(0, 1, 0, 1, 0), 0],
  ])('markers with %s', async (_name, body, count) => {
    const info = await accepted({ samples: STEREO, chunksAfter: [{ id: 'MARK', body }] })
    expect(info.metadata?.markers ?? []).toHaveLength(count)
  })
})

describe('the channel layout of an AIFF file', () => {
  const chan = (body: Uint8Array): FixtureChunk => ({ id: 'CHAN', body })
  const FILM = chan(layoutBytes({ tag: 123 * 65_536 + 6 }))
  const GUESSED =
    'Its channel layout does not name 6 speakers that Dubstage knows: their order, L R C LFE Ls Rs, is a guess. Check it in Files.'

  it.each<[string, Partial<AiffFixture>]>([
    ['before the sound', { chunksBefore: [FILM] }],
    ['after the sound', { chunksAfter: [FILM] }],
    ['in AIFF-C', { chunksBefore: [FILM], coding: 'sowt', littleEndian: true }],
    ['of two the first', { chunksBefore: [FILM, chan(new Uint8Array(12))] }],
    ['with rubbish after it', { chunksBefore: [chan(concat([FILM.body, new Uint8Array(5000).fill(1)]))] }],
  ])('is that of its CHAN chunk %s', async (_name, fixture) => {
    const info = await accepted({ samples: SIX, ...fixture })
    expect(info.metadata).toEqual({ speakers: ['L', 'C', 'R', 'Ls', 'Rs', 'LFE'] })
    expect(info.warnings).toEqual([])
    expect(speakersOf(info)).toEqual(['L', 'C', 'R', 'Ls', 'Rs', 'LFE'])
  })

  it.each<[string, FixtureChunk]>([
    ['unknown', chan(layoutBytes({ tag: 126 * 65_536 + 8 }))],
    ['empty', chan(new Uint8Array(0))],
    ['cut short', chan(FILM.body.subarray(0, 7))],
    ['that promises descriptions', chan(concat([big32(0), big32(0), big32(6)]))],
    ['that promises four thousand million', chan(concat([big32(0), big32(0), big32(0xffff_ffff)]))],
  ])('%s is a guess, and said to be', async (_name, chunk) => {
    const info = await accepted({ samples: SIX, chunksBefore: [chunk] })
    expect(info.metadata).toBeUndefined()
    expect(info.warnings).toEqual([GUESSED])
    expect(speakersOf(info)).toEqual(['L', 'R', 'C', 'LFE', 'Ls', 'Rs'])
  })

  it('is not asked for where there is none, nor of stereo', async () => {
    expect((await accepted({ samples: SIX })).warnings).toEqual([])
    const stereo = await accepted({ samples: STEREO, chunksBefore: [FILM] })
    expect([stereo.metadata, stereo.warnings]).toEqual([undefined, []])
  })
})
