import type { CheckKernel } from './checkKernel.ts'

/**
 * The discrete Fourier transform of complex numbers in place, radix 2, in doubles. Not scaled: forwards and back again is
 * `size` times what it was.
 */
export class Fft {
  readonly size: number
  readonly #kernel: CheckKernel
  readonly #cosines: Float64Array
  readonly #sines: Float64Array
  readonly #reversed: Int32Array

  /** `size`: a power of 2. What is transformed is in the kernel's memory. */
  constructor(kernel: CheckKernel, size: number) {
    const bits = Math.log2(size)
    if (!Number.isInteger(bits)) throw new RangeError(`${size} is no power of 2`)
    this.size = size
    this.#kernel = kernel
    this.#cosines = kernel.doubles(size)
    this.#sines = kernel.doubles(size)
    this.#reversed = kernel.integers(size)
    for (let half = 1, at = 0; half < size; half *= 2) {
      for (let n = 0; n < half; n++, at++) {
        this.#cosines[at] = Math.cos((Math.PI * n) / half)
        this.#sines[at] = Math.sin((Math.PI * n) / half)
      }
    }
    for (let n = 0; n < size; n++) {
      let out = 0
      for (let bit = 0; bit < bits; bit++) out |= ((n >> bit) & 1) << (bits - 1 - bit)
      this.#reversed[n] = out
    }
  }

  forward(re: Float64Array, im: Float64Array): void {
    this.#kernel.fft(re, im, this.#cosines, this.#sines, this.#reversed)
  }

  /** The same with the sign of the exponent turned round. */
  inverse(re: Float64Array, im: Float64Array): void {
    this.forward(im, re)
  }
}
