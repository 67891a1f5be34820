import { readFileSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import type { CompressedFormat } from '../../domain/media.ts'
import { memoryByteSource } from '../../testing/memoryByteSource.ts'
import { ffmpeg, temporaryDirectory } from '../../testing/referenceTools.ts'
import { openTrack } from './trackBlocks.ts'
import { wasmDecode } from './wasmDecoders.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)

const SECONDS = 20
const INPUT = ['-f', 'lavfi', '-i', `anoisesrc=d=${SECONDS}:r=48000:a=0.3:seed=5`, '-ac', '1']

// An MP3 with its text behind it, which is read first, and files that are read whole before any of it is decoded.
it.each([
  ['mp3', 'mp3', ['-b:a', '64k', '-write_id3v1', '1', '-metadata', 'title=A']],
  ['mp3', 'mp3', ['-b:a', '64k', '-write_xing', '0', '-id3v2_version', '0']],
  ['flac', 'flac', ['-sample_fmt', 's16']],
  ['ogg', 'opus', ['-c:a', 'libopus', '-b:a', '64k']],
] as const)(
  '%s, %s %j: is as far as it is decoded, not as it is read',
  async (format, extension, options) => {
    const path = directory.file(`${options.join('').replaceAll(/[^\w]/g, '')}.${extension}`)
    ffmpeg(...INPUT, ...options, path)
    const source = memoryByteSource(path, readFileSync(path))
    const track = await openTrack(source, format satisfies CompressedFormat, wasmDecode())
    if (!track.ok) throw new Error(JSON.stringify(track.error))
    expect(track.value.done()).toBe(0)
    let frames = 0
    let worst = 0
    for await (const block of track.value.blocks) {
      if (!block.ok) throw new Error(JSON.stringify(block.error))
      frames += block.value.samples.length
      worst = Math.max(worst, Math.abs(track.value.done() - frames / (SECONDS * 48_000)))
    }
    expect(worst).toBeLessThan(0.02)
    expect(track.value.done()).toBeGreaterThan(0.98)
    track.value.close()
  },
)
