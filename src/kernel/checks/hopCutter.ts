import type { CheckKernel } from './checkKernel.ts'
import { type CheckBlock, type CheckSetup, HISTORY, type Hop, hopLength } from './checkStream.ts'

/** Samples of a block that is staged whole: more than exports have. */
const MOST_STAGED = 2112

type Staged = { readonly buffer: Float64Array; readonly block: Float64Array; from: Float64Array }

/** Cuts blocks of any size into hops, so that findings do not depend on how the sound came. */
export class HopCutter {
  readonly #length: number
  readonly #take: (hop: Hop) => void
  readonly #kernel: CheckKernel
  readonly #buffers: readonly (readonly Float64Array[])[]
  /** Of every channel its buffer, and where its block is: in memory of the kernel, if it fits. */
  readonly #staged: readonly (readonly Staged[])[]
  /** By stream, whether it is under way in the hop that is being filled. */
  #active: boolean[] = []
  #from = 0
  #filled = 0
  #continues = false

  constructor({ sampleRate, streams }: CheckSetup, kernel: CheckKernel, take: (hop: Hop) => void) {
    this.#length = hopLength(sampleRate)
    this.#take = take
    this.#kernel = kernel
    this.#buffers = streams.map(({ speakers }) => speakers.map(() => kernel.doubles(HISTORY + this.#length)))
    this.#staged = this.#buffers.map((channels) =>
      channels.map((buffer) => {
        const block = kernel.doubles(MOST_STAGED)
        return { buffer, block, from: block }
      }),
    )
  }

  add({ from, frames, pcm }: CheckBlock): void {
    this.#stage(pcm)
    for (let at = 0; at < frames; ) {
      const same = pcm.every((channels, n) => (channels !== null) === (this.#active[n] ?? false))
      if (this.#filled > 0 && (!same || from + at !== this.#from + this.#filled)) this.flush()
      if (this.#filled === 0) this.#begin(from + at, pcm)
      const count = Math.min(frames - at, this.#length - this.#filled)
      this.#copy(at, count)
      this.#filled += count
      at += count
      if (this.#filled === this.#length) this.flush()
    }
  }

  /** Brings a block to where the kernel is: in one piece, for each takes time of its own. What is longer comes piece by piece. */
  #stage(pcm: CheckBlock['pcm']): void {
    for (let stream = 0; stream < pcm.length; stream++) {
      const channels = pcm[stream]
      const staged = this.#staged[stream]
      for (let c = 0; channels && staged && c < channels.length; c++) {
        const samples = channels[c]
        const own = staged[c]
        if (!samples || !own) continue
        const fits = samples.length <= own.block.length
        if (fits) own.block.set(samples)
        own.from = fits ? own.block : samples
      }
    }
  }

  #copy(at: number, count: number): void {
    for (let stream = 0; stream < this.#staged.length; stream++) {
      if (!this.#active[stream]) continue
      for (const { block, from, buffer } of this.#staged[stream] ?? []) {
        const to = HISTORY + this.#filled
        if (from === block) this.#kernel.copy(buffer, to, block, at, count)
        else buffer.set(from.subarray(at, at + count), to)
      }
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
