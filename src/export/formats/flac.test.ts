import { writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { samples } from '../../domain/units.ts'
import { probeHeaders } from '../../media/probe.ts'
import {
  deliveredFile,
  deliveryFacts,
  mediainfo,
  packedPcm,
  probedWithoutWarning,
} from '../../testing/deliveryFixture.ts'
import { memoryByteSource } from '../../testing/memoryByteSource.ts'
import { ffmpeg, runTool, temporaryDirectory } from '../../testing/referenceTools.ts'
import { noise } from '../../testing/signals.ts'
import { openDeliveryFile } from './registry.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)

describe.each(
  (
    [
      ['int16', 's16le', 16],
      ['int24', 's24le', 24],
    ] as const
  ).flatMap(([kind, raw, bits]) =>
    (
      [
        [['M'], 44_100, 100],
        [['L', 'R'], 48_000, 10_000],
        [['L', 'R', 'C', 'LFE', 'Ls', 'Rs'], 96_000, 50_001],
      ] as const
    ).map(([speakers, sampleRate, length]) => ({ kind, raw, bits, speakers, sampleRate, length })),
  ),
)(
  '$kind, $speakers, $sampleRate Hz, $length samples',
  async ({ kind, raw, bits, speakers, sampleRate, length }) => {
    const facts = deliveryFacts({ kind, speakers, sampleRate, samples: samples(length) })
    const pcm = packedPcm(
      speakers.map((_, c) => noise(length, c + 1)),
      kind,
    )
    const { bytes } = await deliveredFile('flac', facts, pcm)
    const path = directory.file(`${kind}-${speakers.length}.flac`)
    writeFileSync(path, bytes)

    it('ffmpeg decodes the very samples, and has nothing to complain of', () => {
      const { stream, tags } = probedWithoutWarning(path)
      expect(stream).toMatchObject({ codec_name: 'flac', channels: speakers.length, duration_ts: length })
      expect(stream.bits_per_raw_sample).toBe(`${bits}`)
      expect(tags).toMatchObject({ TITLE: 'Reel 1', ARTIST: 'Dubstage' })
      expect(ffmpeg('-i', path, '-c:a', `pcm_${raw}`, '-f', raw, '-').equals(pcm)).toBe(true)
    })

    it('we read it back', async () => {
      expect(await probeHeaders(memoryByteSource('a.flac', bytes), async () => true)).toMatchObject({
        ok: true,
        value: { format: 'flac', sampleRate, channels: speakers.length, length, warnings: [] },
      })
    })

    it('its MD5 is that of the samples', () => {
      const md5 = runTool('md5sum', [writeRaw(pcm)])
        .toString()
        .slice(0, 32)
      expect(Buffer.from(bytes.subarray(26, 42)).toString('hex')).toBe(md5)
      expect(mediainfo(path)[1].extra).toMatchObject({ MD5_Unencoded: md5.toUpperCase() })
    })

    it('libsndfile and sox read it', () => {
      const text = runTool('sndfile-info', [path]).toString()
      expect(text).toMatch(new RegExp(`^Frames {6}: ${length}$`, 'm'))
      const info = runTool('sh', ['-c', 'sox --i "$0" 2>&1', path]).toString()
      expect(info).toContain(`= ${length} samples`)
      expect(info).not.toMatch(/WARN/)
    })
  },
)

function writeRaw(pcm: Uint8Array): string {
  const path = directory.file('samples.raw')
  writeFileSync(path, pcm)
  return path
}

it.each([
  [{ sampleRate: 47_952 }, 'its encoder has no rate of 47952 Hz'],
  [
    { speakers: ['L', 'C', 'R', 'Ls', 'Rs', 'LFE'] as const, channelNames: ['1', '2', '3', '4', '5', '6'] },
    'its 6 channels are L R C LFE Ls Rs, in this order',
  ],
  [{ samples: samples(2 ** 32) }, 'it is written up to 4294967295 samples'],
])('refuses %j by name', async (facts, detail) => {
  expect(await openDeliveryFile('flac', deliveryFacts(facts))).toMatchObject({
    ok: false,
    error: { code: 'export/format', format: 'FLAC', detail },
  })
})
