import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { errorText } from '../domain/errors.ts'
import type { ByteSource } from '../domain/ports.ts'
import { bytesRead, memoryByteSource } from '../testing/memoryByteSource.ts'
import { ffmpeg, runTool, temporaryDirectory } from '../testing/referenceTools.ts'
import { noise } from '../testing/signals.ts'
import { ascii, wavFixture } from '../testing/wavFixture.ts'
import { probeHeaders, probeMedia } from './probe.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)

const origin = directory.file('origin.wav')
writeFileSync(origin, wavFixture({ samples: [noise(48_000, 1), noise(48_000, 2)], encoding: 's16' }))

const probe = (name: string, bytes: Uint8Array) => probeMedia(memoryByteSource(name, bytes), 48_000)

describe('probeMedia', () => {
  it('reads headers and a fingerprint, never the whole file', async () => {
    const bytes = wavFixture({ samples: [noise(4_000_000, 1)] })
    const source = memoryByteSource('long.wav', bytes)
    expect((await probeMedia(source, 48_000)).ok).toBe(true)
    expect(bytesRead(source)).toBeLessThan(4 * 2 ** 20 + 80_000)
    const headers = memoryByteSource('long.wav', bytes)
    expect((await probeHeaders(headers)).ok).toBe(true)
    expect(bytesRead(headers)).toBeLessThan(80_000)
  })

  it('names an empty file', async () => {
    expect(await probe('a.wav', new Uint8Array(0))).toEqual({
      ok: false,
      error: { code: 'file/empty', file: 'a.wav' },
    })
  })

  it('hands on what the disk says, whichever read fails', async () => {
    const bytes = wavFixture({
      samples: [noise(1000, 1)],
      chunksBefore: [{ id: 'JUNK', body: new Uint8Array(200_000) }],
    })
    const memory = memoryByteSource('a.wav', bytes)
    const gone = { code: 'file/unreadable', file: 'a.wav', detail: 'it is no longer where it was' } as const
    for (const failing of [1, 2]) {
      let reads = 0
      const source: ByteSource = {
        ...memory,
        read: async (offset, length) =>
          ++reads === failing ? { ok: false, error: gone } : memory.read(offset, length),
      }
      expect(await probeMedia(source, 48_000)).toEqual({ ok: false, error: gone })
    }
  })

  it('reads PCM in place at the rate of the session, and converts it from another', async () => {
    const bytes = wavFixture({ samples: [noise(10, 1)], sampleRate: 96_000 })
    expect(await probeMedia(memoryByteSource('a.wav', bytes), 96_000)).toMatchObject({
      ok: true,
      value: { kind: 'inPlace', info: { sampleRate: 96_000, bytes: bytes.length } },
    })
    const fingerprint = expect.stringMatching(/^[0-9a-f]{64}$/)
    expect(await probe('a.wav', bytes)).toMatchObject({
      ok: true,
      value: {
        kind: 'conform',
        source: { codec: '24-bit PCM', sampleRate: 96_000, channels: 1, length: 10, fingerprint },
      },
    })
  })

  it.each([
    [
      0,
      '“a.wav” is a damaged WAV file: its header says a sample rate of 0 Hz. Export it again from where it was made.',
    ],
    [1, '“a.wav” is at 1 Hz. Dubstage converts from 8000 to 192000 Hz: export it again within that range.'],
    [
      7999,
      '“a.wav” is at 7999 Hz. Dubstage converts from 8000 to 192000 Hz: export it again within that range.',
    ],
    [
      384_000,
      '“a.wav” is at 384000 Hz. Dubstage converts from 8000 to 192000 Hz: export it again within that range.',
    ],
  ])('refuses PCM at %i Hz, and says which rates it takes', async (sampleRate, text) => {
    const found = await probe('a.wav', wavFixture({ samples: [noise(10, 1)], sampleRate }))
    expect(found.ok ? 'taken' : errorText(found.error)).toBe(text)
  })

  it.each([9, 64])('refuses %i channels, and says how many it takes', async (channels) => {
    const samples = Array.from({ length: channels }, (_, c) => noise(10, c + 1))
    for (const bytes of [wavFixture({ samples }), wavFixture({ samples, extensible: { mask: 0 } })]) {
      const found = await probe('a.wav', bytes)
      expect(found.ok ? 'taken' : errorText(found.error)).toBe(
        `“a.wav” has ${channels} channels; a track takes up to 8. Export it as files of 8 channels or fewer.`,
      )
    }
  })

  it('takes PCM of 8 channels, and at both ends of the range of rates', async () => {
    const samples = Array.from({ length: 8 }, (_, c) => noise(10, c + 1))
    for (const sampleRate of [8000, 192_000]) {
      expect(await probe('a.wav', wavFixture({ samples, sampleRate }))).toMatchObject({
        ok: true,
        value: { kind: 'conform', source: { channels: 8, sampleRate } },
      })
    }
  })

  it.each(['<img src=x onerror=alert(1)>.wav', '../../etc/passwd.wav', 'ДИАЛОГ \u202egnp.wav'])(
    'leaves the name %s as it is',
    async (name) => {
      const info = await probe(name, wavFixture({ samples: [noise(10, 1)] }))
      expect(info).toMatchObject({ ok: true, value: { info: { fileName: name } } })
      const refused = await probe(name, ascii('text'))
      expect(!refused.ok && errorText(refused.error)).toContain(name)
    },
  )
})

describe('what an unknown file looks like', () => {
  const looks = async (bytes: Uint8Array) => {
    const info = await probe('a.wav', bytes)
    return !info.ok && info.error.code === 'format/unknown' ? info.error.looksLike : info
  }

  it.each([
    ['a.w64', [], 'a Wave64 (W64) file'],
    ['a.caf', [], 'a CAF file'],
    ['a.au', [], 'an AU file'],
    ['a.avi', ['-c:a', 'pcm_s16le'], 'an AVI file'],
  ])('%s by ffmpeg', async (name, options, label) => {
    const path = directory.file(name)
    ffmpeg('-i', origin, ...options, path)
    expect(await looks(readFileSync(path))).toBe(label)
  })

  it('big-endian WAV by sox, pictures by ffmpeg', async () => {
    const rifx = directory.file('rifx.wav')
    runTool('sox', [origin, '-B', rifx])
    expect(await looks(readFileSync(rifx))).toBe('a big-endian WAV (RIFX) file')
    for (const [name, label] of [
      ['a.png', 'a PNG picture'],
      ['a.jpg', 'a JPEG picture'],
    ] as const) {
      const path = directory.file(name)
      ffmpeg('-f', 'lavfi', '-i', 'color=red:s=16x16', '-frames:v', '1', path)
      expect(await looks(readFileSync(path))).toBe(label)
    }
  })

  it.each<[string, Uint8Array, string]>([
    ['text renamed .wav', ascii('Reel 1\r\nDX, FX, MX\r\n'), 'plain text'],
    ['UTF-8 cut inside a character', new TextEncoder().encode('Диалог'.repeat(20_000)), 'plain text'],
    ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x41, 0, 0x42, 0), 'plain text'],
    ['PDF', ascii('%PDF-1.7\n'), 'a PDF document'],
    ['ZIP', ascii('PK\x03\x04\x14\0'), 'a ZIP archive'],
    ['MXF', Uint8Array.of(0x06, 0x0e, 0x2b, 0x34, 2, 5, 1, 1), 'an MXF file'],
    ['zeros', new Uint8Array(1000), 'an unknown kind of file'],
    ['noise', wavFixture({ samples: [noise(100, 3)] }).subarray(44), 'an unknown kind of file'],
    ['one byte', Uint8Array.of(0x90), 'an unknown kind of file'],
  ])('%s', async (_name, bytes, label) => {
    expect(await looks(bytes)).toBe(label)
  })
})
