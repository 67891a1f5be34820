import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { speakersOf } from '../../domain/interpretation.ts'
import { speakerLetters } from '../../domain/layout.ts'
import { mediaMetadata } from '../../domain/mediaMetadataSchema.ts'
import { samples } from '../../domain/units.ts'
import { layoutBytes } from '../../testing/channelLayoutFixture.ts'
import { box, chanBox, flacFixture, movieFixture, soundTrack } from '../../testing/containerFixture.ts'
import { memoryByteSource } from '../../testing/memoryByteSource.ts'
import { isInPlace, probeHeaders } from '../probe.ts'
import type { ContainerFacts } from './probeContainer.ts'

async function accepted(bytes: Uint8Array): Promise<ContainerFacts> {
  const found = await probeHeaders(memoryByteSource('a', bytes), async () => true)
  if (!found.ok) throw new Error(`refused: ${JSON.stringify(found.error)}`)
  if (isInPlace(found.value)) throw new Error('a container is never read in place')
  const { metadata = {} } = found.value
  expect(mediaMetadata.safeParse(metadata)).toEqual({ success: true, data: metadata })
  return found.value
}

const order = ({ channels, metadata }: ContainerFacts): string => {
  const encoding = { kind: 'float', bits: 32, endian: 'le' } as const
  const pcm = { encoding, channels, dataOffset: 0, length: samples(1) }
  return speakerLetters(speakersOf({ pcm, ...(metadata && { metadata }) }))
}

const FILM = layoutBytes({ tag: 123 * 65_536 + 6 })
const GUESSED =
  'Its channel layout does not name 6 speakers that Dubstage knows: their order, L R C LFE Ls Rs, is a guess. Check it in Files.'

describe('the channels of PCM in a movie are those of its chan box', () => {
  it.each([0, 1, 2] as const)('in a sample entry of version %d', async (version) => {
    const facts = await accepted(movieFixture({ channels: 6, version, boxes: [chanBox(FILM)] }))
    expect(order(facts)).toBe('L C R Ls Rs LFE')
    expect(facts.warnings).toEqual([])
    expect(facts.format).toBe('mov')
  })

  it('of MP4, behind another box, and in the wave box of QuickTime', async () => {
    const behind = movieFixture({ channels: 6, boxes: [box('free', FILM), chanBox(FILM)], brand: 'isom' })
    expect(order(await accepted(behind))).toBe('L C R Ls Rs LFE')
    const inside = movieFixture({ channels: 6, version: 1, boxes: [box('wave', chanBox(FILM))] })
    expect(order(await accepted(inside))).toBe('L C R Ls Rs LFE')
  })

  it('by descriptions', async () => {
    const layout = layoutBytes({ tag: 0, labels: [3, 1, 2, 4, 5, 6] })
    expect(order(await accepted(movieFixture({ channels: 6, boxes: [chanBox(layout)] })))).toBe(
      'C L R LFE Ls Rs',
    )
  })

  it('of the track that is read, the first', async () => {
    const first = soundTrack({ channels: 6, id: 7, boxes: [chanBox(FILM)] })
    const second = chanBox(layoutBytes({ tag: 124 * 65_536 + 6 }))
    const facts = await accepted(movieFixture({ channels: 6, id: 3, before: [first], boxes: [second] }))
    expect(order(facts)).toBe('L C R Ls Rs LFE')
  })

  it.each([
    ['of other channels', layoutBytes({ tag: 117 * 65_536 + 5 })],
    ['without an order', layoutBytes({ tag: 147 * 65_536 + 6 })],
    ['cut short', FILM.subarray(0, 5)],
    ['that holds nothing', new Uint8Array(0)],
  ])('or a guess, and said to be: a box %s', async (_name, layout) => {
    const facts = await accepted(movieFixture({ channels: 6, boxes: [chanBox(layout)] }))
    expect(order(facts)).toBe('L R C LFE Ls Rs')
    expect(facts.warnings).toEqual([GUESSED])
  })

  it('or as of so many, without one, and of stereo', async () => {
    const without = await accepted(movieFixture({ channels: 6 }))
    expect([order(without), without.metadata, without.warnings]).toEqual(['L R C LFE Ls Rs', undefined, []])
    const stereo = await accepted(movieFixture({ channels: 2, boxes: [chanBox(FILM)] }))
    expect([order(stereo), stereo.metadata, stereo.warnings]).toEqual(['L R', undefined, []])
  })

  it('damaged at random, is read or refused', async () => {
    const base = movieFixture({
      channels: 6,
      boxes: [chanBox(layoutBytes({ tag: 0, labels: [3, 1, 2, 4, 5, 6] }))],
    })
    const place = fc.nat(700).map((n) => base.length - 1 - n)
    const changes = fc.array(fc.tuple(place, fc.oneof(fc.constantFrom(0, 1, 0x7f, 0xff), fc.nat(255))), {
      maxLength: 6,
    })
    await fc.assert(
      fc.asyncProperty(changes, fc.option(place), async (bytes, cut) => {
        const damaged = base.slice(0, cut ?? base.length)
        for (const [at, value] of bytes) damaged[at] = value
        const found = await probeHeaders(memoryByteSource('a', damaged), async () => true)
        if (!found.ok) expect(found.error).toMatchObject({ file: 'a' })
        const { metadata = {} } = found.ok ? found.value : {}
        expect(mediaMetadata.safeParse(metadata)).toEqual({ success: true, data: metadata })
      }),
      { numRuns: 200 },
    )
  })
})

describe('the channels of FLAC', () => {
  // RFC 9639 § 9.1.3, table 17.
  it.each([
    [1, 'M'],
    [2, 'L R'],
    [3, 'L R C'],
    [4, 'L R Ls Rs'],
    [5, 'L R C Ls Rs'],
    [6, 'L R C LFE Ls Rs'],
    [7, 'L R C LFE Cs Ls Rs'],
    [8, 'L R C LFE Lrs Rrs Lss Rss'],
  ])('of %i are %s', async (channels, letters) => {
    const facts = await accepted(flacFixture(channels))
    expect(facts).toMatchObject({ format: 'flac', channels, warnings: [] })
    expect(order(facts)).toBe(letters)
  })

  // RFC 9639 § 8.6.2.
  it.each([
    [4, '0x107', 'L R C Cs'],
    [3, '0X103', 'L R Cs'],
    [7, '0x637', 'L R C Lrs Rrs Lss Rss'],
    [7, '0x0', 'L R C LFE Cs Ls Rs'],
    [7, '0x3f', 'L R C LFE Cs Ls Rs'],
    [4, '263', 'L R Ls Rs'],
    [4, '0xfffffffffff', 'L R Ls Rs'],
  ])('of %i with the mask %s are %s', async (channels, mask, letters) => {
    const facts = await accepted(flacFixture(channels, [`waveformatextensible_channel_mask=${mask}`]))
    expect(order(facts)).toBe(letters)
  })

  it.each([
    ['0x1', 'M'],
    ['0x4', 'M'],
    ['0x8', 'LFE'],
    ['0x200', 'Ls'],
    ['0x3', 'M'],
  ])('of one with the mask %s is %s', async (mask, letters) => {
    const facts = await accepted(flacFixture(1, [`waveformatextensible_channel_mask=${mask}`]))
    expect([order(facts), facts.warnings]).toEqual([letters, []])
  })

  it.each([
    [
      8,
      '0xff',
      'Its channel mask, 0xFF, does not name 8 speakers that Dubstage knows: their order, L R C LFE Lss Rss Lrs Rrs, is a guess. Check it in Files.',
    ],
    [
      2,
      '0xc',
      'Its channel mask, 0xC, does not name left and right: that these are its channels is a guess. Check it in Files.',
    ],
  ])('of %i with the mask %s are a guess, and said to be', async (channels, mask, warning) => {
    const facts = await accepted(flacFixture(channels, [`waveformatextensible_channel_mask=${mask}`]))
    expect(facts.warnings).toEqual([warning])
  })
})
