import { writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import type { Speaker } from '../../domain/layout.ts'
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
import { ffmpeg, temporaryDirectory } from '../../testing/referenceTools.ts'
import { silence, sine } from '../../testing/signals.ts'
import { openDeliveryFile } from './registry.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)

/** One click at another place in every channel; the last of them on the very last sample but one. */
function clicks(channels: number, length: number): { signals: Float64Array[]; places: number[] } {
  const places = Array.from({ length: channels }, (_, c) => (c === 0 ? length - 2 : 1500 * c + 77))
  return {
    places,
    signals: places.map((place) => {
      const signal = silence(length)
      signal[place] = 0.9
      return signal
    }),
  }
}

/** The sample of the largest value in every channel of ffmpeg's decoding, and how many there are. */
function decoded(path: string, channels: number): { places: number[]; length: number } {
  const raw = ffmpeg('-i', path, '-f', 'f32le', '-')
  const values = new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length))
  const length = values.length / channels
  const places = Array.from({ length: channels }, (_, c) => {
    let [best, place] = [0, -1]
    for (let n = 0; n < length; n++) {
      const value = Math.abs(values[n * channels + c] ?? 0)
      if (value > best) [best, place] = [value, n]
    }
    return place
  })
  return { places, length }
}

const CASES: readonly (readonly ['m4a' | 'mp3', number, readonly Speaker[], number])[] = [
  ['m4a', 48_000, ['M'], 128_000],
  ['m4a', 48_000, ['L', 'R'], 256_000],
  ['m4a', 44_100, ['L', 'R'], 192_000],
  ['m4a', 48_000, ['L', 'R', 'C', 'LFE', 'Ls', 'Rs'], 448_000],
  ['mp3', 48_000, ['M'], 128_000],
  ['mp3', 48_000, ['L', 'R'], 320_000],
  ['mp3', 44_100, ['L', 'R'], 192_000],
]

describe.each(CASES)('%s, %i Hz, %s, %i bit/s', (id, sampleRate, speakers, bitRate) => {
  // The last click is in the last, partial codec frame.
  it.each([20_000, 21_504, 50_176])(
    'a click at sample n of %i is at sample n of ffmpeg’s decoding',
    async (length) => {
      const { signals, places } = clicks(speakers.length, length)
      const facts = deliveryFacts({
        kind: 'float32',
        speakers,
        sampleRate,
        bitRate,
        samples: samples(length),
      })
      const { bytes } = await deliveredFile(id, facts, packedPcm(signals, 'float32'))
      const path = directory.file(`${sampleRate}-${speakers.length}-${length}.${id}`)
      writeFileSync(path, bytes)
      const { stream, tags } = probedWithoutWarning(path)
      expect(stream).toMatchObject({ channels: speakers.length, sample_rate: `${sampleRate}` })
      expect(tags).toMatchObject({ title: 'Reel 1', artist: 'Dubstage' })
      const found = decoded(path, speakers.length)
      // An LFE channel holds no click: the codec keeps its low end only.
      places.forEach((place, c) => {
        if (speakers[c] !== 'LFE')
          expect(Math.abs((found.places[c] ?? -1) - place), `${c}`).toBeLessThanOrEqual(1)
      })
      // MP3 says where it ends; this ffmpeg plays an MP4 to the end of its last frame.
      if (id === 'mp3') expect(found.length).toBe(length)
      else expect(found.length - length).toBeLessThan(1024)
      expect(mediainfo(path)[1].SamplingRate).toBe(`${sampleRate}`)
      expect(await probeHeaders(memoryByteSource(`a.${id}`, bytes), async () => true)).toMatchObject({
        ok: true,
        value: { sampleRate, channels: speakers.length, length, warnings: [] },
      })
    },
  )
})

it('an MP4 says that it was made when its export was begun, and nothing else', async () => {
  const facts = deliveryFacts({ kind: 'float32', bitRate: 128_000, samples: samples(5000) })
  const { bytes } = await deliveredFile('m4a', facts, packedPcm([silence(5000), silence(5000)], 'float32'))
  const path = directory.file('dated.m4a')
  writeFileSync(path, bytes)
  const begun = new Date('2026-05-01T10:11:12')
  expect(probedWithoutWarning(path).tags.creation_time).toBe(begun.toISOString().replace('.000', '.000000'))
  const text = begun.toISOString().slice(0, 19).replace('T', ' ')
  for (const track of mediainfo(path)) {
    expect(track.Encoded_Date).toContain(text)
    expect(track.Tagged_Date).toContain(text)
  }
})

it.each(['m4a', 'mp3'] as const)('%s of a single sample is whole', async (id) => {
  const facts = deliveryFacts({ kind: 'float32', bitRate: 128_000, samples: samples(1) })
  const { bytes } = await deliveredFile(id, facts, packedPcm([silence(1), silence(1)], 'float32'))
  const path = directory.file(`short.${id}`)
  writeFileSync(path, bytes)
  // So short an MP3 ffmpeg takes with a warning, its own too.
  expect(decoded(path, 2).length).toBe(id === 'mp3' ? 1 : 1024)
})

it.each(['m4a', 'mp3'] as const)('%s holds a tone at its level', async (id) => {
  const tone = sine(96_000, 997, 0.5)
  const facts = deliveryFacts({ kind: 'float32', bitRate: 256_000, samples: samples(96_000) })
  const { bytes } = await deliveredFile(id, facts, packedPcm([tone, tone], 'float32'), { lengths: [4096] })
  const path = directory.file(`tone.${id}`)
  writeFileSync(path, bytes)
  const raw = ffmpeg('-i', path, '-f', 'f64le', '-')
  const values = new Float64Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length))
  const middle = Array.from(
    { length: 40_000 },
    (_, n) => (values[2 * (20_000 + n)] ?? 0) - (tone[20_000 + n] ?? 0),
  )
  const error = Math.sqrt(middle.reduce((sum, value) => sum + value * value, 0) / middle.length)
  expect(20 * Math.log10(error / (0.5 * Math.SQRT1_2))).toBeLessThan(-45)
})

it.each([
  ['mp3', { sampleRate: 96_000, bitRate: 320_000 }, 'it has 32, 44.1 or 48 kHz, not 96000 Hz'],
  [
    'mp3',
    { bitRate: 100_000 },
    'its bit rate is one of 64, 80, 96, 112, 128, 160, 192, 224, 256, 320 kbit/s',
  ],
  ['m4a', { sampleRate: 192_000, bitRate: 256_000 }, 'it has no rate of 192000 Hz'],
  ['m4a', {}, 'it needs a bit rate'],
  ['opus', { sampleRate: 44_100, bitRate: 128_000 }, 'it is made at 48000 Hz, not at 44100 Hz'],
  ['opus', { bitRate: 128_000 }, 'there is no encoder here for 2 channels at 48000 Hz'],
] as const)('%s refuses %j by name', async (id, facts, detail) => {
  expect(await openDeliveryFile(id, deliveryFacts({ kind: 'float32', ...facts }))).toMatchObject({
    ok: false,
    error: { code: 'export/format', file: 'reel.wav', detail },
  })
})
