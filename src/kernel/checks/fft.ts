/**
 * The discrete Fourier transform of complex numbers in place, radix 2, in doubles. Not scaled: forwards and back again is
 * `size` times what it was.
 */
export class Fft {
  readonly size: number
  readonly #cos: Float64Array
  readonly #sin: Float64Array
  readonly #reversed: Uint32Array

  /** `size`: a power of 2. */
  constructor(size: number) {
    this.size = size
    this.#cos = Float64Array.from({ length: size / 2 }, (_, n) => Math.cos((2 * Math.PI * n) / size))
    this.#sin = Float64Array.from({ length: size / 2 }, (_, n) => Math.sin((2 * Math.PI * n) / size))
    const bits = Math.log2(size)
    if (!Number.isInteger(bits)) throw new RangeError(`${size} is no power of 2`)
    this.#reversed = Uint32Array.from({ length: size }, (_, n) => {
      let out = 0
      for (let bit = 0; bit < bits; bit++) out |= ((n >> bit) & 1) << (bits - 1 - bit)
      return out
    })
  }

  forward(re: Float64Array, im: Float64Array): void {
    const { size } = this
    const reversed = this.#reversed
    for (let n = 0; n < size; n++) {
      const m = reversed[n] as number
      if (m <= n) continue
      const a = re[n] as number
      re[n] = re[m] as number
      re[m] = a
      const b = im[n] as number
      im[n] = im[m] as number
      im[m] = b
    }
    for (let half = 1; half < size; half *= 2) this.#stage(re, im, half)
  }

  /** The same with the sign of the exponent turned round. */
  inverse(re: Float64Array, im: Float64Array): void {
    this.forward(im, re)
  }

  #stage(re: Float64Array, im: Float64Array, half: number): void {
    const { size } = this
    const cos = this.#cos
    const sin = this.#sin
    const step = size / (2 * half)
    for (let first = 0; first < size; first += 2 * half) {
      for (let n = 0, turn = 0; n < half; n++, turn += step) {
        const a = first + n
        const b = a + half
        const c = cos[turn] as number
        const s = sin[turn] as number
        const xr = re[b] as number
        const xi = im[b] as number
        const tr = xr * c + xi * s
        const ti = xi * c - xr * s
        const ar = re[a] as number
        const ai = im[a] as number
        re[b] = ar - tr
        im[b] = ai - ti
        re[a] = ar + tr
        im[a] = ai + ti
      }
    }
  }
}
