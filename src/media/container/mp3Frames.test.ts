import { readFileSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import { memoryByteSource } from '../../testing/memoryByteSource.ts'
import { ffmpeg, runTool, temporaryDirectory } from '../../testing/referenceTools.ts'
import { mp3Fault } from './mp3Frames.ts'

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
  const free = () => mp3Fault(memoryByteSource('a', bytes))
  expect(await free()).toEqual({ ok: true, value: null })
  const packets = ffprobePositions(path)
  const third = packets[3] ?? 0
  bytes[third + 2] = (bytes[third + 2] ?? 0) & 0x0f
  expect(await free()).toEqual({ ok: true, value: 'freeFormat' })
})

it('does not take what is in a tag for a frame', async () => {
  const tag = new Uint8Array(2000)
  tag.set([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0x0f, 0x46])
  tag.set([0xff, 0xfb, 0x00, 0x00], 500)
  expect(await mp3Fault(memoryByteSource('a', tag))).toEqual({ ok: true, value: null })
})

it.each([
  [['-ar', '44100', '-ac', '2'], 'sample rate'],
  [['-ar', '24000', '-ac', '2'], 'sample rate'],
  [['-ar', '48000', '-ac', '1'], 'number of channels'],
  [['-ar', '48000', '-ac', '2', '-b:a', '320k'], null],
] as const)('finds what changes after a second at 48 kHz stereo: %j is %s', async (options, fault) => {
  const make = (name: string, ...settings: readonly string[]): Buffer => {
    const path = directory.file(name)
    ffmpeg('-f', 'lavfi', '-i', 'anoisesrc=d=1', '-c:a', 'libmp3lame', ...settings, '-write_xing', '0', path)
    return readFileSync(path)
  }
  const bytes = Buffer.concat([make('a.mp3', '-ar', '48000', '-ac', '2'), make('b.mp3', ...options)])
  expect(await mp3Fault(memoryByteSource('a', bytes))).toEqual({ ok: true, value: fault })
})

/** Where ffmpeg finds the frames. */
function ffprobePositions(path: string): number[] {
  const lines = ffmpegPackets(path).split('\n')
  return lines.map(Number).filter((position) => position > 0)
}

const ffmpegPackets = (path: string): string =>
  runTool('ffprobe', ['-v', 'error', '-show_entries', 'packet=pos', '-of', 'csv=p=0', path]).toString()
