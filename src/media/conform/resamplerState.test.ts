import { expect, it } from 'vitest'
import { noise } from '../../testing/signals.ts'
import { createResampler, type Resampler } from './resampler.ts'

/** Frames that come round the buffer of the best converter, which holds 110 000. */
const LENGTH = 130_000
const BLOCK = 5000

const copied = (blocks: Generator<Float32Array>): Float32Array[] => [...blocks].map((block) => block.slice())

function bytesOf(blocks: readonly Float32Array[]): Buffer {
  return Buffer.concat(blocks.map((block) => new Uint8Array(block.buffer)))
}

/** What comes of `input` from the frame `at` on. */
function rest(resampler: Resampler, input: Float32Array, at: number, channels: number): Float32Array[] {
  const blocks: Float32Array[] = []
  for (let from = at * channels; from < input.length; from += BLOCK * channels)
    blocks.push(...copied(resampler.push(input.subarray(from, from + BLOCK * channels))))
  return [...blocks, ...copied(resampler.finish())]
}

it.each([
  [1, 192_000, 44_100],
  [2, 48_000, 44_100],
  [2, 44_100, 48_000],
  [6, 96_000, 48_000],
])('%i channels, %i to %i Hz: another goes on from a state to the same bits', async (channels, from, to) => {
  const input = Float32Array.from(noise(LENGTH * channels, channels, 0.5))
  const one = await createResampler(channels, from, to)
  const begun: Float32Array[] = []
  const states: { at: number; state: Uint8Array; before: Buffer }[] = []
  for (let at = 0; at < LENGTH; at += BLOCK) {
    if (at % 60_000 === 0) states.push({ at, state: one.state(), before: bytesOf(begun) })
    const block = input.subarray(at * channels, (at + BLOCK) * channels)
    begun.push(...copied(one.push(block)))
  }
  const whole = bytesOf([...begun, ...copied(one.finish())])
  for (const { at, state, before } of states) {
    expect(state.length).toBeLessThan(32_768 + 32_768 * channels)
    const other = await createResampler(channels, from, to)
    // Wherever it was before.
    if (at % 120_000 === 0) copied(other.push(input.subarray(0, 7777 * channels)))
    other.restore(state)
    expect(Buffer.from(other.state()).equals(state)).toBe(true)
    const made = Buffer.concat([before, bytesOf(rest(other, input, at, channels))])
    expect(made.equals(whole)).toBe(true)
    other.close()
  }
  one.close()
})

it('refuses what is no state', async () => {
  const resampler = await createResampler(1, 48_000, 44_100)
  expect(() => resampler.restore(new Uint8Array(100))).toThrow(RangeError)
  resampler.close()
})
