import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { speakersOf } from '../../../domain/interpretation.ts'
import { speakerLetters } from '../../../domain/layout.ts'
import { memoryByteSource } from '../../../testing/memoryByteSource.ts'
import { allocationChunk, productionChunk } from '../../../testing/metadataFixture.ts'
import { probeFile } from '../../../testing/probeFile.ts'
import { noise } from '../../../testing/signals.ts'
import { type FixtureChunk, type WavFixture, wavFixture } from '../../../testing/wavFixture.ts'
import { CHANNEL_ALLOCATION_LIMIT, channelAllocation } from './channelAllocation.ts'

async function read(channels: number, fixture: Partial<WavFixture>) {
  const samples = Array.from({ length: channels }, (_, c) => noise(10, c + 1))
  const info = await probeFile(memoryByteSource('a.wav', wavFixture({ samples, ...fixture })))
  if (!info.ok) throw new Error(`refused: ${JSON.stringify(info.error)}`)
  return { ...info.value, order: speakerLetters(speakersOf(info.value)) }
}

/** iXML names of the tracks of a 5.1. */
const NAMES = productionChunk(
  `<BWFXML><TRACK_LIST>${['C', 'L', 'R', 'Ls', 'Rs', 'LFE'].map(
    (name, c) => `<TRACK><INTERLEAVE_INDEX>${c + 1}</INTERLEAVE_INDEX><NAME>${name}</NAME></TRACK>`,
  )}</TRACK_LIST></BWFXML>`,
)

const masked = (channels: number, mask: number) => read(channels, { extensible: { mask } })

describe('the channel mask of a WAVE file', () => {
  // What ffmpeg (AV_CH_LAYOUT_…), sox and libsndfile write, and Dubstage itself.
  it.each([
    [1, 0x4, 'M'],
    [1, 0x8, 'LFE'],
    [1, 0x200, 'Ls'],
    [2, 0x3, 'L R'],
    [3, 0x7, 'L R C'],
    [3, 0xb, 'L R LFE'],
    [4, 0x33, 'L R Ls Rs'],
    [4, 0x107, 'L R C Cs'],
    [5, 0x37, 'L R C Ls Rs'],
    [5, 0x607, 'L R C Ls Rs'],
    [6, 0x3f, 'L R C LFE Ls Rs'],
    [6, 0x60f, 'L R C LFE Ls Rs'],
    [7, 0x70f, 'L R C LFE Cs Ls Rs'],
    [8, 0x63f, 'L R C LFE Lrs Rrs Lss Rss'],
  ])('of %i channels, %i, is followed without a word', async (channels, mask, letters) => {
    const { order, metadata, warnings } = await masked(channels, mask)
    expect([order, metadata, warnings]).toEqual([letters, { channelMask: mask }, []])
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'of %i channels says nothing where it is 0 or absent',
    async (channels) => {
      expect((await masked(channels, 0)).warnings).toEqual([])
      expect((await read(channels, {})).warnings).toEqual([])
    },
  )

  it.each([
    [
      8,
      0xff,
      'Its channel mask, 0xFF, does not name 8 speakers that Dubstage knows: their order, L R C LFE Lss Rss Lrs Rrs, is a guess. Check it in Files.',
    ],
    [
      6,
      0x3,
      'Its channel mask, 0x3, does not name 6 speakers that Dubstage knows: their order, L R C LFE Ls Rs, is a guess. Check it in Files.',
    ],
    // SPEAKER_ALL of ksmedia.h: any order.
    [
      4,
      0x8000_0000,
      'Its channel mask, 0x80000000, does not name 4 speakers that Dubstage knows: their order, L R Ls Rs, is a guess. Check it in Files.',
    ],
    [
      2,
      0xc,
      'Its channel mask, 0xC, does not name left and right: that these are its channels is a guess. Check it in Files.',
    ],
    [
      1,
      0x40,
      'Its channel mask, 0x40, does not name one speaker that Dubstage knows: that it is mono is a guess. Check it in Files.',
    ],
  ])('of %i channels, %i, is not followed, which is said', async (channels, mask, warning) => {
    const { order, warnings } = await masked(channels, mask)
    expect(warnings).toEqual([warning])
    expect(order).toBe((await read(channels, {})).order)
  })

  it('is said nothing of where the names of the tracks tell the order', async () => {
    const { order, warnings } = await read(6, { extensible: { mask: 0x3 }, chunksAfter: [NAMES] })
    expect([order, warnings]).toEqual(['C L R Ls Rs LFE', []])
  })
})

describe('the chna chunk of a WAVE file', () => {
  /** The tracks in order, by the last digits of common definitions. */
  const direct = (...ids: readonly string[]) =>
    allocationChunk(ids.map((id, n) => [n + 1, `AT_0001${id.padStart(4, '0')}_01`]))
  const FILM = direct('1', '3', '2', '5', '6', '4')
  const FILM_ORDER = ['L', 'C', 'R', 'Ls', 'Rs', 'LFE']
  const guessOf = (said: string) =>
    `Its channels are read as they are, without ADM positions. Its chna chunk does not name ${said} is a guess. Check it in Files.`

  // ITU-R BS.2094: 5 and 6 are M±110, A and B M±090, 1C and 1D M±135, 9 is M+180.
  it.each([
    ['L C R Ls Rs LFE', ['1', '3', '2', '5', '6', '4']],
    ['LFE C L R Ls Rs', ['4', '3', '1', '2', 'a', 'B']],
    ['L R C LFE Ls Rs', ['1', '2', '3', '4', '1c', '1D']],
    ['L R C LFE Lrs Rrs Lss Rss', ['1', '2', '3', '4', '1c', '1d', 'a', 'b']],
    ['L R C LFE Lss Rss Lrs Rrs', ['1', '2', '3', '4', '5', '6', '1c', '1d']],
    ['L R C LFE Lrs Rrs Lss Rss', ['1', '2', '3', '4', '5', '6', 'a', 'b']],
    ['L C R Cs', ['1', '3', '2', '9']],
    ['L R', ['1', '2']],
    ['M', ['3']],
    ['LFE', ['4']],
  ])('names %s', async (letters, ids) => {
    const { order, warnings } = await read(ids.length, { chunksBetween: [direct(...ids)] })
    expect([order, warnings]).toEqual([letters, []])
  })

  it.each<[string, Partial<WavFixture>]>([
    ['after the sound', { chunksAfter: [FILM] }],
    ['in BW64', { chunksBetween: [FILM], wide: { id: 'BW64' } }],
    ['beside a mask of 0', { chunksBetween: [FILM], extensible: { mask: 0 } }],
    ['instead of a mask that is not followed', { chunksBetween: [FILM], extensible: { mask: 0x3 } }],
    ['before the names of the tracks', { chunksBetween: [FILM, NAMES] }],
    ['of two the first', { chunksBetween: [FILM, direct('3', '1', '2', '4', '5', '6')] }],
  ])('is followed %s', async (_name, fixture) => {
    const { metadata, order, warnings } = await read(6, fixture)
    expect([metadata?.speakers, order, warnings]).toEqual([FILM_ORDER, 'L C R Ls Rs LFE', []])
  })

  it('is followed in any order of its entries, with room for more, and by channel formats', async () => {
    const chunk = allocationChunk([
      [2, 'AC_00010003_00'],
      [0, '\0'.repeat(14)],
      [3, 'AC_00010002_00'],
      [1, 'ac_00010001_00'],
      [0, '\0'.repeat(14)],
    ])
    const { order, warnings } = await read(3, { chunksBetween: [chunk] })
    expect([order, warnings]).toEqual(['L C R', []])
  })

  it('is not asked for where the mask is followed', async () => {
    const objects = allocationChunk([1, 2, 3, 4, 5, 6].map((track) => [track, 'AT_00031001_01']))
    for (const chunk of [FILM, objects]) {
      const { metadata, order, warnings } = await read(6, {
        chunksBetween: [chunk],
        extensible: { mask: 0x3f },
      })
      expect([metadata, order, warnings]).toEqual([{ channelMask: 0x3f }, 'L R C LFE Ls Rs', []])
    }
  })

  const six = (reference: (n: number) => string, count?: number): FixtureChunk =>
    allocationChunk(
      [1, 2, 3, 4, 5, 6].map((track) => [track, reference(track)]),
      count,
    )
  const FIVE = [1, 2, 3, 4, 5].map((n): [number, string] => [n, `AT_0001000${n}_01`])
  const bytes = (length: number) => ({ ...FILM, body: FILM.body.subarray(0, length) })

  it.each<[string, FixtureChunk]>([
    ['objects', six((n) => `AT_0003100${n}_01`)],
    ['HOA', six((n) => `AT_0004000${n}_01`)],
    ['speakers that the file defines itself', six((n) => `AT_0001100${n}_01`)],
    ['speakers that Dubstage has not', direct('1', '2', '3', '4', '7', '8')],
    ['one speaker twice', direct('1', '2', '3', '4', '5', '5')],
    ['fewer channels', allocationChunk(FIVE)],
    ['one channel twice', allocationChunk([...FIVE, [5, 'AT_00010006_01']])],
    ['one channel more', allocationChunk([...FIVE, [6, 'AT_00010006_01'], [7, 'AT_00010009_01']])],
    ['a channel that is not there', allocationChunk([...FIVE, [7, 'AT_00010006_01']])],
    ['other formats of a track', six((n) => `AT_0001000${n}_02`)],
    ['rubbish', six(() => '\xff'.repeat(14))],
    ['more than it holds', six((n) => `AT_0001000${n}_01`, 0xffff)],
    ['more than it holds, which is nothing', bytes(4)],
    ['half an entry', bytes(4 + 5 * 40 + 20)],
  ])('of %s is not followed, which is said', async (_name, chunk) => {
    const { metadata, order, warnings } = await read(6, { chunksBetween: [chunk] })
    const said = '6 speakers that Dubstage knows: their order, L R C LFE Ls Rs,'
    expect([metadata, order, warnings]).toEqual([undefined, 'L R C LFE Ls Rs', [guessOf(said)]])
  })

  it.each([
    [1, '0007', 'one speaker that Dubstage knows: that it is mono'],
    [2, '1001', 'left and right: that these are its channels'],
  ])('of %i channels is not followed, which is said', async (channels, id, said) => {
    const chunk = direct(...Array.from({ length: channels }, () => id))
    expect((await read(channels, { chunksBetween: [chunk] })).warnings).toEqual([guessOf(said)])
  })

  it('is one warning beside a mask that is not followed either', async () => {
    const fixture = { chunksBetween: [six((n) => `AT_0003100${n}_01`)], extensible: { mask: 0x3 } }
    expect((await read(6, fixture)).warnings).toHaveLength(1)
  })

  it.each<[string, FixtureChunk]>([
    ['no entries', allocationChunk([])],
    ['entries of no tracks', allocationChunk([[0, '\0'.repeat(14)]])],
    ['entries beyond its count', allocationChunk(FIVE, 0)],
    ['nothing', { id: 'chna', body: new Uint8Array(0) }],
  ])('of %s says nothing', async (_name, chunk) => {
    const { metadata, warnings } = await read(6, { chunksBetween: [chunk] })
    expect([metadata, warnings]).toEqual([undefined, []])
  })

  it('of any bytes names a speaker for each channel, all different, or none', () => {
    const entry = fc.tuple(fc.nat(9), fc.constantFrom('AT_00010001_01', 'AT_00010002_01', 'AT_0001000A_01'))
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 9 }),
        fc.nat(12),
        fc.nat(400),
        fc.array(fc.tuple(fc.nat(399), fc.nat(255)), { maxLength: 4 }),
        fc.integer({ min: 1, max: 8 }),
        (entries, count, cut, changes, channels) => {
          const body = allocationChunk(entries, count).body.slice(0, cut)
          for (const [at, value] of changes) if (at < body.length) body[at] = value
          const { speakers } = channelAllocation(body, channels) ?? {}
          if (speakers) expect([speakers.length, new Set(speakers).size]).toEqual([channels, channels])
        },
      ),
    )
  })

  it('is not read beyond its limit', async () => {
    const long = allocationChunk(Array.from({ length: 65_535 }, (_, n) => [n + 1, 'AT_00010001_01']))
    expect((await read(6, { chunksBetween: [long] })).warnings).toHaveLength(1)
    expect(CHANNEL_ALLOCATION_LIMIT).toBeLessThan(65_536)
  })
})
