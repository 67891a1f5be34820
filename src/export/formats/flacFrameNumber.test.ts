import { writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { samples } from '../../domain/units.ts'
import { deliveryFacts, packedPcm } from '../../testing/deliveryFixture.ts'
import { ffmpeg, temporaryDirectory } from '../../testing/referenceTools.ts'
import { noise } from '../../testing/signals.ts'
import { raisedFrame } from './flacFrameNumber.ts'
import { openPacketEncoder } from './packetEncoder.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)

const BLOCK = 4096

/** The frames that the program's encoder makes of 16 bits. */
async function encoded(channels: readonly Float64Array[], sampleRate: number): Promise<Uint8Array[]> {
  const speakers = channels.length === 1 ? (['M'] as const) : (['L', 'R'] as const)
  const length = samples(channels[0]?.length ?? 0)
  const facts = deliveryFacts({ kind: 'int16', speakers, sampleRate, samples: length })
  const frames: Uint8Array[] = []
  const opened = await openPacketEncoder('flac', facts, 'FLAC', ({ data }) => {
    frames.push(data)
  })
  if (!opened.ok) throw new Error(opened.error.code)
  await opened.value.push(packedPcm(channels, 'int16'))
  await opened.value.finish()
  opened.value.close()
  return frames
}

/**
 * The frames of a constant signal as another encoder has numbered them: what lies between two of them is their numbers, their
 * sums, and nothing else. The smallest blocks that there are, so that there are many.
 */
function numbered(count: number): Uint8Array[] {
  const path = directory.file('constant.flac')
  const raw = directory.file('constant.raw')
  writeFileSync(raw, new Uint8Array(2 * 16 * count))
  const input = ['-f', 's16le', '-ar', '48000', '-ac', '1', '-i', raw]
  ffmpeg(...input, '-c:a', 'flac', '-frame_size', '16', path)
  const bytes = ffmpeg('-i', path, '-c', 'copy', '-f', 'data', '-map', '0:a', '-')
  const starts: number[] = []
  for (let at = bytes.indexOf('fff8', 0, 'hex'); at >= 0; at = bytes.indexOf('fff8', at + 9, 'hex'))
    starts.push(at)
  return starts.map((at, n) => new Uint8Array(bytes.subarray(at, starts[n + 1])))
}

describe('a frame with its number raised', () => {
  it.each([
    [1, 48_000],
    [2, 44_100],
    // A rate and a last block without a code of their own.
    [1, 176_400],
  ])('is that of the encoder itself, with so many before it: %i channels, %i Hz', async (channels, rate) => {
    const length = 200 * BLOCK + 777
    const signals = Array.from({ length: channels }, (_, c) => noise(length, c + 1, 0.01))
    const whole = await encoded(signals, rate)
    expect(whole.length).toBe(201)
    for (const before of [1, 127, 128, 199, 200]) {
      const rest = await encoded(
        signals.map((signal) => signal.subarray(before * BLOCK)),
        rate,
      )
      const raised = rest.map((frame) => raisedFrame(frame, before))
      expect(Buffer.concat(raised).equals(Buffer.concat(whole.slice(before)))).toBe(true)
    }
  })

  it('is that of another encoder too, where its number takes more bytes', () => {
    const frames = numbered(66_000)
    expect(frames.length).toBe(66_000)
    const at = (n: number) => frames[n] ?? new Uint8Array(0)
    const places = fc.oneof(
      fc.constantFrom(0, 1, 127, 128, 2047, 2048, 65_535, 65_536),
      fc.nat({ max: 65_999 }),
    )
    fc.assert(
      fc.property(places, places, (one, other) => {
        const [from, to] = one < other ? [one, other] : [other, one]
        expect(raisedFrame(at(from), to - from)).toEqual(at(to))
      }),
      { numRuns: 2000 },
    )
  })

  it('is the same in one step as in two, up to what can be counted', () => {
    const [frame = new Uint8Array(0)] = numbered(4)
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 31 - 1 }), fc.nat(), (by, part) => {
        const first = part % (by + 1)
        expect(raisedFrame(raisedFrame(frame, first), by - first)).toEqual(raisedFrame(frame, by))
      }),
    )
    expect(() => raisedFrame(frame, 2 ** 31)).toThrow(RangeError)
  })

  it('is refused where samples are counted, or what is no frame', () => {
    const [frame = new Uint8Array(0)] = numbered(4)
    const changed = (at: number, byte: number) => frame.with(at, byte)
    expect(() => raisedFrame(changed(1, 0xf9), 1)).toThrow('fixed block size')
    expect(() => raisedFrame(changed(0, 0), 1)).toThrow(RangeError)
    expect(() => raisedFrame(changed(3, 0), 1)).toThrow('sum')
    expect(() => raisedFrame(changed(4, 0x80), 1)).toThrow(RangeError)
  })
})
