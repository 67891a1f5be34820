import { readFileSync } from 'node:fs'
import { EncodedPacketSink, FLAC } from 'mediabunny'
import { afterAll, expect, it } from 'vitest'
import { bytesRead, memoryByteSource } from '../../testing/memoryByteSource.ts'
import { ffmpeg, temporaryDirectory } from '../../testing/referenceTools.ts'
import { openContainer } from './containerInput.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)

it('reads a file of many mebibytes once when all of it is wanted', async () => {
  const path = directory.file('a.flac')
  const noise = 'anoisesrc=r=48000:d=5,aformat=s32:channel_layouts=stereo,aloop=23:240000'
  ffmpeg('-filter_complex', noise, '-compression_level', '0', path)
  const source = memoryByteSource('a.flac', readFileSync(path))
  expect(source.size).toBeGreaterThan(2 ** 24)
  const opened = openContainer(source, [FLAC], 'FLAC', 2 * source.size, 'all')
  const packets = await opened.attempt(async (input) => {
    const track = await input.getPrimaryAudioTrack()
    let bytes = 0
    if (track) for await (const { byteLength } of new EncodedPacketSink(track).packets()) bytes += byteLength
    return bytes
  }, '')
  opened.close()
  expect(packets.ok && packets.value).toBeGreaterThan(0.99 * source.size)
  expect(bytesRead(source)).toBeLessThan(1.1 * source.size)
})
