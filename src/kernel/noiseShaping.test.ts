import { describe, expect, it } from 'vitest'
import type { DeliveryFormat } from '../domain/deliveryFormat.ts'
import { exportPurpose } from '../testing/exportPurpose.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { renderBlocks, rendererOf } from '../testing/mixRun.ts'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { silence, sine } from '../testing/signals.ts'

const module = kernelModule()
const session = sessionFixture([{ stem: 'music' }])
const FULL = 2 ** 15
const LENGTH = 2 ** 18
const SPAN = 2048

/** The error of the left channel of a delivered file, in LSBs. */
function errorOf(
  format: DeliveryFormat,
  signal: Float64Array,
  blocks: readonly number[] = [511],
): Float64Array {
  const renderer = rendererOf(module, session, exportPurpose(511, format))
  const error = new Float64Array(signal.length)
  renderBlocks(renderer, [[signal, signal]], blocks, ({ start, frames }) => {
    const bytes = renderer.packed(0, frames)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    for (let n = 0; n < frames; n++) {
      error[start + n] = view.getInt16(4 * n, true) - (signal[start + n] ?? 0) * FULL
    }
  })
  return error
}

/** Mean power of each of the SPAN / 2 bands, by Hann-windowed spectra: 1 for white noise of a power of 1 LSB². */
function spectrum(signal: Float64Array): Float64Array {
  const power = new Float64Array(SPAN / 2)
  const spans = Math.floor(signal.length / SPAN)
  for (let span = 0; span < spans; span++) {
    const re = Float64Array.from({ length: SPAN }, (_, n) => {
      const window = Math.sqrt(8 / 3) * 0.5 * (1 - Math.cos((2 * Math.PI * n) / SPAN))
      return window * (signal[span * SPAN + n] ?? 0)
    })
    const im = new Float64Array(SPAN)
    transform(re, im)
    for (let k = 0; k < SPAN / 2; k++) {
      power[k] = (power[k] ?? 0) + ((re[k] ?? 0) ** 2 + (im[k] ?? 0) ** 2) / SPAN / spans
    }
  }
  return power
}

/** The discrete Fourier transform in place, of a power of two. */
function transform(re: Float64Array, im: Float64Array): void {
  const size = re.length
  if (size === 1) return
  const half = size / 2
  const part = (values: Float64Array, odd: number) =>
    Float64Array.from({ length: half }, (_, n) => values[2 * n + odd] ?? 0)
  const [evenRe, evenIm, oddRe, oddIm] = [part(re, 0), part(im, 0), part(re, 1), part(im, 1)]
  transform(evenRe, evenIm)
  transform(oddRe, oddIm)
  for (let k = 0; k < half; k++) {
    const [c, s] = [Math.cos((2 * Math.PI * k) / size), -Math.sin((2 * Math.PI * k) / size)]
    const [r, i] = [(oddRe[k] ?? 0) * c - (oddIm[k] ?? 0) * s, (oddRe[k] ?? 0) * s + (oddIm[k] ?? 0) * c]
    re[k] = (evenRe[k] ?? 0) + r
    im[k] = (evenIm[k] ?? 0) + i
    re[k + half] = (evenRe[k] ?? 0) - r
    im[k + half] = (evenIm[k] ?? 0) - i
  }
}

/** |1 − Σ cᵢ z⁻ⁱ|² of the published filter at a part of the sample rate. */
function shape(part: number): number {
  const taps = [1, -2.033, 2.165, -1.959, 1.59, -0.6149]
  const sum = (of: (x: number) => number) =>
    taps.reduce((all, tap, i) => all + tap * of(2 * Math.PI * part * i), 0)
  return sum(Math.cos) ** 2 + sum(Math.sin) ** 2
}

const decibels = (power: number): number => 10 * Math.log10(power)
const mean = (values: ArrayLike<number>, from: number, to: number): number =>
  Array.from({ length: to - from }, (_, k) => values[from + k] ?? 0).reduce((sum, v) => sum + v, 0) /
  (to - from)

describe('noise-shaped dither', () => {
  it.each<[string, Float64Array]>([
    ['silence', silence(LENGTH)],
    ['a constant of a third of an LSB', silence(LENGTH).fill(0.33 / FULL)],
    ['a sine of a third of an LSB', sine(LENGTH, 997, 0.33 / FULL)],
    ['a sine of 0.9', sine(LENGTH, 997, 0.9)],
  ])('%s: the error has the spectrum of the filter on 1/4 LSB²', (_name, signal) => {
    const power = spectrum(errorOf('wav16shaped', signal))
    const BAND = 32
    for (let from = 0; from < SPAN / 2; from += BAND) {
      const expected = mean(
        Array.from({ length: BAND }, (_, k) => shape((from + k) / SPAN)),
        0,
        BAND,
      )
      const measured = mean(power, from, from + BAND)
      expect(Math.abs(decibels(measured) - decibels(0.25 * expected)), `band ${from}`).toBeLessThan(0.6)
    }
  })

  it('is far below white dither where hearing is keenest, 2 to 5 kHz', () => {
    const hz = (frequency: number) => Math.round((frequency / 48_000) * SPAN)
    const [shaped, white] = (['wav16shaped', 'wav16'] as const).map((format) =>
      mean(spectrum(errorOf(format, sine(LENGTH, 440, 0.5))), hz(2000), hz(5000)),
    )
    expect(decibels((shaped ?? 1) / (white ?? 1))).toBeLessThan(-12)
  })

  it('gives the same bits whatever the blocks', () => {
    const signal = sine(20_000, 997, 0.3)
    expect(errorOf('wav16shaped', signal, [1, 64, 511])).toEqual(errorOf('wav16shaped', signal))
  })

  it('holds to full scale, counts, and recovers', () => {
    const signal = silence(3000).fill(1.1, 0, 1000)
    const error = errorOf('wav16shaped', signal)
    expect(error.subarray(0, 1000).every((value) => Math.abs(value + 0.1 * FULL + 1) < 1e-6)).toBe(true)
    expect(error.subarray(1000).every((value) => Math.abs(value) <= 15)).toBe(true)
  })
})
