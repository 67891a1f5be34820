import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { bytesPerFrame, type MediaInfo } from '../../domain/media.ts'
import { bytesRead, memoryByteSource } from '../../testing/memoryByteSource.ts'
import { probeFile } from '../../testing/probeFile.ts'
import { ffmpeg, ffprobeAudio, runTool, temporaryDirectory } from '../../testing/referenceTools.ts'
import { noise } from '../../testing/signals.ts'
import { wavFixture } from '../../testing/wavFixture.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)

const CODECS = ['pcm_u8', 'pcm_s16le', 'pcm_s24le', 'pcm_s32le', 'pcm_f32le', 'pcm_f64le'] as const
type Codec = (typeof CODECS)[number]

/** Two differing channels of noise, as 64-bit float, from which ffmpeg and sox make theirs. */
const LENGTH = 4801
const origin = directory.file('origin.wav')
writeFileSync(origin, wavFixture({ samples: [noise(LENGTH, 1), noise(LENGTH, 2)], encoding: 'f64' }))

/** Our reading of a file, against ffprobe's fields and the samples as ffmpeg decodes them. */
async function expectAgreement(path: string, codec: Codec): Promise<MediaInfo> {
  const bytes = readFileSync(path)
  const source = memoryByteSource('made.wav', bytes)
  const info = await probeFile(source)
  if (!info.ok) throw new Error(`refused: ${JSON.stringify(info.error)}`)
  const { pcm, sampleRate } = info.value
  const theirs = ffprobeAudio(path)
  expect(theirs.codec_name).toBe(codec)
  expect({
    rate: sampleRate,
    channels: pcm.channels,
    bits: pcm.encoding.bits,
    float: pcm.encoding.kind === 'float',
    length: pcm.length,
  }).toEqual({
    rate: Number(theirs.sample_rate),
    channels: theirs.channels,
    bits: theirs.bits_per_sample,
    float: codec.startsWith('pcm_f'),
    length: theirs.duration_ts,
  })
  const data = bytes.subarray(pcm.dataOffset, pcm.dataOffset + pcm.length * bytesPerFrame(pcm))
  const raw = ffmpeg('-i', path, '-c:a', codec, '-f', codec.slice(4), '-')
  expect(data.equals(raw), 'the samples lie where ffmpeg finds them').toBe(true)
  expect(bytesRead(source)).toBeLessThan(300_000)
  return info.value
}

const both = CODECS.flatMap((codec) => [1, 2].map((channels) => ({ codec, channels })))

describe('WAV files made by others', () => {
  it.each(both)('ffmpeg: $codec, $channels channels', async ({ codec, channels }) => {
    const path = directory.file(`ffmpeg-${codec}-${channels}.wav`)
    ffmpeg('-i', origin, '-ac', `${channels}`, '-c:a', codec, '-fflags', '+bitexact', path)
    const info = await expectAgreement(path, codec)
    expect(info).toMatchObject({ fileName: 'made.wav', format: 'wav', warnings: [] })
  })

  it.each(both)('sox: $codec, $channels channels', async ({ codec, channels }) => {
    const path = directory.file(`sox-${codec}-${channels}.wav`)
    const kind = codec.startsWith('pcm_f') ? 'floating-point' : codec === 'pcm_u8' ? 'unsigned' : 'signed'
    const bits = codec.replace(/\D/g, '')
    runTool('sox', ['-D', origin, '-c', `${channels}`, '-e', `${kind}`, '-b', bits, path])
    expect((await expectAgreement(path, codec)).warnings).toEqual([])
  })

  it('sox without the extensible header', async () => {
    const path = directory.file('wavpcm.wav')
    runTool('sox', ['-D', origin, '-b', '24', '-t', 'wavpcm', path])
    expect(readFileSync(path).readUInt16LE(20)).toBe(1)
    expect((await expectAgreement(path, 'pcm_s24le')).warnings).toEqual([])
  })

  it('the extensible header that ffmpeg and sox write for 24 bits', async () => {
    for (const maker of ['ffmpeg', 'sox']) {
      expect(readFileSync(directory.file(`${maker}-pcm_s24le-2.wav`)).readUInt16LE(20)).toBe(0xfffe)
    }
  })

  it('a broadcast file with a bext and a LIST chunk before the audio, more than a window long', async () => {
    const path = directory.file('bext.wav')
    // As much as a command line takes in one argument, twice.
    const long = 'A=PCM,F=48000,W=24,M=stereo '.repeat(4000)
    const tags = ['description=Reel 1', 'originator=Stage', `coding_history=${long}`, `comment=${long}`]
    const metadata = tags.flatMap((tag) => ['-metadata', tag])
    ffmpeg('-i', origin, '-c:a', 'pcm_s24le', '-write_bext', '1', ...metadata, path)
    const info = await expectAgreement(path, 'pcm_s24le')
    expect(info.pcm.dataOffset).toBeGreaterThan(150_000)
    expect(info.metadata?.broadcast?.codingHistory).toHaveLength(65_536)
    expect(info.warnings).toEqual([expect.stringMatching(/^Its bext chunk has \d+ bytes; the first 66138/)])
  })

  it('a stream that ffmpeg wrote to a pipe and could not go back to finish', async () => {
    const path = directory.file('piped.wav')
    writeFileSync(path, ffmpeg('-i', origin, '-c:a', 'pcm_s24le', '-f', 'wav', '-'))
    const info = await expectAgreement(path, 'pcm_s24le')
    expect(info.pcm.length).toBe(LENGTH)
    expect(info.warnings).toEqual([
      `The recording was not finalised, or not copied whole: its header says 4294967295 bytes of audio, the file holds ${LENGTH * 6}. It is read as far as the file goes.`,
    ])
  })

  it.each([
    ['pcm_alaw', 'A-law audio'],
    ['pcm_mulaw', 'µ-law audio'],
    ['adpcm_ms', 'Microsoft ADPCM audio'],
    ['adpcm_ima_wav', 'IMA ADPCM audio'],
    ['libmp3lame', 'MP3 audio'],
    ['ac3', 'Dolby AC-3 audio'],
  ])('%s is refused by name', async (codec, encoding) => {
    const path = directory.file(`${codec}.wav`)
    ffmpeg('-i', origin, '-c:a', codec, path)
    expect(await probeFile(memoryByteSource('made.wav', readFileSync(path)))).toEqual({
      ok: false,
      error: { code: 'format/encoding', file: 'made.wav', encoding },
    })
  })

  it('surround is taken, too many channels are refused, and other rates are what they are', async () => {
    const surround = directory.file('surround.wav')
    ffmpeg('-i', origin, '-ac', '6', '-c:a', 'pcm_s24le', surround)
    expect(await probeFile(memoryByteSource('a.wav', readFileSync(surround)))).toMatchObject({
      ok: true,
      value: { pcm: { channels: 6 } },
    })
    const wide = directory.file('wide.wav')
    ffmpeg('-i', origin, '-ac', '16', '-c:a', 'pcm_s24le', wide)
    expect(await probeFile(memoryByteSource('a.wav', readFileSync(wide)))).toEqual({
      ok: false,
      error: { code: 'audio/channels', file: 'a.wav', channels: 16 },
    })
    const rate = directory.file('rate.wav')
    ffmpeg('-i', origin, '-ar', '44100', rate)
    expect(await probeFile(memoryByteSource('a.wav', readFileSync(rate)))).toMatchObject({
      ok: true,
      value: { sampleRate: 44_100 },
    })
  })
})
