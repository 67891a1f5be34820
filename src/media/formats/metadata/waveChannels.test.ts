import { describe, expect, it } from 'vitest'
import { speakersOf } from '../../../domain/interpretation.ts'
import { speakerLetters } from '../../../domain/layout.ts'
import { memoryByteSource } from '../../../testing/memoryByteSource.ts'
import { productionChunk } from '../../../testing/metadataFixture.ts'
import { probeFile } from '../../../testing/probeFile.ts'
import { noise } from '../../../testing/signals.ts'
import { type WavFixture, wavFixture } from '../../../testing/wavFixture.ts'

async function read(channels: number, fixture: Partial<WavFixture>) {
  const samples = Array.from({ length: channels }, (_, c) => noise(10, c + 1))
  const info = await probeFile(memoryByteSource('a.wav', wavFixture({ samples, ...fixture })))
  if (!info.ok) throw new Error(`refused: ${JSON.stringify(info.error)}`)
  return { ...info.value, order: speakerLetters(speakersOf(info.value)) }
}

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
    const tracks = ['C', 'L', 'R', 'Ls', 'Rs', 'LFE'].map(
      (name, c) => `<TRACK><INTERLEAVE_INDEX>${c + 1}</INTERLEAVE_INDEX><NAME>${name}</NAME></TRACK>`,
    )
    const xml = productionChunk(`<BWFXML><TRACK_LIST>${tracks.join('')}</TRACK_LIST></BWFXML>`)
    const { order, warnings } = await read(6, { extensible: { mask: 0x3 }, chunksAfter: [xml] })
    expect([order, warnings]).toEqual(['C L R Ls Rs LFE', []])
  })
})
