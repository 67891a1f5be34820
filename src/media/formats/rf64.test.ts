import { describe, expect, it } from 'vitest'
import { bytesRead, memoryByteSource } from '../../testing/memoryByteSource.ts'
import { probeFile } from '../../testing/probeFile.ts'
import { sessionFixture } from '../../testing/sessionFixture.ts'
import { noise } from '../../testing/signals.ts'
import { sparseSource } from '../../testing/sparseSource.ts'
import { ascii, encodePcm, type FixtureChunk, type WavFixture, wavFixture } from '../../testing/wavFixture.ts'
import { readWindow } from '../playlist.ts'

const STEREO = [noise(100, 1), noise(100, 2)]
const HELD = 600
const LIST: FixtureChunk = { id: 'LIST', body: ascii('INFOISFT\x06\0\0\0Stage\0') }
const JUNK: FixtureChunk = { id: 'JUNK', body: new Uint8Array(50) }
const NOT_FINALISED = 'The recording was not finalised, or not copied whole: its header says'

async function accepted(fixture: Omit<WavFixture, 'samples'>) {
  const bytes = wavFixture({ ...fixture, samples: STEREO })
  const info = await probeFile(memoryByteSource('a.wav', bytes))
  if (!info.ok) throw new Error(`refused: ${JSON.stringify(info.error)}`)
  const { dataOffset, length } = info.value.pcm
  return { ...info.value, data: bytes.subarray(dataOffset, dataOffset + length * 6) }
}

describe.each(['RF64', 'BW64'] as const)('%s', (id) => {
  it.each<[string, Omit<WavFixture, 'samples' | 'wide'>, NonNullable<WavFixture['wide']>['ds64']]>([
    ['sizes in ds64', { chunksAfter: [LIST] }, {}],
    ['a dummy sample count, or any', {}, { sampleCount: 0xffff_ffff_ffff_ffffn }],
    ['a ds64 of 24 bytes, without a table', { chunksAfter: [LIST] }, { bytes: 24 }],
    ['a ds64 with room to spare', { chunksAfter: [LIST] }, { bytes: 100 }],
    [
      'a chunk whose size is in the table',
      { chunksBefore: [{ ...JUNK, size: 0xffff_ffff }], chunksAfter: [LIST] },
      { table: [['JUNK', 50n]] },
    ],
    ['a table for chunks that are not there', {}, { table: [['abcd', 1n << 63n]] }],
    ['a table that claims more entries than it has', { chunksAfter: [LIST] }, { tableLength: 0xffff_ffff }],
    ['true 32-bit sizes', { dataSize: HELD, riffSize: 100, chunksAfter: [LIST] }, {}],
    ['true 32-bit sizes and nothing in ds64', { dataSize: HELD, riffSize: 100 }, { dataSize: 0n }],
    ['a 32-bit size of 0', { dataSize: 0, chunksAfter: [LIST] }, {}],
    ['room reserved before the audio', { chunksBefore: [{ id: 'JUNK', body: new Uint8Array(28) }] }, {}],
  ])('%s', async (_name, fixture, ds64) => {
    const info = await accepted({ ...fixture, wide: { id, ds64: ds64 ?? {} } })
    expect(info.format).toBe(id.toLowerCase())
    expect(info.data).toEqual(encodePcm(STEREO, 's24'))
    expect(info.warnings).toEqual([])
  })

  it.each<[string, Omit<WavFixture, 'samples' | 'wide'>, NonNullable<WavFixture['wide']>['ds64'], string]>([
    ['0 bytes of audio', {}, { dataSize: 0n }, `${NOT_FINALISED} 0 bytes of audio, the file holds ${HELD}.`],
    ['more than there is', {}, { dataSize: 601n }, `${NOT_FINALISED} 601 bytes of audio`],
    [
      'far more than there is',
      {},
      { dataSize: 1n << 63n },
      `${NOT_FINALISED} 4503599627370496 bytes of audio`,
    ],
    ['0 bytes in all', {}, { riffSize: 0n }, `${NOT_FINALISED} 0 bytes in all`],
    ['more in all than there is', {}, { riffSize: 1n << 40n }, `${NOT_FINALISED} 1099511627776 bytes in all`],
  ])('a ds64 that says %s is read as far as the file goes', async (_name, fixture, ds64, warning) => {
    const info = await accepted({ ...fixture, wide: { id, ds64: ds64 ?? {} } })
    expect(info.data).toEqual(encodePcm(STEREO, 's24'))
    expect(info.warnings).toHaveLength(1)
    expect(info.warnings[0]).toContain(warning)
  })

  it.each([
    ['none', { id, ds64: null }, {}],
    ['one too short to say anything', { id, ds64: { bytes: 8 } }, {}],
    ['one that is not the first chunk', { id, ds64: null }, { chunksBefore: [JUNK] }],
  ] as const)('without a ds64 (%s) the file decides', async (_name, wide, fixture) => {
    const info = await accepted({ ...fixture, wide })
    expect(info.data).toEqual(encodePcm(STEREO, 's24'))
    expect(info.warnings[0]).toBe('It has no ds64 chunk, in which a file of its kind keeps its sizes.')
    expect(info.warnings[1]).toContain(`${NOT_FINALISED} 4294967295 bytes of audio`)
  })

  it('audio that ends before the file does is believed', async () => {
    const info = await accepted({ wide: { id, ds64: { dataSize: 60n } } })
    expect(info.pcm.length).toBe(10)
    expect(info.warnings).toEqual([
      `Of its audio the 60 bytes that its header says are read; the last 540 bytes of the file are no ${id} chunks and are left out. If sound is missing at the end, export it again.`,
    ])
  })

  it.each([
    ['u8', 101n],
    ['s24', 101n],
  ] as const)(
    'a pad byte that is counted as %s audio is none, by the count of samples',
    async (encoding, sampleCount) => {
      const samples = [noise(101, 1)]
      const audio = encodePcm(samples, encoding)
      const ds64 = { dataSize: BigInt(audio.length + 1), sampleCount }
      const bytes = wavFixture({ samples, encoding, wide: { id, ds64 }, chunksAfter: [LIST] })
      const info = await probeFile(memoryByteSource('a.wav', bytes))
      expect(info).toMatchObject({ ok: true, value: { pcm: { length: 101 }, warnings: [] } })
    },
  )

  it('what is damaged is named by its kind', async () => {
    const source = memoryByteSource('a.wav', wavFixture({ samples: STEREO, wide: { id }, omit: 'fmt' }))
    const error = { code: 'format/malformed', file: 'a.wav', format: id, detail: 'it has no fmt chunk' }
    expect(await probeFile(source)).toEqual({ ok: false, error })
  })
})

describe('5.2 GB', () => {
  const DATA = 5_200_000_002
  const empty = [new Float64Array(0), new Float64Array(0)]
  const tail = wavFixture({
    samples: [],
    omit: 'fmt',
    data: new Uint8Array(0),
    chunksAfter: [LIST],
  }).subarray(20)
  const wide = {
    id: 'RF64',
    ds64: { riffSize: 72n + BigInt(DATA + tail.length), dataSize: BigInt(DATA) },
  } as const
  const head = wavFixture({ samples: empty, wide })

  it('is opened in a handful of reads, with what comes after the audio', async () => {
    const source = sparseSource(head.length + DATA + tail.length, head, tail)
    const info = await probeFile(source)
    expect(info).toMatchObject({
      ok: true,
      value: {
        format: 'rf64',
        pcm: { length: DATA / 6 },
        metadata: { tags: { software: 'Stage' } },
        warnings: [],
      },
    })
    expect(source.reads.length).toBeLessThanOrEqual(4)
    expect(bytesRead(source)).toBeLessThan(150_000)
  })

  it('is read past 4 GiB where it should be', async () => {
    const source = sparseSource(head.length + DATA + tail.length, head, tail)
    const info = await probeFile(source)
    if (!info.ok) throw new Error(info.error.code)
    const { length } = info.value.pcm
    const { tracks } = sessionFixture([{ length }])
    const opened = source.reads.length
    const window = await readWindow(tracks, new Map([['1', { info: info.value, source }]]), length - 10, 10)
    expect(window.ok).toBe(true)
    expect(source.reads.slice(opened)).toEqual([{ offset: head.length + DATA - 60, length: 60 }])
  })

  it('of which more than 2³² samples', async () => {
    const mono = wavFixture({
      samples: [new Float64Array(0)],
      encoding: 'u8',
      wide: { id: 'BW64', ds64: { riffSize: 72n + BigInt(DATA), dataSize: BigInt(DATA) } },
    })
    const info = await probeFile(sparseSource(mono.length + DATA, mono))
    expect(info).toMatchObject({ ok: true, value: { pcm: { length: DATA }, warnings: [] } })
  })

  it('exactly FFFFFFFFh bytes of audio are that many', async () => {
    const data = 0xffff_ffff
    const mono = wavFixture({
      samples: [new Float64Array(0)],
      encoding: 'u8',
      wide: { id: 'RF64', ds64: { riffSize: 73n + BigInt(data + tail.length), dataSize: BigInt(data) } },
    })
    const after = new Uint8Array(tail.length + 1)
    after.set(tail, 1)
    const info = await probeFile(sparseSource(mono.length + data + after.length, mono, after))
    expect(info).toMatchObject({ ok: true, value: { pcm: { length: data }, warnings: [] } })
  })
})
