import { joined } from '../../lib/joined.ts'

/** Samples that an encoder was given and has not coded yet, in their order: copies of what was pushed. */
export class HeldPcm {
  #blocks: Uint8Array[] = []

  push(pcm: Uint8Array): void {
    if (pcm.length > 0) this.#blocks.push(pcm.slice())
  }

  /** The first `bytes` are coded: no more than are held. */
  drop(bytes: number): void {
    let left = bytes
    while (left > 0) {
      const [first] = this.#blocks
      if (!first) throw new RangeError(`${left} bytes are coded that nobody pushed`)
      if (first.length > left) this.#blocks[0] = first.subarray(left)
      else this.#blocks.shift()
      left -= Math.min(left, first.length)
    }
  }

  all(): Uint8Array {
    return joined(this.#blocks)
  }
}
