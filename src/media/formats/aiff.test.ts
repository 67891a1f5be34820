import { describe, expect, it } from 'vitest'
import type { AppError } from '../../domain/errors.ts'
import type { MediaInfo, PcmEncoding } from '../../domain/media.ts'
import { type AiffFixture, aiffFixture, big32, extendedBytes } from '../../testing/aiffFixture.ts'
import { memoryByteSource } from '../../testing/memoryByteSource.ts'
import { probeFile } from '../../testing/probeFile.ts'
import { noise, sine } from '../../testing/signals.ts'
import {
  ascii,
  concat,
  encodePcm,
  type FixtureChunk,
  type FixtureEncoding,
} from '../../testing/wavFixture.ts'

const MONO = [sine(101, 1000)]
const STEREO = [noise(100, 1), noise(100, 2)]
const HELD = 600
const NAME: FixtureChunk = { id: 'NAME', body: ascii('Storm') }
const UNKNOWN: FixtureChunk = { id: 'xyzw', body: Uint8Array.of(1, 2, 3) }

const probe = (bytes: Uint8Array) => probeFile(memoryByteSource('a.aif', bytes))

async function accepted(fixture: AiffFixture): Promise<MediaInfo & { readonly data: Uint8Array }> {
  const bytes = aiffFixture(fixture)
  const info = await probe(bytes)
  if (!info.ok) throw new Error(`refused: ${JSON.stringify(info.error)}`)
  const { dataOffset, length, channels, encoding } = info.value.pcm
  const data = bytes.subarray(dataOffset, dataOffset + (length * channels * encoding.bits) / 8)
  return { ...info.value, data }
}

async function refused(fixture: AiffFixture): Promise<AppError> {
  const info = await probe(aiffFixture(fixture))
  if (info.ok) throw new Error(`accepted: ${JSON.stringify(info.value)}`)
  return info.error
}

const pcm = (kind: PcmEncoding['kind'], bits: PcmEncoding['bits'], endian: PcmEncoding['endian']) => ({
  kind,
  bits,
  endian,
})

describe('codings', () => {
  it.each<[string | undefined, FixtureEncoding, 'le' | 'be', PcmEncoding]>([
    [undefined, 's8', 'be', pcm('int', 8, 'be')],
    [undefined, 's16', 'be', pcm('int', 16, 'be')],
    [undefined, 's24', 'be', pcm('int', 24, 'be')],
    [undefined, 's32', 'be', pcm('int', 32, 'be')],
    ['NONE', 's24', 'be', pcm('int', 24, 'be')],
    ['twos', 's16', 'be', pcm('int', 16, 'be')],
    ['sowt', 's8', 'le', pcm('int', 8, 'le')],
    ['sowt', 's16', 'le', pcm('int', 16, 'le')],
    ['sowt', 's24', 'le', pcm('int', 24, 'le')],
    ['sowt', 's32', 'le', pcm('int', 32, 'le')],
    ['raw ', 'u8', 'be', pcm('uint', 8, 'be')],
    ['in24', 's24', 'be', pcm('int', 24, 'be')],
    ['in32', 's32', 'be', pcm('int', 32, 'be')],
    ['42ni', 's24', 'le', pcm('int', 24, 'le')],
    ['42n1', 's24', 'le', pcm('int', 24, 'le')],
    ['23ni', 's32', 'le', pcm('int', 32, 'le')],
    ['fl32', 'f32', 'be', pcm('float', 32, 'be')],
    ['FL32', 'f32', 'be', pcm('float', 32, 'be')],
    ['fl64', 'f64', 'be', pcm('float', 64, 'be')],
    ['FL64', 'f64', 'be', pcm('float', 64, 'be')],
  ])('%s of %s, %s', async (coding, encoding, endian, expected) => {
    const littleEndian = endian === 'le'
    for (const samples of [MONO, STEREO]) {
      const info = await accepted({ samples, encoding, littleEndian, ...(coding && { coding }) })
      expect(info.format).toBe(coding ? 'aifc' : 'aiff')
      expect(info.pcm).toMatchObject({ encoding: expected, channels: samples.length })
      expect(info.data).toEqual(encodePcm(samples, encoding, littleEndian))
      expect(info.warnings).toEqual([])
    }
  })

  it.each([
    ['fl32', 'f32', 16],
    ['in24', 's24', 16],
    ['FL64', 'f64', 0],
  ] as const)('%s is as wide as its name says, whatever the header adds', async (coding, encoding, bits) => {
    const info = await accepted({ samples: STEREO, encoding, coding, common: { bits } })
    expect(info.data).toEqual(encodePcm(STEREO, encoding, false))
  })

  it.each([
    [12, 's16', 16],
    [20, 's24', 24],
    [1, 's8', 8],
    [25, 's32', 32],
  ] as const)('%d bits at the top of %s', async (bits, encoding, container) => {
    const info = await accepted({ samples: STEREO, encoding, common: { bits } })
    expect(info.pcm).toMatchObject({ length: 100, encoding: { bits: container } })
    expect(info.warnings).toEqual([
      `It holds ${bits}-bit audio in ${container}-bit samples; all ${container} bits are read.`,
    ])
  })

  it.each([
    ['ulaw', 'µ-law audio'],
    ['ALAW', 'A-law audio'],
    ['ima4', 'IMA ADPCM audio'],
    ['MAC3', 'MACE 3:1 audio'],
    ['zzzz', 'audio of the coding “zzzz”'],
    ['<b>x', 'audio of an unknown coding'],
    ['\0\0\0\0', 'audio of an unknown coding'],
  ])('%j is refused by name', async (coding, encoding) => {
    expect(await refused({ samples: STEREO, coding })).toEqual({
      code: 'format/encoding',
      file: 'a.aif',
      encoding,
    })
  })

  it.each([
    [{ common: { bits: 33 } }, '33-bit PCM'],
    [{ common: { bits: 0 } }, '0-bit PCM'],
    [{ coding: 'sowt', common: { bits: 64 } }, '64-bit PCM'],
    [{ coding: 'raw ', common: { bits: 16 } }, '16-bit PCM'],
  ] as const)('%j is refused as %s', async (fixture, encoding) => {
    expect(await refused({ samples: STEREO, ...fixture })).toMatchObject({
      code: 'format/encoding',
      encoding,
    })
  })
})

describe('chunks in any order and company', () => {
  it.each<[string, Omit<AiffFixture, 'samples'>]>([
    ['SSND before COMM', { soundBeforeCommon: true }],
    ['an offset before the first sample', { soundOffset: 500, blockSize: 512 }],
    ['unknown and odd chunks around', { chunksBefore: [UNKNOWN, NAME], chunksAfter: [UNKNOWN, NAME] }],
    ['an odd chunk without its pad byte', { chunksBefore: [{ ...NAME, unpadded: true }] }],
    ['a long chunk before', { chunksBefore: [{ id: 'APPL', body: new Uint8Array(300_000) }] }],
    ['a long AIFF-C with SSND first', { coding: 'NONE', soundBeforeCommon: true, chunksAfter: [NAME] }],
    ['a COMM with more than is known', { common: { bytes: 40 } }],
    ['an AIFF-C without the name of its coding', { coding: 'NONE', common: { bytes: 22 } }],
  ])('%s', async (_name, fixture) => {
    const info = await accepted({ ...fixture, samples: STEREO })
    expect(info.data).toEqual(encodePcm(STEREO, 's24', false))
    expect(info.warnings).toEqual([])
  })

  it('odd audio with its pad byte', async () => {
    const info = await accepted({ samples: MONO, chunksAfter: [NAME] })
    expect(info.data).toEqual(encodePcm(MONO, 's24', false))
    expect(info.warnings).toEqual([])
    expect(info.metadata).toEqual({ tags: { title: 'Storm' } })
  })
})

describe('sizes', () => {
  const cut = 'The recording was not finalised, or not copied whole: its header says'

  it.each([
    [{ soundSize: 0 }, '0 bytes of audio'],
    [{ soundSize: 8 }, '0 bytes of audio'],
    [{ soundSize: 0xffff_ffff }, '4294967295 bytes of audio'],
    [{ soundSize: HELD + 8 + 2 }, '602 bytes of audio'],
    [{ formSize: 0 }, '0 bytes in all'],
    [{ formSize: 0xffff_ffff }, '4294967295 bytes in all'],
  ])('%j is read as far as the file goes', async (fixture, says) => {
    const info = await accepted({ ...fixture, samples: STEREO })
    expect(info.data).toEqual(encodePcm(STEREO, 's24', false))
    expect(info.warnings).toHaveLength(1)
    expect(info.warnings[0]).toContain(`${cut} ${says}`)
  })

  it('a recording of which nothing was filled in', async () => {
    const info = await accepted({ samples: STEREO, formSize: 0, soundSize: 0, common: { frames: 0 } })
    expect(info.data).toEqual(encodePcm(STEREO, 's24', false))
    expect(info.warnings).toHaveLength(1)
  })

  it.each([
    [0, 100],
    [0xffff_ffff, 100],
    [101, 100],
    [99, 99],
    [1, 1],
  ])('a count of %d samples where there are 100: %d are read', async (frames, length) => {
    const info = await accepted({ samples: STEREO, common: { frames } })
    expect(info.pcm.length).toBe(length)
    expect(info.warnings).toEqual([
      `Its header says ${frames} samples, its audio has 100: ${length} are read.`,
    ])
  })

  it('a pad byte that is counted as audio is none', async () => {
    const data = concat([encodePcm(MONO, 's24', false), new Uint8Array(1)])
    const info = await accepted({ samples: MONO, data })
    expect(info.data).toEqual(encodePcm(MONO, 's24', false))
    expect(info.warnings).toEqual([])
  })

  it('padding after the last sample of a blocked file is none', async () => {
    const data = concat([encodePcm(STEREO, 's24', false), new Uint8Array(424)])
    const info = await accepted({ samples: STEREO, data, blockSize: 512 })
    expect(info.data).toEqual(encodePcm(STEREO, 's24', false))
    expect(info.warnings).toEqual([])
  })

  it.each<[string, AiffFixture]>([
    ['0 samples', { samples: [new Float64Array(0)] }],
    ['0 samples and no SSND', { samples: [new Float64Array(0)], omit: 'SSND' }],
    ['a SSND of 3 bytes', { samples: STEREO, data: new Uint8Array(0), common: { frames: 0 }, soundSize: 3 }],
  ])('no audio: %s', async (_name, fixture) => {
    expect(await refused(fixture)).toEqual({ code: 'audio/empty', file: 'a.aif' })
  })
})

describe('rates', () => {
  it.each([8000, 44_100, 47_952, 96_000, 192_000])('%d Hz', async (sampleRate) => {
    expect((await accepted({ samples: STEREO, sampleRate })).sampleRate).toBe(sampleRate)
  })

  it.each([1, 7999, 192_001, 768_000])('%d Hz is refused', async (sampleRate) => {
    const error = await refused({ samples: STEREO, sampleRate })
    expect(error).toMatchObject({ code: 'audio/rate', sampleRate })
  })

  it('a fraction, to a thousandth', async () => {
    // 47 952.047952… Hz, as an extended number: the exponent of 2¹⁵, and the number × 2⁴⁸.
    const rate = Uint8Array.of(0x40, 0x0e, 0xbb, 0x50, 0x0c, 0x46, 0, 0, 0, 0)
    expect(await refused({ samples: STEREO, common: { rate } })).toMatchObject({ sampleRate: 47_952.048 })
  })

  it.each([
    ['zero', new Uint8Array(10)],
    ['infinity', Uint8Array.of(0x7f, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0)],
    ['not a number', Uint8Array.of(0x7f, 0xff, 0xc0, 0, 0, 0, 0, 0, 0, 0)],
    ['less than nothing', extendedBytes(48_000).map((byte, i) => (i === 0 ? byte | 0x80 : byte))],
    ['half a hertz', Uint8Array.of(0x3f, 0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0)],
    ['beyond all measure', Uint8Array.of(0x7f, 0xfe, 0xff, 0xff, 0, 0, 0, 0, 0, 0)],
  ])('%s is no rate', async (_name, rate) => {
    expect(await refused({ samples: STEREO, common: { rate } })).toEqual({
      code: 'format/malformed',
      file: 'a.aif',
      format: 'AIFF',
      detail: 'its header gives no sample rate',
    })
  })
})

describe('what cannot be read', () => {
  it.each<[string, Partial<AiffFixture>, string]>([
    ['no COMM', { omit: 'COMM' }, 'it has no COMM chunk'],
    ['no SSND', { omit: 'SSND' }, 'it has no SSND chunk'],
    [
      'a chunk longer than the file',
      { chunksBefore: [{ ...UNKNOWN, size: 0x7fff_ffff }] },
      'it has no COMM and no SSND chunk: its xyzw chunk runs past the end of the file',
    ],
    ['0 channels', { common: { channels: 0 } }, 'its header says 0 channels'],
    ['a short COMM', { common: { bytes: 16 } }, 'its COMM chunk has 16 bytes, fewer than the 18 of any'],
    [
      'an AIFF-C with the COMM of an AIFF',
      { coding: 'NONE', common: { bytes: 18 } },
      'its COMM chunk has 18 bytes, fewer than the 22 of any',
    ],
    [
      'audio that begins past the end',
      { statedOffset: 0xffff_0000 },
      'its audio is said to begin past the end of the file',
    ],
  ])('%s', async (_name, fixture, detail) => {
    const format = fixture.coding ? 'AIFF-C' : 'AIFF'
    expect(await refused({ samples: STEREO, ...fixture })).toEqual({
      code: 'format/malformed',
      file: 'a.aif',
      format,
      detail,
    })
  })

  it('more channels than are taken', async () => {
    const nine = Array.from({ length: 9 }, () => MONO[0] ?? sine(101, 1000))
    expect(await refused({ samples: nine })).toEqual({
      code: 'audio/channels',
      file: 'a.aif',
      channels: 9,
    })
  })

  it('other forms, and forms that end in their header, are left to others', async () => {
    for (const bytes of [concat([ascii('FORM'), big32(4), ascii('8SVX')]), ascii('FORM\0\0\0')]) {
      expect(await probe(bytes)).toMatchObject({ ok: false, error: { code: 'format/unknown' } })
    }
  })
})
