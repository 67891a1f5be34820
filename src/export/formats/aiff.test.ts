import { writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import type { Speaker } from '../../domain/layout.ts'
import { samplePosition, samples } from '../../domain/units.ts'
import {
  deliveredFile,
  deliveryFacts,
  mediainfo,
  packedPcm,
  probedWithoutWarning,
} from '../../testing/deliveryFixture.ts'
import { memoryByteSource } from '../../testing/memoryByteSource.ts'
import { probeFile } from '../../testing/probeFile.ts'
import { ffmpeg, runTool, temporaryDirectory } from '../../testing/referenceTools.ts'
import { noise } from '../../testing/signals.ts'
import type { DeliveryFacts } from './deliveryEncoder.ts'
import { openDeliveryFile } from './registry.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)

/** An odd number of bytes with 24-bit mono. */
const LENGTH = 1001
const KINDS = [
  { kind: 'int16', codec: 'pcm_s16be', raw: 's16le', bits: 16, format: 'AIFF' },
  { kind: 'int24', codec: 'pcm_s24be', raw: 's24le', bits: 24, format: 'AIFF' },
  { kind: 'float32', codec: 'pcm_f32be', raw: 'f32le', bits: 32, format: 'AIFF' },
] as const
const SPEAKERS: readonly (readonly Speaker[])[] = [['M'], ['L', 'R'], ['L', 'R', 'C', 'LFE', 'Ls', 'Rs']]
const MARKERS = [
  { at: samplePosition(0), name: 'FFOA' },
  { at: samplePosition(500), name: 'Reel 1' },
  { at: samplePosition(1001), name: '' },
]

const pcmOf = ({ speakers, kind, samples }: DeliveryFacts) =>
  packedPcm(
    speakers.map((_, c) => noise(samples, c + 1)),
    kind,
  )

describe.each(KINDS.flatMap((kind) => SPEAKERS.map((speakers) => ({ ...kind, speakers }))))(
  '$kind, $speakers',
  async ({ kind, codec, raw, bits, speakers }) => {
    const facts = deliveryFacts({
      kind,
      speakers,
      samples: samples(LENGTH),
      markers: MARKERS,
      sampleRate: 44_100,
    })
    const pcm = pcmOf(facts)
    const { bytes, warnings, patches } = await deliveredFile('aiff', facts, pcm)
    const path = directory.file(`${kind}-${speakers.length}.aif`)
    writeFileSync(path, bytes)

    it('ffprobe has nothing to complain of, and ffmpeg reads the very samples', () => {
      const { stream, tags } = probedWithoutWarning(path)
      expect(stream).toMatchObject({
        codec_name: codec,
        channels: speakers.length,
        sample_rate: '44100',
        duration_ts: LENGTH,
      })
      expect(tags).toMatchObject({ title: 'Reel 1', author: 'Dubstage', comment: 'Composite' })
      expect(ffmpeg('-i', path, '-c:a', `pcm_${raw}`, '-f', raw, '-').equals(pcm)).toBe(true)
    })

    it('libsndfile, sox and mediainfo read it', () => {
      const text = runTool('sndfile-info', [path]).toString()
      expect(text).toMatch(new RegExp(`^Frames {6}: ${LENGTH}$`, 'm'))
      expect(text).not.toMatch(/should be|bad|error|unknown|unhandled|\*\*\*/i)
      const info = runTool('sh', ['-c', 'sox --i "$0" 2>&1', path]).toString()
      expect(info).toContain(`= ${LENGTH} samples`)
      expect(info).not.toMatch(/WARN/)
      const [general, audio] = mediainfo(path)
      expect(general.Format).toBe('AIFF')
      expect(audio).toMatchObject({
        Channels: `${speakers.length}`,
        SamplingRate: '44100',
        BitDepth: `${bits}`,
      })
    })

    it('we read it back, texts and markers equal', async () => {
      expect(await probeFile(memoryByteSource('a.aif', bytes))).toMatchObject({
        ok: true,
        value: {
          warnings: [],
          sampleRate: 44_100,
          pcm: { length: LENGTH, channels: speakers.length, encoding: { bits, endian: 'be' } },
          metadata: {
            tags: { title: 'Reel 1', artist: 'Dubstage', comment: 'Composite' },
            markers: MARKERS.map(({ at, name }) => ({ sample: at, label: name })),
          },
        },
      })
      expect(warnings).toEqual(['AIFF has no field for timecode.'])
      expect(patches).toBe(0)
      expect(Buffer.from(bytes).readUInt32BE(4)).toBe(bytes.length - 8)
    })
  },
)

it('says what it cannot keep', async () => {
  const facts = deliveryFacts({
    title: 'Œuvre',
    markers: [{ at: samplePosition(3), length: samples(5), name: 'Türe', note: 'zu' }],
  })
  const { warnings, bytes } = await deliveredFile('aiff', facts, pcmOf(facts))
  expect(warnings).toEqual([
    'AIFF texts are ASCII: one of them reads “OEuvre”.',
    'AIFF names are ASCII of at most 255 letters: 1 of its markers were renamed.',
    'AIFF has no field for timecode.',
    'AIFF markers have no length and no note: 1 of them lose theirs.',
  ])
  expect(await probeFile(memoryByteSource('a.aif', bytes))).toMatchObject({
    value: { metadata: { markers: [{ sample: 3, label: 'Ture' }] } },
  })
})

it('is refused past 4 GiB, by name', async () => {
  const longest = deliveryFacts({ samples: samples(Math.floor((2 ** 32 - 400) / 6)) })
  expect((await openDeliveryFile('aiff', longest)).ok).toBe(true)
  expect(await openDeliveryFile('aiff', { ...longest, samples: samples(Math.ceil(2 ** 32 / 6)) })).toEqual({
    ok: false,
    error: {
      code: 'export/format',
      file: 'reel.wav',
      format: 'AIFF',
      detail: 'it holds 4 GiB, and this file is longer',
    },
  })
})
