import { describe, expect, it } from 'vitest'
import { memoryByteSource } from '../../testing/memoryByteSource.ts'
import { probeFile } from '../../testing/probeFile.ts'
import { noise } from '../../testing/signals.ts'
import { ascii, type FixtureChunk, wavFixture } from '../../testing/wavFixture.ts'

const STEREO = [noise(100, 1), noise(100, 2)]
const LIST: FixtureChunk = { id: 'LIST', body: ascii('INFOISFT\x06\0\0\0Stage\0') }
const ODD: FixtureChunk = { id: 'iXML', body: ascii('<BWFXML/>') }

const probe = (bytes: Uint8Array) => probeFile(memoryByteSource('a.wav', bytes))

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
