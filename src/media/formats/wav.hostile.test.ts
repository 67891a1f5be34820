import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { memoryByteSource } from '../../testing/memoryByteSource.ts'
import { noise, sine } from '../../testing/signals.ts'
import { ascii, type FixtureChunk, wavFixture } from '../../testing/wavFixture.ts'
import { probeMedia } from '../probe.ts'

const MONO = [sine(101, 1000)]
const STEREO = [noise(100, 1), noise(100, 2)]
const LIST: FixtureChunk = { id: 'LIST', body: ascii('INFOISFT\x06\0\0\0Stage\0') }
const ODD: FixtureChunk = { id: 'iXML', body: ascii('<BWFXML/>') }

const probe = (bytes: Uint8Array) => probeMedia(memoryByteSource('a.wav', bytes), 48_000)

describe('a file cut anywhere', () => {
  const bytes = wavFixture({ samples: STEREO, chunksBefore: [LIST], chunksAfter: [ODD], extensible: {} })

  it('is read in part with a warning, or refused by name', async () => {
    // The last byte is only padding.
    for (let length = 1; length < bytes.length - 1; length++) {
      const info = await probe(bytes.subarray(0, length))
      if (info.ok) {
        expect(info.value.warnings.length).toBeGreaterThan(0)
        expect(info.value.pcm.dataOffset + info.value.pcm.length * 6).toBeLessThanOrEqual(length)
      } else {
        expect(['format/malformed', 'audio/empty', 'format/unknown']).toContain(info.error.code)
      }
    }
  })

  it.each([
    [11, 'it ends after 11 bytes, inside its header'],
    [12, 'it has no fmt and no data chunk'],
    [12 + 8 + LIST.body.length + 20, 'it has no data chunk: its fmt chunk runs past the end of the file'],
  ])('to %d bytes says what is missing', async (length, detail) => {
    expect(await probe(bytes.subarray(0, length))).toEqual({
      ok: false,
      error: { code: 'format/malformed', file: 'a.wav', format: 'WAV', detail },
    })
  })
})

describe('hostile files', () => {
  const bases = [
    wavFixture({ samples: STEREO, chunksBefore: [LIST, ODD], chunksAfter: [LIST] }),
    wavFixture({ samples: MONO, extensible: {}, fmtAfterData: true, unpaddedData: true }),
    wavFixture({
      samples: STEREO,
      encoding: 'f32',
      chunksBetween: [{ id: 'JUNK', body: new Uint8Array(9000) }],
    }),
  ]
  const edge = fc.constantFrom(0, 1, 7, 0x7f, 0x80, 0xfe, 0xff)
  const mutation = fc.tuple(fc.nat(10_000), fc.oneof(edge, fc.nat(255)))

  it('whatever is changed or cut: a value that lies within the file, or a named error, in bounded reads', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...bases),
        // Most of what matters stands in the first hundred bytes.
        fc.array(fc.oneof(mutation, fc.tuple(fc.nat(100), edge)), { maxLength: 12 }),
        fc.option(fc.nat(10_000), { nil: undefined }),
        async (base, mutations, cut) => {
          const bytes = base.slice(0, cut)
          for (const [at, value] of mutations) if (at < bytes.length) bytes[at] = value
          const source = memoryByteSource('a.wav', bytes)
          const info = await probeMedia(source, 48_000)
          expect(source.reads.length).toBeLessThan(20)
          if (info.ok) {
            const { dataOffset, length, channels, encoding } = info.value.pcm
            expect(length).toBeGreaterThan(0)
            expect(dataOffset + (length * channels * encoding.bits) / 8).toBeLessThanOrEqual(bytes.length)
          } else {
            expect(info.error).toMatchObject({ file: 'a.wav' })
            expect(info.error.code).not.toBe('file/changed')
          }
        },
      ),
      { numRuns: 3000 },
    )
  })
})
