import { readFileSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import { memoryByteSource } from '../../testing/memoryByteSource.ts'
import { ffmpeg, runTool, temporaryDirectory } from '../../testing/referenceTools.ts'
import { hasFreeFormatFrame } from './mp3Frames.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)

it.each([
  ['48000', '-b:a 128k'],
  ['44100', '-q:a 1'],
  ['22050', '-b:a 64k'],
  ['11025', '-b:a 16k'],
])('at %s Hz, %s: none of what LAME makes, and every one that damage makes', async (rate, options) => {
  const path = directory.file(`${rate}.mp3`)
  ffmpeg('-f', 'lavfi', '-i', `anoisesrc=r=${rate}:d=3`, '-c:a', 'libmp3lame', ...options.split(' '), path)
  const bytes = new Uint8Array(readFileSync(path))
  const free = () => hasFreeFormatFrame(memoryByteSource('a', bytes))
  expect(await free()).toEqual({ ok: true, value: false })
  const packets = ffprobePositions(path)
  const third = packets[3] ?? 0
  bytes[third + 2] = (bytes[third + 2] ?? 0) & 0x0f
  expect(await free()).toEqual({ ok: true, value: true })
})

it('does not take what is in a tag for a frame', async () => {
  const tag = new Uint8Array(2000)
  tag.set([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0x0f, 0x46])
  tag.set([0xff, 0xfb, 0x00, 0x00], 500)
  expect(await hasFreeFormatFrame(memoryByteSource('a', tag))).toEqual({ ok: true, value: false })
})

/** Where ffmpeg finds the frames. */
function ffprobePositions(path: string): number[] {
  const lines = ffmpegPackets(path).split('\n')
  return lines.map(Number).filter((position) => position > 0)
}

const ffmpegPackets = (path: string): string =>
  runTool('ffprobe', ['-v', 'error', '-show_entries', 'packet=pos', '-of', 'csv=p=0', path]).toString()
