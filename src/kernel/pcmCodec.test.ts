import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PcmEncoding } from '../domain/media.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { rendererOf } from '../testing/mixRun.ts'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { PcmCodec } from './pcmCodec.ts'

const module = kernelModule()
const MAX_FRAMES = 64

type Read = (view: DataView, index: number) => number
const ENCODINGS: readonly (readonly [string, PcmEncoding, Read])[] = [
  ['8-bit unsigned', { kind: 'uint', bits: 8, endian: 'le' }, (v, i) => (v.getUint8(i) - 128) / 128],
  ['8-bit', { kind: 'int', bits: 8, endian: 'be' }, (v, i) => v.getInt8(i) / 128],
  ['16-bit', { kind: 'int', bits: 16, endian: 'le' }, (v, i) => v.getInt16(2 * i, true) / 2 ** 15],
  [
    '24-bit',
    { kind: 'int', bits: 24, endian: 'le' },
    (v, i) => (v.getInt8(3 * i + 2) * 65_536 + v.getUint16(3 * i, true)) / 2 ** 23,
  ],
  ['32-bit', { kind: 'int', bits: 32, endian: 'le' }, (v, i) => v.getInt32(4 * i, true) / 2 ** 31],
  ['32-bit float', { kind: 'float', bits: 32, endian: 'le' }, (v, i) => v.getFloat32(4 * i, true)],
  ['64-bit float', { kind: 'float', bits: 64, endian: 'le' }, (v, i) => v.getFloat64(8 * i, true)],
  ['16-bit big-endian', { kind: 'int', bits: 16, endian: 'be' }, (v, i) => v.getInt16(2 * i) / 2 ** 15],
  [
    '24-bit big-endian',
    { kind: 'int', bits: 24, endian: 'be' },
    (v, i) => (v.getInt8(3 * i) * 65_536 + v.getUint16(3 * i + 1)) / 2 ** 23,
  ],
  ['32-bit big-endian', { kind: 'int', bits: 32, endian: 'be' }, (v, i) => v.getInt32(4 * i) / 2 ** 31],
  ['32-bit big-endian float', { kind: 'float', bits: 32, endian: 'be' }, (v, i) => v.getFloat32(4 * i)],
  ['64-bit big-endian float', { kind: 'float', bits: 64, endian: 'be' }, (v, i) => v.getFloat64(8 * i)],
]

describe.each(ENCODINGS)('decoding %s', (_name, encoding, read) => {
  const width = encoding.bits / 8

  it.each([1, 2, 6])('%i channels as DataView reads them', (channels) => {
    const codec = new PcmCodec(module, channels, MAX_FRAMES)
    fc.assert(
      fc.property(
        fc
          .integer({ min: 0, max: MAX_FRAMES })
          .chain((frames) =>
            fc.uint8Array({ minLength: frames * channels * width, maxLength: frames * channels * width }),
          ),
        (bytes) => {
          const frames = bytes.length / width / channels
          const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
          const expected = Array.from({ length: frames * channels }, (_, i) => read(view, i))
          // What stood there before must not show.
          codec.staging.fill(0xa5)
          codec.staging.set(bytes)
          const bad = codec.decode(encoding, channels, frames)
          expect(bad).toBe(expected.findIndex((value) => !Number.isFinite(value)))
          const actual = Array.from(
            { length: frames * channels },
            (_, i) => codec.channels[i % channels]?.[Math.floor(i / channels)],
          )
          expect(actual).toEqual(expected)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('values that are no numbers', () => {
  const floats = ENCODINGS.filter(([, { kind }]) => kind === 'float')

  it.each(floats)('%s: the first in time is found, whichever channel has it', (_name, encoding) => {
    const codec = new PcmCodec(module, 2, MAX_FRAMES)
    const width = encoding.bits / 8
    const finite = fc.integer({ min: 0, max: 127 })
    const bad = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY)
    fc.assert(
      fc.property(fc.uniqueArray(finite, { minLength: 1, maxLength: 4 }), bad, (places, value) => {
        const view = new DataView(new ArrayBuffer(128 * width))
        for (const place of places) {
          const littleEndian = encoding.endian === 'le'
          if (width === 4) view.setFloat32(place * 4, value, littleEndian)
          else view.setFloat64(place * 8, value, littleEndian)
        }
        codec.staging.set(new Uint8Array(view.buffer))
        expect(codec.decode(encoding, 2, 64)).toBe(Math.min(...places))
      }),
    )
  })

  it('the largest finite values are numbers', () => {
    const codec = new PcmCodec(module, 1, MAX_FRAMES)
    const view = new DataView(codec.staging.buffer, codec.staging.byteOffset)
    view.setFloat64(0, Number.MAX_VALUE, true)
    view.setFloat64(8, -Number.MAX_VALUE, true)
    view.setFloat64(16, Number.MIN_VALUE, true)
    expect(codec.decode({ kind: 'float', bits: 64, endian: 'le' }, 1, 3)).toBe(-1)
  })
})

describe('decoding into a mix', () => {
  it('puts frames at their offset and leaves the others alone', () => {
    const renderer = rendererOf(module, sessionFixture([{}]), { kind: 'live', maxBlock: 16 })
    for (const channel of renderer.input(0)) channel.fill(9)
    renderer.staging.set([0x00, 0x40, 0x00, 0xc0, 0xff, 0x7f, 0x00, 0x80])
    const encoding = { kind: 'int', bits: 16, endian: 'le' } as const
    expect(renderer.decode(0, { encoding, first: 0, channels: 2 }, 2, 5)).toBe(-1)
    expect(Array.from(renderer.input(0)[0]?.subarray(4, 8) ?? [])).toEqual([9, 0.5, 32_767 / 32_768, 9])
    expect(Array.from(renderer.input(0)[1]?.subarray(4, 8) ?? [])).toEqual([9, -0.5, -1, 9])
  })

  it('puts the files of a split set in channels of their own', () => {
    const session = sessionFixture([{ speakers: ['L', 'R', 'C'] }])
    const renderer = rendererOf(module, session, { kind: 'live', maxBlock: 16 })
    const input = renderer.input(0)
    for (const channel of input) channel.fill(9)
    renderer.staging.set([0x00, 0x40, 0x00, 0xc0])
    const encoding = { kind: 'int', bits: 16, endian: 'le' } as const
    expect(renderer.decode(0, { encoding, first: 2, channels: 1 }, 2, 3)).toBe(-1)
    expect(input.map((channel) => [...channel.subarray(2, 6)])).toEqual([
      [9, 9, 9, 9],
      [9, 9, 9, 9],
      [9, 0.5, -0.5, 9],
    ])
    expect(() => renderer.decode(0, { encoding, first: 2, channels: 2 }, 1)).toThrow(RangeError)
  })

  it('refuses an encoding that no reader lets in', () => {
    const codec = new PcmCodec(module, 1, 4)
    expect(() => codec.decode({ kind: 'uint', bits: 16, endian: 'le' }, 1, 1)).toThrow(RangeError)
    expect(() => codec.decode({ kind: 'float', bits: 16, endian: 'le' }, 1, 1)).toThrow(RangeError)
  })
})

describe('peaks', () => {
  /** The least and greatest of each span over all channels, 0 among them, outwards to 1/127ths. */
  function naive(channels: readonly (readonly number[])[], span: number): number[] {
    const length = channels[0]?.length ?? 0
    return Array.from({ length: Math.ceil(length / span) }, (_, p) => {
      const values = channels.flatMap((channel) => channel.slice(p * span, (p + 1) * span))
      return [
        Math.max(-127, Math.floor(Math.min(0, ...values) * 127)) + 0,
        Math.min(127, Math.ceil(Math.max(0, ...values) * 127)) + 0,
      ]
    }).flat()
  }

  it('as a plain reading has them', () => {
    const sample = fc.oneof(
      fc.double({ min: -1.5, max: 1.5, noNaN: true }),
      fc.double({ min: -1e-9, max: 1e-9, noNaN: true }),
    )
    const signal = fc
      .tuple(fc.integer({ min: 1, max: MAX_FRAMES }), fc.constantFrom(1, 2, 6))
      .chain(([frames, channels]) =>
        fc.array(fc.array(sample, { minLength: frames, maxLength: frames }), {
          minLength: channels,
          maxLength: channels,
        }),
      )
    fc.assert(
      fc.property(signal, fc.integer({ min: 1, max: 70 }), (channels, span) => {
        const codec = new PcmCodec(module, channels.length, MAX_FRAMES)
        channels.forEach((channel, c) => {
          codec.channels[c]?.set(channel)
        })
        const frames = channels[0]?.length ?? 0
        expect(Array.from(codec.peaks(channels.length, frames, span))).toEqual(naive(channels, span))
      }),
      { numRuns: 200 },
    )
  })

  it('the faintest sound leaves a mark', () => {
    const codec = new PcmCodec(module, 1, 4)
    codec.channels[0]?.set([0, 1e-12, 0, -1e-12])
    expect(Array.from(codec.peaks(1, 4, 2))).toEqual([0, 1, -1, 0])
  })
})
