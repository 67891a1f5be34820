import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Clip, FADE_CURVES } from '../domain/session.ts'
import { type Decibels, decibels, samplePosition, samples } from '../domain/units.ts'
import { noise } from '../testing/signals.ts'
import { applyEnvelope, clipEnvelope, envelopeGain } from './clipEnvelope.ts'

const LENGTH = 500
const clip: Clip = {
  id: '1',
  media: ['1'],
  start: samplePosition(0),
  from: samplePosition(0),
  length: samples(LENGTH),
}
const fade = fc.record({
  length: fc.integer({ min: 1, max: LENGTH / 2 }).map(samples),
  curve: fc.constantFrom(...FADE_CURVES),
})
const shaped = fc
  .record(
    {
      gainDb: fc.oneof(fc.constant(null), fc.double({ min: -100, max: 24, noNaN: true }).map(decibels)),
      fadeIn: fade,
      fadeOut: fade,
    },
    { requiredKeys: [] },
  )
  .map((change): Clip => ({ ...clip, ...change }))

describe('the envelope of a clip', () => {
  it('is none at 0 dB without fades', () => {
    expect(clipEnvelope(clip)).toBeNull()
    expect(clipEnvelope({ ...clip, gainDb: 0 as Decibels, mute: true })).toBeNull()
    expect(clipEnvelope({ ...clip, gainDb: null })?.gain).toBe(0)
  })

  it('gives the same bits in pieces of any size, anywhere in a buffer', () => {
    fc.assert(
      fc.property(
        shaped,
        fc.array(fc.integer({ min: 1, max: LENGTH }), { maxLength: 8 }),
        fc.nat(9),
        (one, cuts, offset) => {
          const envelope = clipEnvelope(one)
          if (!envelope) return
          const source = [noise(LENGTH, 1), noise(LENGTH, 2)]
          const expected = source.map((channel) =>
            channel.map((value, n) => value * envelopeGain(envelope, n)),
          )
          const edges = [...new Set([0, ...cuts, LENGTH])].toSorted((a, b) => a - b)
          for (const [i, end] of edges.slice(1).entries()) {
            const begin = edges[i] ?? 0
            const buffers = source.map((channel) => {
              const buffer = new Float64Array(LENGTH + 20).fill(0.5)
              buffer.set(channel.subarray(begin, end), offset)
              return buffer
            })
            applyEnvelope(envelope, buffers, offset, end - begin, begin)
            for (const [c, buffer] of buffers.entries()) {
              expect(buffer.subarray(offset, offset + end - begin)).toEqual(expected[c]?.subarray(begin, end))
              expect(buffer.subarray(0, offset).every((value) => value === 0.5)).toBe(true)
              expect(buffer.subarray(offset + end - begin).every((value) => value === 0.5)).toBe(true)
            }
          }
        },
      ),
    )
  })
})
