import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { bytesPerFrame, type FileFormat, type PcmLayout } from '../../domain/media.ts'
import { PcmCodec } from '../../kernel/pcmCodec.ts'
import { kernelModule } from '../../testing/kernelModule.ts'
import { bytesRead, memoryByteSource } from '../../testing/memoryByteSource.ts'
import { probeFile } from '../../testing/probeFile.ts'
import { ffmpeg, runTool, temporaryDirectory } from '../../testing/referenceTools.ts'
import { noise } from '../../testing/signals.ts'
import { wavFixture } from '../../testing/wavFixture.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)

const module = kernelModule()
const LENGTH = 4801
const origin = (channels: number): string => directory.file(`origin-${channels}.wav`)
for (const channels of [1, 2]) {
  const samples = Array.from({ length: channels }, (_, c) => noise(LENGTH, c + 1))
  writeFileSync(origin(channels), wavFixture({ samples, encoding: 'f64' }))
}

/** Every sample of a file as the kernel makes it: interleaved doubles, as bytes. */
function decoded(bytes: Uint8Array, pcm: PcmLayout): Buffer {
  const codec = new PcmCodec(module, pcm.channels, pcm.length)
  codec.staging.set(bytes.subarray(pcm.dataOffset, pcm.dataOffset + pcm.length * bytesPerFrame(pcm)))
  expect(codec.decode(pcm.encoding, pcm.channels, pcm.length)).toBe(-1)
  const interleaved = Float64Array.from(
    { length: pcm.length * pcm.channels },
    (_, i) => codec.channels[i % pcm.channels]?.[Math.floor(i / pcm.channels)] ?? Number.NaN,
  )
  return Buffer.from(interleaved.buffer)
}

/** Our samples of `path` against ffmpeg's of `reference`, bit for bit. */
async function expectSameSamples(path: string, format: FileFormat, channels: number, reference = path) {
  const bytes = readFileSync(path)
  const source = memoryByteSource('made', bytes)
  const info = await probeFile(source)
  if (!info.ok) throw new Error(`refused: ${JSON.stringify(info.error)}`)
  expect(info.value).toMatchObject({
    format,
    sampleRate: 48_000,
    pcm: { channels, length: LENGTH },
    warnings: [],
  })
  expect(bytesRead(source)).toBeLessThan(80_000)
  const theirs = ffmpeg('-i', reference, '-c:a', 'pcm_f64le', '-f', 'f64le', '-')
  const ours = decoded(bytes, info.value.pcm)
  // In RF64 ffmpeg counts the pad byte of odd audio, and in 8 bits takes it for a sample.
  expect([ours.length, ours.length + 8]).toContain(theirs.length)
  expect(ours.equals(theirs.subarray(0, ours.length)), 'bit for bit').toBe(true)
}

const both = <T>(list: readonly T[]) =>
  list.flatMap((each) => [1, 2].map((channels) => [each, channels] as const))

describe('by ffmpeg', () => {
  it.each(both(['pcm_u8', 'pcm_s16le', 'pcm_s24le', 'pcm_s32le', 'pcm_f32le', 'pcm_f64le']))(
    'RF64 of %s, %i channels',
    async (codec, channels) => {
      const path = directory.file(`${codec}-${channels}-rf64.wav`)
      ffmpeg('-i', origin(channels), '-c:a', codec, '-rf64', 'always', path)
      await expectSameSamples(path, 'rf64', channels)
    },
  )

  it.each(
    both([
      ['pcm_s8', 'aiff'],
      ['pcm_s16be', 'aiff'],
      ['pcm_s24be', 'aiff'],
      ['pcm_s32be', 'aiff'],
      ['pcm_u8', 'aifc'],
      ['pcm_s16le', 'aifc'],
      ['pcm_f32be', 'aifc'],
      ['pcm_f64be', 'aifc'],
    ] as const),
  )('AIFF of %s, %i channels', async ([codec, format], channels) => {
    const path = directory.file(`${codec}-${channels}.aif`)
    ffmpeg('-i', origin(channels), '-c:a', codec, path)
    await expectSameSamples(path, format, channels)
  })

  it('is not asked for what it wrote as WAV: only `-rf64 always` makes another file of it', async () => {
    const path = directory.file('auto.wav')
    ffmpeg('-i', origin(2), '-c:a', 'pcm_s24le', '-rf64', 'auto', path)
    await expectSameSamples(path, 'wav', 2)
  })
})

describe('by sox', () => {
  it.each(both([8, 16, 24, 32]))('AIFF of %i bits, %i channels', async (bits, channels) => {
    const path = directory.file(`sox-${bits}-${channels}.aiff`)
    runTool('sox', ['-D', origin(channels), '-b', `${bits}`, path])
    await expectSameSamples(path, 'aiff', channels)
  })

  // Of 32 bits it makes float.
  it.each(both([8, 16, 24, 32]))('AIFF-C of %i bits, %i channels', async (bits, channels) => {
    const path = directory.file(`sox-${bits}-${channels}.aifc`)
    runTool('sox', ['-D', origin(channels), '-b', `${bits}`, path])
    await expectSameSamples(path, 'aifc', channels)
  })
})

describe('by libsndfile', () => {
  const convert = (channels: number, name: string, ...options: string[]): string => {
    const path = directory.file(name)
    runTool('sndfile-convert', [...options, origin(channels), path])
    return path
  }

  it.each(both(['-pcm16', '-pcm24', '-pcm32', '-float32', '-float64']))(
    'RF64 of %s, %i channels',
    async (encoding, channels) => {
      await expectSameSamples(convert(channels, `${encoding}-${channels}.rf64`, encoding), 'rf64', channels)
    },
  )

  it.each(both(['-pcm16', '-pcm24', '-pcm32', '-float32', '-float64']))(
    'AIFF of %s, %i channels',
    async (encoding, channels) => {
      const path = convert(channels, `sndfile${encoding}-${channels}.aif`, encoding)
      await expectSameSamples(path, encoding.startsWith('-float') ? 'aifc' : 'aiff', channels)
    },
  )

  // ffmpeg knows only one of the little-endian codings: it is shown the same samples as WAV.
  it.each(both(['-pcm16', '-pcm24', '-pcm32']))(
    'little-endian AIFF-C of %s, %i channels',
    async (encoding, channels) => {
      const path = convert(channels, `little${encoding}-${channels}.aif`, encoding, '-endian=little')
      const reference = convert(channels, `little${encoding}-${channels}.wav`, encoding)
      await expectSameSamples(path, 'aifc', channels, reference)
    },
  )
})

describe('what is refused', () => {
  it.each([
    ['pcm_mulaw', 'µ-law audio'],
    ['pcm_alaw', 'A-law audio'],
  ])('AIFF-C of %s', async (codec, encoding) => {
    const path = directory.file(`${codec}.aif`)
    ffmpeg('-i', origin(1), '-c:a', codec, path)
    expect(await probeFile(memoryByteSource('made', readFileSync(path)))).toEqual({
      ok: false,
      error: { code: 'format/encoding', file: 'made', encoding },
    })
  })

  it.each([
    ['rf64.wav', ['-rf64', 'always']],
    ['surround.aif', []],
  ])('sixteen channels in %s; six, and another rate, are taken', async (name, options) => {
    const made = async (kind: string, ...change: string[]) => {
      const path = directory.file(`${kind}-${name}`)
      ffmpeg('-i', origin(2), ...change, ...options, path)
      return probeFile(memoryByteSource('made', readFileSync(path)))
    }
    expect(await made('16', '-ac', '16')).toEqual({
      ok: false,
      error: { code: 'audio/channels', file: 'made', channels: 16 },
    })
    expect(await made('6', '-ac', '6')).toMatchObject({ ok: true, value: { pcm: { channels: 6 } } })
    expect(await made('44', '-ar', '44100')).toMatchObject({ ok: true, value: { sampleRate: 44_100 } })
  })
})
