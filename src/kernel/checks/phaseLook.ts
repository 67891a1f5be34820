import type { CheckKernel } from './checkKernel.ts'
import { HISTORY } from './checkStream.ts'
import { Fft } from './fft.ts'

/** Samples that are looked at together: a third of a second, and offsets of up to half of it. */
const LOOK_SECONDS = 0.3413
/** Fainter looks have nothing to compare: mean square, −65 dBFS. */
export const HEARD = 10 ** -6.5
/** The correlation is that of phases alone; what is over this, in Hz, counts less and less. */
const CORNER = 2500
/** How far a peak has to stand out, in deviations of the correlation. */
const STANDS_OUT = 8

/** A third of a second of two sounds, and how much later one is. */
export class PhaseLook {
  /** Of both, in samples: what is to be compared. `lag` leaves something else there. */
  readonly reference: Float64Array
  readonly other: Float64Array
  readonly size: number
  readonly #sampleRate: number
  readonly #fft: Fft
  readonly #window: Float64Array

  constructor(kernel: CheckKernel, sampleRate: number) {
    this.#sampleRate = sampleRate
    this.#fft = new Fft(kernel, 2 ** Math.round(Math.log2(sampleRate * LOOK_SECONDS)))
    const { size } = this.#fft
    this.size = size
    this.reference = kernel.doubles(size)
    this.other = kernel.doubles(size)
    this.#window = Float64Array.from(
      { length: size },
      (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (n + 0.5)) / size),
    )
  }

  /** Samples that `other` is later, up to half of the size. `faint`: one of them is too quiet; `null`: nothing stands out. */
  lag(): number | 'faint' | null {
    const { size } = this.#fft
    const re = this.reference
    const im = this.other
    let a = 0
    let b = 0
    for (let n = 0; n < size; n++) {
      const weight = this.#window[n] as number
      a += (re[n] as number) ** 2
      b += (im[n] as number) ** 2
      re[n] = (re[n] as number) * weight
      im[n] = (im[n] as number) * weight
    }
    if (Math.min(a, b) < HEARD * size) return 'faint'
    this.#fft.forward(re, im)
    let energy = 0
    for (let k = 1; k < size / 2; k++) {
      const m = size - k
      const ar = ((re[k] as number) + (re[m] as number)) / 2
      const ai = ((im[k] as number) - (im[m] as number)) / 2
      const br = ((im[k] as number) + (im[m] as number)) / 2
      const bi = ((re[m] as number) - (re[k] as number)) / 2
      const x = br * ar + bi * ai
      const y = bi * ar - br * ai
      const hz = (k * this.#sampleRate) / size
      const weight = hz < 80 ? 0 : 1 / (1 + (hz / CORNER) ** 2)
      const scale = weight / (Math.sqrt(x * x + y * y) + 1e-30)
      energy += weight * weight
      re[k] = x * scale
      im[k] = y * scale
      re[m] = x * scale
      im[m] = -y * scale
    }
    re[0] = 0
    im[0] = 0
    re[size / 2] = 0
    im[size / 2] = 0
    this.#fft.inverse(re, im)
    let peak = 0
    for (let n = 0; n < size; n++) if (Math.abs(re[n] as number) > Math.abs(re[peak] as number)) peak = n
    const height = Math.abs(re[peak] as number) / Math.sqrt(2 * energy)
    if (height < STANDS_OUT) return null
    return peak < size / 2 ? peak : peak - size
  }
}

/** All channels from a sample on as one. */
export function sumOf(
  channels: readonly Float64Array[],
  first: number,
  count: number,
  into: Float64Array | Float32Array,
  offset: number,
): void {
  for (const [c, channel] of channels.entries()) {
    if (c === 0) into.set(channel.subarray(first, first + count), offset)
    else
      for (let n = 0; n < count; n++)
        into[offset + n] = (into[offset + n] as number) + (channel[first + n] as number)
  }
}

/** The same of a hop, which has what was before it in front. */
export const sumOfHop = (
  channels: readonly Float64Array[],
  count: number,
  into: Float64Array | Float32Array,
  offset: number,
): void => sumOf(channels, HISTORY, count, into, offset)
