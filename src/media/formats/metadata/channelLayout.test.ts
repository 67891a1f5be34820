import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { speakerLetters } from '../../../domain/layout.ts'
import { layoutBytes } from '../../../testing/channelLayoutFixture.ts'
import { channelLayout } from './channelLayout.ts'

const letters = (bytes: Uint8Array, channels: number): string | undefined => {
  const { speakers } = channelLayout(bytes, channels)
  return speakers && speakerLetters(speakers)
}

describe('a Core Audio channel layout', () => {
  // CoreAudioBaseTypes.h, AudioChannelLayoutTag; the low half of a tag is its number of channels.
  it.each([
    ['Quadraphonic', 108, 4, 'L R Ls Rs'],
    ['MPEG 3.0 A', 113, 3, 'L R C'],
    ['MPEG 3.0 B', 114, 3, 'C L R'],
    ['MPEG 4.0 A', 115, 4, 'L R C Cs'],
    ['MPEG 5.0 A', 117, 5, 'L R C Ls Rs'],
    ['MPEG 5.0 B', 118, 5, 'L R Ls Rs C'],
    ['MPEG 5.0 C', 119, 5, 'L C R Ls Rs'],
    ['MPEG 5.0 D', 120, 5, 'C L R Ls Rs'],
    ['MPEG 5.1 A', 121, 6, 'L R C LFE Ls Rs'],
    ['MPEG 5.1 B', 122, 6, 'L R Ls Rs C LFE'],
    ['MPEG 5.1 C', 123, 6, 'L C R Ls Rs LFE'],
    ['MPEG 5.1 D', 124, 6, 'C L R Ls Rs LFE'],
    ['MPEG 6.1 A', 125, 7, 'L R C LFE Ls Rs Cs'],
    ['MPEG 7.1 C', 128, 8, 'L R C LFE Lss Rss Lrs Rrs'],
    ['AC-3 3/1', 151, 4, 'L C R Cs'],
    ['E-AC-3 7.1 A', 160, 8, 'L C R Lss Rss LFE Lrs Rrs'],
    ['E-AC-3 7.1 C', 162, 8, 'L C R Lrs Rrs LFE Lss Rss'],
    ['WAVE 5.1 B', 187, 6, 'L R C LFE Ls Rs'],
    ['WAVE 6.1', 188, 7, 'L R C LFE Cs Ls Rs'],
    ['WAVE 7.1', 189, 8, 'L R C LFE Lrs Rrs Lss Rss'],
  ])('of the tag %s is its order', (_name, id, channels, order) => {
    const bytes = layoutBytes({ tag: id * 65_536 + channels })
    expect(letters(bytes, channels)).toBe(order)
    expect(channelLayout(bytes, channels).warnings).toEqual([])
  })

  // AudioChannelLabel; 5 and 6 are the pair of a 5.1, 10 and 11 beside them, 33 and 34 behind them.
  it.each([
    [[1, 3, 2, 5, 6, 4], 'L C R Ls Rs LFE'],
    [[4, 3, 1, 2, 10, 11], 'LFE C L R Ls Rs'],
    [[1, 2, 3, 4, 33, 34], 'L R C LFE Ls Rs'],
    [[1, 3, 2, 5, 6, 33, 34, 4], 'L C R Lss Rss Lrs Rrs LFE'],
    [[1, 3, 2, 10, 11, 33, 34, 4], 'L C R Lss Rss Lrs Rrs LFE'],
    [[1, 3, 2, 10, 11, 5, 6, 4], 'L C R Lss Rss Lrs Rrs LFE'],
    [[1, 3, 2, 9], 'L C R Cs'],
  ])('of the descriptions %j is theirs', (labels, order) => {
    expect(letters(layoutBytes({ tag: 0, labels }), labels.length)).toBe(order)
  })

  it.each([
    [6, 0x3f, 'L R C LFE Ls Rs'],
    [6, 0x60f, 'L R C LFE Ls Rs'],
    [4, 0x107, 'L R C Cs'],
    [8, 0x63f, 'L R C LFE Lrs Rrs Lss Rss'],
  ])('of a bitmap, for %i channels: %i', (channels, bitmap, order) => {
    expect(letters(layoutBytes({ tag: 0x1_0000, bitmap }), channels)).toBe(order)
  })

  it.each([
    ['a tag with speakers left and right of the centre', 8, layoutBytes({ tag: 126 * 65_536 + 8 })],
    ['a tag of other channels', 6, layoutBytes({ tag: 117 * 65_536 + 5 })],
    ['a tag that lies about its channels', 6, layoutBytes({ tag: 117 * 65_536 + 6 })],
    ['a tag without an order', 6, layoutBytes({ tag: 147 * 65_536 + 6 })],
    ['an unknown tag', 6, layoutBytes({ tag: 0xffff_0000 })],
    ['fewer descriptions than channels', 6, layoutBytes({ tag: 0, labels: [1, 2, 3, 4, 5] })],
    ['more descriptions than channels', 3, layoutBytes({ tag: 0, labels: [1, 2, 3, 4] })],
    ['the same label twice', 3, layoutBytes({ tag: 0, labels: [1, 2, 2] })],
    ['labels that mean nothing here', 3, layoutBytes({ tag: 0, labels: [1, 2, 0x1_0000] })],
    ['three pairs of surrounds', 6, layoutBytes({ tag: 0, labels: [5, 6, 10, 11, 33, 34] })],
    ['a bitmap of fewer speakers', 6, layoutBytes({ tag: 0x1_0000, bitmap: 0x37 })],
    ['a bitmap of other speakers', 6, layoutBytes({ tag: 0x1_0000, bitmap: 0xcf })],
    ['nothing', 6, new Uint8Array(0)],
    ['eleven bytes', 6, layoutBytes({ tag: 121 * 65_536 + 6 }).subarray(0, 11)],
    ['a count without descriptions', 3, layoutBytes({ tag: 0, labels: [1, 2, 3] }).subarray(0, 71)],
  ])('of %s is none, which is said', (_name, channels, bytes) => {
    const { speakers, warnings } = channelLayout(bytes, channels)
    expect(speakers).toBeUndefined()
    expect(warnings).toEqual([
      expect.stringMatching(/^Its channel layout .* is a guess\. Check it in Files\.$/),
    ])
  })

  it('says which order is guessed', () => {
    expect(channelLayout(new Uint8Array(12), 6).warnings).toEqual([
      'Its channel layout does not name 6 speakers that Dubstage knows: their order, L R C LFE Ls Rs, is a guess. Check it in Files.',
    ])
  })

  it('of mono and stereo is not asked for', () => {
    for (const channels of [1, 2]) {
      expect(channelLayout(layoutBytes({ tag: 104 * 65_536 + 2 }), channels)).toEqual({ warnings: [] })
    }
  })

  it('of any bytes has a speaker for each channel, all different, or none', () => {
    const field = fc.oneof(fc.nat(0xffff_ffff), fc.nat(40), fc.constantFrom(0x1_0000, 0x79_0006))
    fc.assert(
      fc.property(
        fc.array(field, { maxLength: 60 }),
        fc.nat(240),
        fc.integer({ min: 1, max: 70_000 }),
        (fields, cut, channels) => {
          const view = new DataView(new ArrayBuffer(4 * fields.length))
          fields.forEach((value, i) => {
            view.setUint32(4 * i, value)
          })
          const { speakers } = channelLayout(new Uint8Array(view.buffer).subarray(0, cut), channels)
          if (speakers) expect([speakers.length, new Set(speakers).size]).toEqual([channels, channels])
        },
      ),
    )
  })
})
