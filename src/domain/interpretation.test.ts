import { describe, expect, it } from 'vitest'
import { speakersOf } from './interpretation.ts'
import { interpretationsOf, layoutLabel, speakerLetters } from './layout.ts'
import type { MediaMetadata } from './mediaMetadata.ts'
import { samples } from './units.ts'

const file = (channels: number, metadata: MediaMetadata = {}) =>
  speakerLetters(
    speakersOf({
      pcm: {
        encoding: { kind: 'int', bits: 24, endian: 'le' },
        channels,
        dataOffset: 44,
        length: samples(1),
      },
      metadata,
    }),
  )
const names = (...list: string[]): MediaMetadata => ({
  production: { tracks: list.map((name, index) => ({ interleave: index + 1, name })) },
})

describe('the channels of a file are', () => {
  it.each([
    [1, 'M'],
    [2, 'L R'],
    [3, 'L R C'],
    [4, 'L R Ls Rs'],
    [5, 'L R C Ls Rs'],
    [6, 'L R C LFE Ls Rs'],
    [7, 'L R C Lss Rss Lrs Rrs'],
    [8, 'L R C LFE Lss Rss Lrs Rrs'],
  ])('of %i: %s, unless it says otherwise', (channels, letters) => {
    expect(file(channels)).toBe(letters)
  })

  // dwChannelMask bits of ksmedia.h: 3Fh is 5.1 with back surrounds, 60Fh with side, 63Fh 7.1, 107h LCRS.
  it.each([
    [6, 0x3f, 'L R C LFE Ls Rs'],
    [6, 0x60f, 'L R C LFE Ls Rs'],
    [8, 0x63f, 'L R C LFE Lrs Rrs Lss Rss'],
    [4, 0x107, 'L R C Cs'],
    [7, 0x70f, 'L R C LFE Cs Ls Rs'],
    [3, 0x7, 'L R C'],
    [6, 0xffff, 'L R C LFE Lrs Rrs'],
    // Front left and right of centre are no speakers of a film's layouts.
    [6, 0xcf, 'L R C LFE Ls Rs'],
    [6, 0x3, 'L R C LFE Ls Rs'],
    [2, 0x3, 'L R'],
    [2, 0xc, 'L R'],
    [1, 0x4, 'M'],
    [1, 0x1, 'M'],
    [1, 0x2, 'R'],
    [1, 0x8, 'LFE'],
    [1, 0x10, 'Ls'],
    [1, 0x20, 'Rs'],
    [1, 0x100, 'Cs'],
    [1, 0x200, 'Ls'],
    [1, 0x400, 'Rs'],
    [1, 0x40, 'M'],
    // Of two speakers, one channel is no certain one.
    [1, 0x3, 'M'],
  ])('of %i with mask %i: %s', (channels, channelMask, letters) => {
    expect(file(channels, { channelMask })).toBe(letters)
  })

  it('those of its channel layout, in its order, before mask and names', () => {
    const film = ['L', 'C', 'R', 'Ls', 'Rs', 'LFE'] as const
    expect(file(6, { speakers: film })).toBe('L C R Ls Rs LFE')
    expect(file(6, { speakers: film, channelMask: 0x3f })).toBe('L C R Ls Rs LFE')
    expect(file(6, { ...names('C', 'L', 'R', 'Ls', 'Rs', 'Lfe'), speakers: film })).toBe('L C R Ls Rs LFE')
    expect(file(2, { speakers: ['C', 'LFE'] })).toBe('L R')
  })

  it('as of so many where its layout is of other channels, or says one twice', () => {
    expect(file(6, { speakers: ['L', 'C', 'R'] })).toBe('L R C LFE Ls Rs')
    expect(file(3, { speakers: ['C', 'C', 'R'] })).toBe('L R C')
    expect(file(1, { speakers: ['C'] })).toBe('M')
  })

  it('those that iXML names, when it names all', () => {
    expect(file(6, names('L', 'C', 'R', 'Ls', 'Rs', 'Lfe'))).toBe('L C R Ls Rs LFE')
    expect(file(6, names('Boom', 'Lav 1', 'Lav 2', 'L', 'R', 'C'))).toBe('L R C LFE Ls Rs')
    expect(file(6, names('L', 'L', 'R', 'Ls', 'Rs', 'LFE'))).toBe('L R C LFE Ls Rs')
  })
})

describe('layouts', () => {
  it('of each width have as many letters, all different', () => {
    for (let channels = 1; channels <= 8; channels++) {
      for (const { speakers } of interpretationsOf(channels)) {
        expect(new Set(speakers).size).toBe(channels)
      }
    }
  })

  it('are named by their speakers in any order', () => {
    expect(layoutLabel(['L', 'C', 'R', 'LFE', 'Ls', 'Rs'])).toBe('5.1')
    expect(layoutLabel(['L', 'R', 'C', 'LFE', 'Ls', null])).toBe('6 ch')
    expect(speakerLetters(['L', null])).toBe('L –')
  })
})
