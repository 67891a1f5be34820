import { describe, expect, it } from 'vitest'
import type { AppError } from '../../domain/errors.ts'
import type { MediaInfo } from '../../domain/media.ts'
import { bytesRead, memoryByteSource } from '../../testing/memoryByteSource.ts'
import { probeFile } from '../../testing/probeFile.ts'
import { noise, sine } from '../../testing/signals.ts'
import { sparseSource } from '../../testing/sparseSource.ts'
import {
  ascii,
  encodePcm,
  type FixtureChunk,
  pcmSubFormat,
  type WavFixture,
  wavFixture,
} from '../../testing/wavFixture.ts'

const MONO = [sine(101, 1000)]
const STEREO = [noise(100, 1), noise(100, 2)]
const LIST: FixtureChunk = { id: 'LIST', body: ascii('INFOISFT\x06\0\0\0Stage\0') }
const ODD: FixtureChunk = { id: 'iXML', body: ascii('<BWFXML/>') }
const UNKNOWN: FixtureChunk = { id: 'xyzw', body: Uint8Array.of(1, 2, 3, 4) }
const HEADER_ONLY = 44

const probe = (bytes: Uint8Array) => probeFile(memoryByteSource('a.wav', bytes))

async function accepted(fixture: WavFixture): Promise<MediaInfo & { readonly data: Uint8Array }> {
  const bytes = wavFixture(fixture)
  const info = await probe(bytes)
  if (!info.ok) throw new Error(`refused: ${JSON.stringify(info.error)}`)
  const { dataOffset, length, channels, encoding } = info.value.pcm
  const data = bytes.subarray(dataOffset, dataOffset + (length * channels * encoding.bits) / 8)
  return { ...info.value, data }
}

async function refused(bytes: Uint8Array): Promise<AppError> {
  const info = await probe(bytes)
  if (info.ok) throw new Error(`accepted: ${JSON.stringify(info.value)}`)
  return info.error
}

const malformed = (detail: string): AppError => ({
  code: 'format/malformed',
  file: 'a.wav',
  format: 'WAV',
  detail,
})

describe('chunks in any order and company', () => {
  it.each<[string, Omit<WavFixture, 'samples'>]>([
    ['unknown chunks before', { chunksBefore: [UNKNOWN, LIST] }],
    ['unknown chunks between fmt and data', { chunksBetween: [UNKNOWN, LIST] }],
    ['unknown chunks after', { chunksAfter: [UNKNOWN, LIST] }],
    ['fmt after data', { fmtAfterData: true }],
    ['fmt after data, and others between', { fmtAfterData: true, chunksBetween: [LIST, ODD] }],
    ['an odd chunk with its pad byte', { chunksBefore: [ODD], chunksAfter: [ODD] }],
    ['an odd chunk without its pad byte, before fmt', { chunksBefore: [{ ...ODD, unpadded: true }] }],
    ['an odd chunk without its pad byte, before data', { chunksBetween: [{ ...ODD, unpadded: true }] }],
    [
      'an odd chunk without its pad byte, before another',
      { chunksBetween: [{ ...ODD, unpadded: true }, UNKNOWN] },
    ],
    ['an odd chunk without its pad byte, at the end', { chunksAfter: [{ ...ODD, unpadded: true }] }],
    ['an empty chunk', { chunksBefore: [{ id: 'JUNK', body: new Uint8Array(0) }] }],
    ['a long chunk before', { chunksBefore: [{ id: 'JUNK', body: new Uint8Array(300_000) }] }],
  ])('%s', async (_name, fixture) => {
    const info = await accepted({ ...fixture, samples: STEREO })
    expect(info.data).toEqual(encodePcm(STEREO, 's24'))
    expect(info.warnings).toEqual([])
  })

  it('odd audio: padded, unpadded before another chunk, unpadded at the end', async () => {
    const bytes = encodePcm(MONO, 's24')
    expect(bytes.length % 2).toBe(1)
    for (const fixture of [
      { chunksAfter: [LIST] },
      { unpaddedData: true, chunksAfter: [LIST] },
      { unpaddedData: true },
      { unpaddedData: true, riffSize: 36 + bytes.length + 1 },
      { unpaddedData: true, fmtAfterData: true },
    ]) {
      const info = await accepted({ samples: MONO, ...fixture })
      expect(info.data).toEqual(bytes)
      expect(info.warnings).toEqual([])
    }
  })

  it('a missing pad byte is told from a present one whatever the size of the next chunk', async () => {
    for (let length = 200; length < 500; length++) {
      const samples = [noise(length, length)]
      // A first byte of 0, so that 'ata' and the low byte of the size can pass for a chunk that fits the file.
      samples[0]?.fill(-1, 0, 1)
      for (const unpadded of [false, true]) {
        const info = await accepted({ samples, encoding: 'u8', chunksBetween: [{ ...ODD, unpadded }] })
        expect(info.data).toEqual(encodePcm(samples, 'u8'))
      }
    }
  })

  it('a second data chunk is named and not read', async () => {
    const info = await accepted({ samples: STEREO, chunksAfter: [{ id: 'data', body: new Uint8Array(60) }] })
    expect(info.pcm.length).toBe(100)
    expect(info.warnings).toEqual(['It has 2 data chunks; the first is read.'])
  })

  it('a second fmt chunk is named and not read', async () => {
    const other = wavFixture({ samples: [], sampleRate: 44_100 }).slice(20, 36)
    const info = await accepted({ samples: STEREO, chunksAfter: [{ id: 'fmt ', body: other }] })
    expect(info.sampleRate).toBe(48_000)
    expect(info.warnings).toEqual(['It has 2 fmt chunks; the first is read.'])
  })

  it('ten thousand tiny chunks take a few reads', async () => {
    const chunks = Array.from(
      { length: 9990 },
      (): FixtureChunk => ({ id: 'JUNK', body: new Uint8Array(16) }),
    )
    const source = memoryByteSource('a.wav', wavFixture({ samples: STEREO, chunksBefore: chunks }))
    expect((await probeFile(source)).ok).toBe(true)
    expect(source.reads.length).toBeLessThan(10)
  })

  it('a file of nothing but long chunks is given up on', async () => {
    const chunks = Array.from(
      { length: 2000 },
      (): FixtureChunk => ({ id: 'JUNK', body: new Uint8Array(5000) }),
    )
    const source = memoryByteSource('a.wav', wavFixture({ samples: [], omit: 'fmt', chunksBefore: chunks }))
    expect((await probeFile(source)).ok).toBe(false)
    expect(source.reads.length).toBeLessThan(1010)
    expect(bytesRead(source)).toBeLessThan(5_000_000)
  })

  it('one byte of 8-bit audio is a sample', async () => {
    const info = await accepted({ samples: [noise(1, 1)], encoding: 'u8' })
    expect(info.pcm.length).toBe(1)
  })

  it('a file of nothing but empty chunks is given up on', async () => {
    const chunks = Array.from(
      { length: 30_000 },
      (): FixtureChunk => ({ id: 'JUNK', body: new Uint8Array(0) }),
    )
    const source = memoryByteSource('a.wav', wavFixture({ samples: [], omit: 'fmt', chunksBefore: chunks }))
    expect((await probeFile(source)).ok).toBe(false)
    expect(bytesRead(source)).toBeLessThan(200_000)
  })
})

describe('sizes', () => {
  const held = STEREO.length * 100 * 3

  it.each([0, 0xffff_ffff, held + 1, held * 2])(
    'a data size of %d is read as far as the file goes',
    async (dataSize) => {
      const info = await accepted({ samples: STEREO, dataSize })
      expect(info.data).toEqual(encodePcm(STEREO, 's24'))
      expect(info.warnings).toEqual([
        `The recording was not finalised, or not copied whole: its header says ${dataSize} bytes of audio, the file holds ${held}. It is read as far as the file goes.`,
      ])
    },
  )

  it.each([0, 0xffff_ffff, 100_000])(
    'a RIFF size of %d is named, and the data size believed',
    async (riffSize) => {
      const info = await accepted({ samples: STEREO, riffSize, chunksAfter: [LIST] })
      expect(info.data).toEqual(encodePcm(STEREO, 's24'))
      expect(info.warnings).toEqual([
        `The recording was not finalised, or not copied whole: its header says ${riffSize} bytes in all, the file holds ${held + 36 + 8 + LIST.body.length}. It is read as far as the file goes.`,
      ])
    },
  )

  it('a data size of FFFFFFFFh is read to the end of a file that is longer still', async () => {
    const bytes = wavFixture({ samples: STEREO, dataSize: 0xffff_ffff, riffSize: 0xffff_ffff })
    const sparse = sparseSource(HEADER_ONLY + 6e9, bytes)
    expect(await probeFile(sparse)).toMatchObject({ ok: true, value: { pcm: { length: 1e9 } } })
  })

  it('a RIFF size shorter than the file changes nothing', async () => {
    const info = await accepted({ samples: STEREO, riffSize: 36 })
    expect(info.pcm.length).toBe(100)
    expect(info.warnings).toEqual([])
  })

  it('a data size shorter than the file is believed, and what is left out is named', async () => {
    const info = await accepted({ samples: STEREO, dataSize: 60 })
    expect(info.pcm.length).toBe(10)
    expect(info.warnings).toEqual([
      `Of its audio the 60 bytes that its header says are read; the last ${held - 60} bytes of the file are no WAV chunks and are left out. If sound is missing at the end, export it again.`,
    ])
  })

  it('a copy cut short is read to its last whole sample', async () => {
    const whole = wavFixture({ samples: STEREO })
    const info = await probe(whole.subarray(0, HEADER_ONLY + 50 * 6 + 5))
    expect(info).toMatchObject({ ok: true, value: { pcm: { length: 50 } } })
    expect(info.ok && info.value.warnings).toEqual([
      'The recording was not finalised, or not copied whole: its header says 600 bytes of audio, the file holds 305. It is read as far as the file goes.',
      'Its audio ends part-way through a sample: the last 5 bytes are left out.',
    ])
  })

  it('a data size that is no whole number of samples leaves the last part out', async () => {
    const info = await accepted({ samples: STEREO, data: encodePcm(STEREO, 's24').subarray(0, 595) })
    expect(info.pcm.length).toBe(99)
    expect(info.warnings).toEqual(['Its audio ends part-way through a sample: the last byte is left out.'])
  })

  it.each<[string, Omit<WavFixture, 'samples'>]>([
    ['44 bytes of header', {}],
    ['44 bytes of header that promise audio', { dataSize: 600 }],
    ['a data size of 0 and chunks after it', { chunksAfter: [LIST, ODD] }],
    ['a data size of 0 and fmt after it', { fmtAfterData: true }],
    ['less than one sample', { data: Uint8Array.of(1, 2, 3, 4, 5) }],
  ])('no audio: %s', async (_name, fixture) => {
    const bytes = wavFixture({ samples: [new Float64Array(0), new Float64Array(0)], ...fixture })
    expect(await refused(bytes)).toEqual({ code: 'audio/empty', file: 'a.wav' })
  })

  it('an unfinalised recording whose first samples could pass for a chunk', async () => {
    const data = Uint8Array.of(...ascii('abcd'), 4, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0)
    const info = await accepted({ samples: STEREO, encoding: 's16', data, dataSize: 0 })
    expect(info.data).toEqual(data)
  })
})

describe('fmt', () => {
  it.each([16, 18, 40])('of %d bytes', async (bytes) => {
    expect((await accepted({ samples: STEREO, fmt: { bytes } })).pcm.length).toBe(100)
  })

  it.each([
    [20, 24],
    [24, 32],
    [12, 16],
  ])('%d valid bits in %d: the container is read, and it is said', async (validBits, bits) => {
    const encoding = bits === 16 ? 's16' : bits === 24 ? 's24' : 's32'
    const info = await accepted({ samples: STEREO, encoding, extensible: { validBits } })
    expect(info.pcm.encoding).toEqual({ kind: 'int', bits, endian: 'le' })
    expect(info.warnings).toEqual([
      `It holds ${validBits}-bit audio in ${bits}-bit samples; all ${bits} bits are read.`,
    ])
  })

  it('20-bit PCM in 3 bytes without the extensible header', async () => {
    const info = await accepted({ samples: STEREO, fmt: { bits: 20 } })
    expect(info.pcm).toMatchObject({ encoding: { bits: 24 }, length: 100 })
    expect(info.warnings).toEqual(['It holds 20-bit audio in 24-bit samples; all 24 bits are read.'])
  })

  it.each([0, 99])('valid bits of %d say nothing', async (validBits) => {
    expect((await accepted({ samples: STEREO, extensible: { validBits } })).warnings).toEqual([])
  })

  it.each<[string, WavFixture, string]>([
    ['12-bit PCM', { samples: STEREO, encoding: 's16', fmt: { bits: 12 } }, '12-bit PCM'],
    ['64-bit integers', { samples: STEREO, encoding: 'f64', fmt: { tag: 1 } }, '64-bit PCM'],
    ['16-bit float', { samples: STEREO, encoding: 's16', fmt: { tag: 3 } }, '16-bit float'],
    ['a tag nobody knows', { samples: STEREO, fmt: { tag: 0x0abc } }, 'audio of format tag 0x0ABC'],
    ['an extensible A-law', { samples: STEREO, extensible: { subFormat: pcmSubFormat(6) } }, 'A-law audio'],
    [
      'a sub-format of another family',
      { samples: STEREO, extensible: { subFormat: pcmSubFormat(1).fill(9, 8) } },
      'audio of an unknown extensible format',
    ],
  ])('%s is refused by name', async (_name, fixture, encoding) => {
    expect(await refused(wavFixture(fixture))).toEqual({ code: 'format/encoding', file: 'a.wav', encoding })
  })

  it.each<[string, Partial<WavFixture>, string]>([
    ['0 channels', { fmt: { channels: 0 } }, 'its header says 0 channels'],
    ['0 Hz', { fmt: { sampleRate: 0 } }, 'its header says a sample rate of 0 Hz'],
    ['0 bits', { fmt: { bits: 0 } }, 'its header says 0 bits per sample'],
    [
      '65 535 channels in the space of two',
      { fmt: { channels: 65_535 } },
      'its header says 65535 channels of 3 bytes, and 6 bytes for all of them',
    ],
    [
      'block align of 0',
      { fmt: { blockAlign: 0 } },
      'its header says 2 channels of 3 bytes, and 0 bytes for all of them',
    ],
    ['no fmt', { omit: 'fmt' }, 'it has no fmt chunk'],
    ['no data', { omit: 'data' }, 'it has no data chunk'],
    [
      'a chunk longer than the file before data',
      { chunksBetween: [{ ...UNKNOWN, size: 0xffff_fff0 }] },
      'it has no data chunk: its xyzw chunk runs past the end of the file',
    ],
    ['a short fmt', { fmt: { bytes: 14 } }, 'its fmt chunk has 14 bytes, fewer than the 16 of any'],
    [
      'an extensible fmt of 18 bytes',
      { extensible: {}, fmt: { bytes: 18 } },
      'its fmt chunk is 18 bytes long, too short for the extensible kind it names',
    ],
  ])('%s', async (_name, fixture, detail) => {
    expect(await refused(wavFixture({ samples: STEREO, ...fixture }))).toEqual(malformed(detail))
  })

  it('65 535 channels that add up, and are too many', async () => {
    const fmt = { channels: 65_535, blockAlign: 65_535 }
    const bytes = wavFixture({ samples: STEREO, encoding: 'u8', fmt, data: new Uint8Array(65_535) })
    expect(await refused(bytes)).toEqual({ code: 'audio/channels', file: 'a.wav', channels: 65_535 })
  })
})
