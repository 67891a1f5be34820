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
const noises = (channels: number) => Array.from({ length: channels }, (_, c) => noise(LENGTH, c + 1))
for (const channels of [1, 2])
  writeFileSync(origin(channels), wavFixture({ samples: noises(channels), encoding: 'f64' }))

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

/** Our samples of `path`, at 48 kHz, against ffmpeg's of `reference`, bit for bit. */
const expectSameSamples = (path: string, format: FileFormat, channels: number, reference = path) =>
  expectSamples(
    path,
    { format, channels, sampleRate: 48_000 },
    ffmpeg('-i', reference, '-c:a', 'pcm_f64le', '-f', 'f64le', '-'),
  )

type Made = { readonly format: FileFormat; readonly channels: number; readonly sampleRate: number }

/** Our samples of `path` against `theirs`, interleaved doubles, bit for bit. */
async function expectSamples(path: string, { format, channels, sampleRate }: Made, theirs: Buffer) {
  const bytes = readFileSync(path)
  const source = memoryByteSource('made', bytes)
  const info = await probeFile(source)
  if (!info.ok) throw new Error(`refused: ${JSON.stringify(info.error)}`)
  expect(info.value).toMatchObject({
    format,
    sampleRate,
    pcm: { channels, length: LENGTH },
    warnings: [],
  })
  expect(bytesRead(source)).toBeLessThan(80_000)
  const ours = decoded(bytes, info.value.pcm)
  // In RF64 ffmpeg counts the pad byte of odd audio, and in 8 bits takes it for a sample.
  expect([ours.length, ours.length + 8]).toContain(theirs.length)
  expect(ours.equals(theirs.subarray(0, ours.length)), 'bit for bit').toBe(true)
}

/** What ffmpeg makes of every format that is read in place. */
const CODECS: readonly (readonly [codec: string, format: FileFormat, ...options: string[]])[] = [
  ...['u8', 's16le', 's24le', 's32le', 'f32le', 'f64le'].flatMap((pcm) => [
    [`pcm_${pcm}`, 'wav'] as const,
    [`pcm_${pcm}`, 'rf64', '-rf64', 'always'] as const,
  ]),
  ...['s8', 's16be', 's24be', 's32be'].map((pcm) => [`pcm_${pcm}`, 'aiff'] as const),
  ...['u8', 's16le', 'f32be', 'f64be'].map((pcm) => [`pcm_${pcm}`, 'aifc'] as const),
]

const both = <T>(list: readonly T[]) =>
  list.flatMap((each) => [1, 2].map((channels) => [each, channels] as const))

describe('by ffmpeg', () => {
  // One ffmpeg makes all the files and another reads them: starting one for each would take a minute.
  it.each([
    [44_100, 2],
    [44_100, 6],
    [48_000, 1],
    [48_000, 2],
    [48_000, 6],
    [88_200, 2],
    [88_200, 6],
    [96_000, 2],
    [96_000, 6],
  ])('every format at %i Hz, %i channels', async (sampleRate, channels) => {
    const name = (end: string) => directory.file(`${sampleRate}-${channels}-${end}`)
    const mask = { 1: 4, 2: 3 }[channels] ?? 0x3f
    const samples = noises(channels)
    const from = name('origin.wav')
    writeFileSync(from, wavFixture({ samples, encoding: 'f64', sampleRate, extensible: { mask } }))
    const files = CODECS.map(([codec, format, ...options]) => {
      const path = name(`${codec}-${format}.${format.startsWith('ai') ? 'aif' : 'wav'}`)
      return { codec, format, options, path, raw: `${path}.f64` }
    })
    ffmpeg('-i', from, ...files.flatMap(({ codec, options, path }) => ['-c:a', codec, ...options, path]))
    ffmpeg(
      ...files.flatMap(({ path }) => ['-i', path]),
      ...files.flatMap(({ raw }, n) => ['-map', `${n}:a`, '-c:a', 'pcm_f64le', '-f', 'f64le', raw]),
    )
    for (const { format, path, raw } of files)
      await expectSamples(path, { format, channels, sampleRate }, readFileSync(raw))
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
