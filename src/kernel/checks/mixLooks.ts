import type { CheckSetup, Hop } from './checkStream.ts'
import { type Parts, partIn } from './parts.ts'
import { sumOfHop } from './phaseLook.ts'

/** Looks that are kept: 4 MB at 48 kHz, however long the programme. */
const LOOKS = 64
/** Of a short one, no closer than this from one beginning to the next. */
const LEAST_SECONDS = 0.75

/** Moments of a sound, all over the programme, all channels as one: the mix is not made twice. */
export class MixLooks {
  readonly looks: { readonly from: number; readonly samples: Float32Array }[] = []
  readonly #size: number
  readonly #parts: Parts
  readonly #apart: number
  #under: { readonly from: number; readonly samples: Float32Array } | null = null
  #filled = 0
  #next = Number.NEGATIVE_INFINITY

  constructor({ sampleRate, length }: CheckSetup, size: number, parts: Parts) {
    this.#size = size
    this.#parts = parts
    this.#apart = Math.max(size, Math.ceil(LEAST_SECONDS * sampleRate), Math.ceil(length / LOOKS))
  }

  observe({ from, frames, continues, pcm }: Hop): void {
    const channels = partIn(this.#parts, pcm)
    if (!channels || !continues) this.#under = null
    if (!channels || (!this.#under && from < this.#next)) return
    if (!this.#under) {
      this.#under = { from, samples: new Float32Array(this.#size) }
      this.#filled = 0
    }
    const count = Math.min(frames, this.#size - this.#filled)
    sumOfHop(channels, count, this.#under.samples, this.#filled)
    this.#filled += count
    if (this.#filled < this.#size) return
    this.looks.push(this.#under)
    this.#next = this.#under.from + this.#apart
    this.#under = null
  }
}
