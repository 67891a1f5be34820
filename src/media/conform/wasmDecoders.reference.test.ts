import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, expect, it, vi } from 'vitest'
import type { CompressedFormat } from '../../domain/media.ts'
import { memoryByteSource } from '../../testing/memoryByteSource.ts'
import { ffmpeg, ffprobeAudio, temporaryDirectory } from '../../testing/referenceTools.ts'
import { openTrack } from './trackBlocks.ts'
import { wasmDecode } from './wasmDecoders.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)

async function decoded(path: string, format: CompressedFormat): Promise<Float32Array> {
  const track = await openTrack(memoryByteSource(path, readFileSync(path)), format, wasmDecode())
  if (!track.ok) throw new Error(JSON.stringify(track.error))
  const parts: Float32Array[] = []
  for await (const block of track.value.blocks) {
    if (!block.ok) throw new Error(JSON.stringify(block.error))
    parts.push(block.value.samples.slice())
  }
  track.value.close()
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** Noise that is no loop, over a tone, a second and a bit of it. */
const INPUT = ['-y', '-f', 'lavfi', '-i', 'anoisesrc=d=1.3:r=48000:a=0.3:c=pink:seed=5']

it.each([
  ['flac', 'flac', ['-ac', '2', '-c:a', 'flac', '-sample_fmt', 's32'], 0],
  ['flac', 'flac', ['-ac', '1', '-c:a', 'flac', '-sample_fmt', 's16', '-ar', '44100'], 0],
  ['flac', 'flac', ['-ac', '6', '-c:a', 'flac', '-sample_fmt', 's16'], 0],
  ['mp3', 'mp3', ['-ac', '2', '-c:a', 'libmp3lame', '-b:a', '192k'], 1e-4],
  ['mp3', 'mp3', ['-ac', '1', '-c:a', 'libmp3lame', '-b:a', '128k', '-ar', '44100'], 1e-4],
  ['ogg', 'opus', ['-ac', '2', '-c:a', 'libopus', '-b:a', '128k'], 2e-3],
  ['ogg', 'opus', ['-ac', '1', '-c:a', 'libopus', '-b:a', '96k'], 2e-3],
] as const)(
  '%s, %s %j: the samples that ffmpeg decodes, none more or less',
  async (format, extension, options, by) => {
    const path = directory.file(`${options.join('')}.${extension}`)
    ffmpeg(...INPUT, ...options, path)
    const raw = ffmpeg('-i', path, '-f', 'f32le', '-')
    const reference = new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length))
    const found = await decoded(path, format)
    expect(found.length).toBe(reference.length)
    const worst = found.reduce((most, value, n) => Math.max(most, Math.abs(value - (reference[n] ?? 0))), 0)
    expect(worst).toBeLessThanOrEqual(by)
    expect(found.some((value) => Math.abs(value) > 0.01)).toBe(true)
  },
)

/** A still picture, and sound that comes so many seconds after its first frame. */
const PICTURE = ['-y', '-f', 'lavfi', '-i', 'color=size=32x32:rate=25:duration=2']

it.each([
  ['mov', 'pcm_s24le', []],
  ['mp4', 'flac', ['-strict', '-2']],
] as const)(
  '%s, %s: sound that its edit list begins late has silence before it',
  async (format, codec, options) => {
    const path = directory.file(`late.${format}`)
    const maps = ['-map', '0:v', '-map', '1:a', '-c:v', 'mpeg4']
    ffmpeg(...PICTURE, '-itsoffset', '0.035', ...INPUT.slice(1), ...maps, '-c:a', codec, ...options, path)
    const raw = ffmpeg('-i', path, '-f', 'f32le', '-')
    const reference = new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length))
    const lead = Math.round(Number(ffprobeAudio(path).start_time) * 48_000)
    expect(lead).toBe(1680)
    const found = await decoded(path, format)
    expect(found.length).toBe(lead + reference.length)
    expect(found.subarray(0, lead).every((value) => value === 0)).toBe(true)
    expect(Buffer.from(found.slice(lead).buffer).equals(Buffer.from(reference.buffer))).toBe(true)
  },
)

it('a damaged file is refused by name', async () => {
  const path = directory.file('whole.flac')
  ffmpeg(...INPUT, '-ac', '2', path)
  const bytes = readFileSync(path)
  bytes.fill(0x55, 60_000, 61_000)
  // The decoder prints what it finds.
  const printed = vi.spyOn(console, 'error').mockReturnValue()
  const track = await openTrack(memoryByteSource('damaged.flac', bytes), 'flac', wasmDecode())
  if (!track.ok) throw new Error(JSON.stringify(track.error))
  let last: unknown
  for await (const block of track.value.blocks) last = block
  track.value.close()
  printed.mockRestore()
  expect(last).toMatchObject({ ok: false, error: { code: 'format/malformed', file: 'damaged.flac' } })
})

it('gives back every value of 24 bits', async () => {
  const raw = Buffer.alloc(3 * 2 ** 20)
  // Every sixteenth, and both ends.
  for (let n = 0; n < 2 ** 20; n++)
    raw.writeIntLE(n === 2 ** 20 - 1 ? 2 ** 23 - 1 : 16 * n - 2 ** 23, 3 * n, 3)
  const [samples, path] = [directory.file('ramp.raw'), directory.file('ramp.flac')]
  writeFileSync(samples, raw)
  ffmpeg('-y', '-f', 's24le', '-ar', '48000', '-ac', '1', '-i', samples, path)
  const found = await decoded(path, 'flac')
  expect(found.length).toBe(2 ** 20)
  expect(found.findIndex((value, n) => value * 2 ** 23 !== raw.readIntLE(3 * n, 3))).toBe(-1)
})
