import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noise, sine } from '../../testing/signals.ts'
import { resampledLength } from './resampledLength.ts'
import { createResampler } from './resampler.ts'

/** `input` converted, given in blocks of `lengths` frames in turn. */
async function converted(
  input: Float32Array,
  from: number,
  to: number,
  { channels = 1, lengths = [4096] }: { channels?: number; lengths?: readonly number[] } = {},
): Promise<Float32Array> {
  const resampler = await createResampler(channels, from, to)
  const blocks: Float32Array[] = []
  for (let at = 0, turn = 0; at < input.length; turn++) {
    const frames = lengths[turn % lengths.length] ?? 1
    // A block is the resampler's own until the next.
    for (const block of resampler.push(input.subarray(at, at + frames * channels))) blocks.push(block.slice())
    at += frames * channels
  }
  for (const block of resampler.finish()) blocks.push(block.slice())
  const out = new Float32Array(blocks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const block of blocks) {
    out.set(block, at)
    at += block.length
  }
  return out
}

/** Level of `hz` in the middle of `signal` and of everything else there, both in dB of a sine of peak 0.5. */
function levels(signal: Float32Array, hz: number, rate: number): { tone: number; rest: number } {
  const edge = Math.floor(signal.length / 8)
  let [ss, cc, sc, xs, xc] = [0, 0, 0, 0, 0]
  for (let n = edge; n < signal.length - edge; n++) {
    const [s, c] = [Math.sin((2 * Math.PI * hz * n) / rate), Math.cos((2 * Math.PI * hz * n) / rate)]
    const x = signal[n] ?? 0
    ss += s * s
    cc += c * c
    sc += s * c
    xs += x * s
    xc += x * c
  }
  const determinant = ss * cc - sc * sc
  const [a, b] = [(xs * cc - xc * sc) / determinant, (xc * ss - xs * sc) / determinant]
  let power = 0
  for (let n = edge; n < signal.length - edge; n++) {
    const phase = (2 * Math.PI * hz * n) / rate
    power += ((signal[n] ?? 0) - a * Math.sin(phase) - b * Math.cos(phase)) ** 2
  }
  return {
    tone: 20 * Math.log10(Math.hypot(a, b) / 0.5),
    rest: 10 * Math.log10(power / (signal.length - 2 * edge) / 0.125),
  }
}

const tone = (hz: number, rate: number): Float32Array => Float32Array.from(sine(rate / 2, hz, 0.5, rate))

const PAIRS = [
  [44_100, 48_000],
  [96_000, 48_000],
  [88_200, 48_000],
  [192_000, 48_000],
  [48_000, 44_100],
  [44_100, 96_000],
  [48_000, 96_000],
] as const

describe.each(PAIRS)('%i to %i Hz', (from, to) => {
  it.each([1000, 10_000, 19_000, 20_000])('is flat at %i Hz, with images below -100 dB', async (hz) => {
    const { tone: level, rest } = levels(await converted(tone(hz, from), from, to), hz, to)
    expect(Math.abs(level)).toBeLessThan(0.1)
    expect(rest).toBeLessThan(-100)
  })
})

it.each([
  [96_000, 48_000],
  [88_200, 48_000],
  [96_000, 44_100],
  [192_000, 48_000],
])('from %i to %i Hz lets nothing through that would fold back', async (from, to) => {
  for (const hz of [1.02, 1.2, 1.5, 1.8].map((factor) => (factor * to) / 2)) {
    if (hz >= from / 2) continue
    const out = await converted(tone(hz, from), from, to)
    const middle = out.subarray(out.length / 8, (out.length * 7) / 8)
    const power = middle.reduce((sum, x) => sum + x * x, 0) / middle.length
    expect(10 * Math.log10(power / 0.125)).toBeLessThan(-100)
  }
})

it('gives the same bits whatever the blocks, without a seam', async () => {
  const input = Float32Array.from(noise(60_000, 7))
  const whole = await converted(input, 44_100, 48_000, { channels: 2, lengths: [30_000] })
  for (const lengths of [[1], [4096], [777, 1, 5000], [10_000, 3]]) {
    const parts = await converted(input, 44_100, 48_000, { channels: 2, lengths })
    expect(Buffer.from(parts.buffer).equals(Buffer.from(whole.buffer)), `${lengths}`).toBe(true)
  }
})

it('has the length of the exact ratio, from 0 samples on', async () => {
  const rates = fc.constantFrom(8000, 11_025, 22_050, 44_100, 47_952, 48_000, 88_200, 96_000, 192_000)
  await fc.assert(
    fc.asyncProperty(fc.nat(3000), rates, rates, async (length, from, to) => {
      fc.pre(from !== to)
      const out = await converted(new Float32Array(length), from, to, { lengths: [500] })
      expect(out.length).toBe(resampledLength(length, from, to))
      expect(Math.abs(out.length - (length * to) / from)).toBeLessThanOrEqual(0.5)
    }),
    { numRuns: 40 },
  )
})

it('counts exactly beyond what doubles could', () => {
  expect(resampledLength(2 ** 40, 44_100, 48_000)).toBe(Number((2n ** 41n * 48_000n + 44_100n) / 88_200n))
  expect(resampledLength(147, 44_100, 48_000)).toBe(160)
  expect(resampledLength(1, 96_000, 48_000)).toBe(1)
})

it.each([1, 2, 6, 8])('keeps a click on its sample in every one of %i channels', async (channels) => {
  const input = new Float32Array(8820 * channels)
  for (let c = 0; c < channels; c++) input[(4410 + 147 * c) * channels + c] = 1
  const out = await converted(input, 44_100, 48_000, { channels })
  for (let c = 0; c < channels; c++) {
    const channel = out.filter((_, n) => n % channels === c)
    expect(channel.indexOf(channel.reduce((max, x) => Math.max(max, x)))).toBe(4800 + 160 * c)
  }
})

it('passes values over full scale', async () => {
  const out = await converted(
    tone(1000, 44_100).map((x) => 8 * x),
    44_100,
    48_000,
  )
  expect(levels(out, 1000, 48_000).tone).toBeCloseTo(20 * Math.log10(8), 3)
})

it('takes the widest step there is with all channels', async () => {
  const out = await converted(new Float32Array(8 * 9000).fill(0.25), 8000, 192_000, {
    channels: 8,
    lengths: [9000],
  })
  expect(out.length).toBe(8 * 9000 * 24)
  expect(out[out.length / 2]).toBeCloseTo(0.25, 3)
})
