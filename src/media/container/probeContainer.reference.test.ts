import { readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { errorText } from '../../domain/errors.ts'
import { mediaMetadata } from '../../domain/mediaMetadataSchema.ts'
import { makeCompressedSamples, SAMPLE_LENGTH } from '../../testing/compressedSamples.ts'
import { bytesRead, memoryByteSource } from '../../testing/memoryByteSource.ts'
import { ffmpeg, temporaryDirectory } from '../../testing/referenceTools.ts'
import { impulse } from '../../testing/signals.ts'
import { ascii, wavFixture } from '../../testing/wavFixture.ts'
import { probeMedia } from '../probe.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)

const samples = makeCompressedSamples(directory)
const origin = directory.file('origin-2.wav')

const probe = (bytes: Uint8Array, name = 'a.wav') =>
  probeMedia(memoryByteSource(name, bytes), 48_000, async () => true)

/** A file by ffmpeg from the same origin, as it is refused or taken. */
async function made(name: string, ...options: string[]) {
  const path = directory.file(name)
  ffmpeg('-i', origin, ...options, path)
  return probe(readFileSync(path), name)
}

describe('containers by ffmpeg', () => {
  it.each(samples)('$name', async ({ bytes, format, codec, counted }) => {
    const source = memoryByteSource('Mislabelled.wav', bytes)
    const probed = await probeMedia(source, 48_000, async () => true)
    expect(probed).toMatchObject({
      ok: true,
      value: {
        kind: 'conform',
        source: {
          fileName: 'Mislabelled.wav',
          format,
          codec,
          sampleRate: 48_000,
          channels: 2,
          bytes: bytes.length,
        },
      },
    })
    if (!probed.ok || probed.value.kind !== 'conform') return
    const { length, warnings, metadata } = probed.value.source
    expect(length).toBe(counted ? SAMPLE_LENGTH : undefined)
    expect(warnings.length).toBe(format === 'aac' ? 1 : 0)
    // ADTS has no place for text but a tag that ffmpeg does not write; the title of Matroska is not looked for.
    if (format !== 'aac') expect(metadata?.tags).toMatchObject({ artist: 'A. Nobody' })
    if (!['aac', 'mkv', 'webm'].includes(format)) expect(metadata?.tags).toMatchObject({ title: 'Storm' })
    expect(bytesRead(source)).toBeLessThan(8 * bytes.length + 200_000)
  })

  it('are refused by codec where the machine cannot decode them', async () => {
    const [flac] = samples
    const probed = await probeMedia(
      memoryByteSource('a.flac', flac?.bytes ?? ascii('')),
      48_000,
      async () => false,
    )
    expect(probed).toEqual({ ok: false, error: { code: 'codec/unsupported', file: 'a.flac', codec: 'FLAC' } })
  })

  it.each([
    ['alac.m4a', ['-c:a', 'alac'], 'ALAC'],
    ['tta.mka', ['-c:a', 'tta'], 'TTA'],
    ['wide.ogg', ['-ac', '6', '-c:a', 'libvorbis'], '6-channel Vorbis'],
  ])('%s is refused by the codec that it holds', async (name, options, codec) => {
    expect(await made(name, ...options)).toEqual({
      ok: false,
      error: { code: 'codec/unsupported', file: name, codec },
    })
  })

  it('MP3 in MOV is refused for its container, and as what to add it is said', async () => {
    const refused = await made('mp3.mov', '-c:a', 'libmp3lame')
    expect(refused.ok ? 'taken' : errorText(refused.error)).toBe(
      '“mp3.mov” is MP3 in MOV, which Dubstage does not read. Take it out of its MOV file, as .mp3, and add that.',
    )
  })

  it('in Ogg, FLAC and PCM are refused for their container, Speex for itself', async () => {
    const first = (name: string) => probe(ascii(`OggS${'\0'.repeat(24)}${name}`), 'a.oga')
    const refusals = [await made('a.oga', '-c:a', 'flac'), await first('PCM     '), await first('Speex   ')]
    expect(refusals.map((refusal) => (refusal.ok ? 'taken' : errorText(refusal.error)))).toEqual([
      '“a.oga” is FLAC in Ogg, which Dubstage does not read. Take it out of its Ogg file, as .flac, and add that.',
      '“a.oga” is PCM in Ogg, which Dubstage does not read. Take it out of its Ogg file, as WAV, and add that.',
      'The Speex sound of “a.oga” cannot be decoded here. Convert it to WAV (24-bit, 48 kHz) and add that.',
    ])
  })

  it.each([
    ['ac3.mp4', 'ac3', 'AC-3'],
    ['eac3.mp4', 'eac3', 'E-AC-3'],
    ['dts.mka', 'dca', 'DTS'],
  ])('%s is asked for by name', async (name, encoder, codec) => {
    expect(await made(name, '-c:a', encoder, '-strict', '-2')).toMatchObject({
      ok: true,
      value: { source: { codec } },
    })
  })

  it('an encrypted file is named so', async () => {
    const key = '00112233445566778899aabbccddeeff'
    const options = ['-encryption_scheme', 'cenc-aes-ctr', '-encryption_key', key, '-encryption_kid', key]
    expect(await made('encrypted.mp4', '-c:a', 'aac', ...options)).toEqual({
      ok: false,
      error: { code: 'audio/encrypted', file: 'encrypted.mp4' },
    })
  })

  it('a picture without sound has none, and a film has all its audio tracks', async () => {
    const path = directory.file('silent.mp4')
    ffmpeg('-f', 'lavfi', '-i', 'testsrc=s=64x64', '-t', '0.2', '-c:v', 'libx264', path)
    expect(await probe(readFileSync(path), 'a')).toEqual({
      ok: false,
      error: { code: 'audio/none', file: 'a', format: 'MP4' },
    })
    const film = directory.file('film.mp4')
    const picture = ['-f', 'lavfi', '-i', 'testsrc=s=64x64']
    ffmpeg(...picture, '-i', origin, '-t', '0.5', '-map', '0', '-map', '1', '-map', '1', '-c:a', 'aac', film)
    expect(await probe(readFileSync(film))).toMatchObject({
      ok: true,
      value: { source: { audioTrack: { number: 1 } }, others: [{ audioTrack: { number: 2 } }] },
    })
  })

  it('too many channels and rates out of range are refused', async () => {
    expect(await made('16.mov', '-ac', '16', '-c:a', 'pcm_s16le')).toMatchObject({
      error: { code: 'audio/channels' },
    })
    expect(await made('slow.mka', '-ar', '4000', '-c:a', 'pcm_s16le')).toMatchObject({
      error: { code: 'audio/rate' },
    })
  })

  it('MP3 without a LAME tag is taken with a word of warning', async () => {
    expect(await made('untagged.mp3', '-c:a', 'libmp3lame', '-write_xing', '0')).toMatchObject({
      ok: true,
      value: { source: { warnings: [expect.stringContaining('how much delay')] } },
    })
    expect(await made('a.mp2', '-c:a', 'mp2')).toMatchObject({
      value: { source: { codec: 'MPEG layer II' } },
    })
  })

  it('what begins as a container and is none is damaged', async () => {
    for (const [start, format] of [
      ['fLaC', 'FLAC'],
      ['\x1a\x45\xdf\xa3', 'Matroska'],
    ] as const) {
      expect(await probe(ascii(start))).toMatchObject({ error: { code: 'format/malformed', format } })
    }
    expect(await probe(ascii('\0\0\0\x18ftypisom'))).toMatchObject({ error: { code: 'audio/none' } })
    expect(await probe(ascii('OggS'))).toMatchObject({ error: { code: 'audio/none', format: 'Ogg' } })
  })
})

describe('MP3 headers', () => {
  it.each([
    ['44100', '1', '-b:a 128k'],
    ['48000', '2', '-q:a 4'],
    ['22050', '2', '-b:a 64k'],
    ['16000', '1', '-b:a 32k'],
  ])('at %s Hz, %s channels, %s: the length that ffmpeg decodes', async (rate, channels, options) => {
    const path = directory.file(`${rate}-${channels}.mp3`)
    writeFileSync(
      directory.file('click.wav'),
      wavFixture({ samples: [impulse(30_000, 9)], sampleRate: Number(rate) }),
    )
    ffmpeg(
      '-i',
      directory.file('click.wav'),
      '-ac',
      channels,
      '-c:a',
      'libmp3lame',
      ...options.split(' '),
      path,
    )
    const decoded = ffmpeg('-i', path, '-f', 'f32le', '-').length / 4 / Number(channels)
    expect(decoded).toBe(30_000)
    expect(await probe(readFileSync(path))).toMatchObject({ value: { source: { length: decoded } } })
  })
})

describe.each(samples)('$name damaged at random', ({ bytes: base }) => {
  const edge = fc.constantFrom(0, 1, 0x7f, 0x80, 0xff)
  const place = fc.oneof(
    fc.nat(200),
    fc.nat(base.length),
    fc.nat(1500).map((n) => Math.max(0, base.length - n)),
  )
  const damage = fc.record({
    bytes: fc.array(fc.tuple(place, fc.oneof(edge, fc.nat(255))), { maxLength: 8 }),
    fields: fc.array(fc.tuple(place, fc.constantFrom(0, 1, 0x7fff_ffff, 0xffff_ffff)), { maxLength: 2 }),
    cut: fc.option(fc.nat(base.length), { nil: undefined, freq: 3 }),
    copy: fc.option(fc.tuple(place, place, fc.nat(300)), { nil: undefined, freq: 3 }),
  })

  it('is told apart within bounds, or refused by name', async () => {
    await fc.assert(
      fc.asyncProperty(damage, async (how) => {
        const bytes = base.slice(0, how.cut)
        const view = new DataView(bytes.buffer)
        if (how.copy) bytes.copyWithin(how.copy[0], how.copy[1], how.copy[1] + how.copy[2])
        for (const [at, value] of how.fields) if (at + 4 <= bytes.length) view.setUint32(at, value)
        for (const [at, value] of how.bytes) if (at < bytes.length) bytes[at] = value
        const source = memoryByteSource('a', bytes)
        const probed = await probeMedia(source, 48_000, async () => true)
        if (bytesRead(source) > 64 * 2 ** 20) throw new Error(`${bytesRead(source)} bytes read`)
        if (!probed.ok) {
          expect(probed.error).toMatchObject({ file: 'a' })
          expect(probed.error.code).not.toBe('file/changed')
          return
        }
        if (probed.value.kind !== 'conform') throw new Error('a container is never read in place')
        const { channels, sampleRate, metadata = {} } = probed.value.source
        expect(mediaMetadata.safeParse(metadata)).toEqual({ success: true, data: metadata })
        expect(channels).toBeGreaterThan(0)
        expect(channels).toBeLessThanOrEqual(8)
        expect(sampleRate).toBeGreaterThanOrEqual(8000)
      }),
      { numRuns: 300 },
    )
  })
})
