import type { CheckKernel } from './checkKernel.ts'
import { type CheckBlock, type CheckSetup, HISTORY, type Hop, hopLength } from './checkStream.ts'

/** Cuts blocks of any size into hops, so that findings do not depend on how the sound came. */
export class HopCutter {
  readonly #length: number
  readonly #take: (hop: Hop) => void
  readonly #buffers: readonly (readonly Float64Array[])[]
  /** By stream, whether it is under way in the hop that is being filled. */
  #active: boolean[] = []
  #from = 0
  #filled = 0
  #continues = false

  constructor({ sampleRate, streams }: CheckSetup, kernel: CheckKernel, take: (hop: Hop) => void) {
    this.#length = hopLength(sampleRate)
    this.#take = take
    this.#buffers = streams.map(({ speakers }) => speakers.map(() => kernel.doubles(HISTORY + this.#length)))
  }

  add({ from, frames, pcm }: CheckBlock): void {
    for (let at = 0; at < frames; ) {
      const same = pcm.every((channels, n) => (channels !== null) === (this.#active[n] ?? false))
      if (this.#filled > 0 && (!same || from + at !== this.#from + this.#filled)) this.flush()
      if (this.#filled === 0) this.#begin(from + at, pcm)
      const count = Math.min(frames - at, this.#length - this.#filled)
      for (const [stream, channels] of pcm.entries()) {
        for (const [c, samples] of (channels ?? []).entries())
          this.#buffers[stream]?.[c]?.set(samples.subarray(at, at + count), HISTORY + this.#filled)
      }
      this.#filled += count
      at += count
      if (this.#filled === this.#length) this.flush()
    }
  }

  /** Gives away what has come, however short. */
  flush(): void {
    if (this.#filled === 0) return
    const pcm = this.#buffers.map((channels, n) => (this.#active[n] ? channels : null))
    this.#take({ from: this.#from, frames: this.#filled, continues: this.#continues, pcm })
    for (const channels of pcm) {
      for (const channel of channels ?? []) channel.copyWithin(0, this.#filled, this.#filled + HISTORY)
    }
    this.#from += this.#filled
    this.#filled = 0
    this.#continues = true
  }

  #begin(from: number, pcm: CheckBlock['pcm']): void {
    this.#continues &&= from === this.#from
    this.#from = from
    for (const [n, channels] of pcm.entries()) {
      const begins = channels !== null && !(this.#continues && this.#active[n])
      if (begins) for (const channel of this.#buffers[n] ?? []) channel.fill(0, 0, HISTORY)
    }
    this.#active = pcm.map((channels) => channels !== null)
  }
}
