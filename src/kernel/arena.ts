/** Hands out addresses in a memory that will be made big enough once everything is placed. */
export class Arena {
  #top: number

  constructor(base: number) {
    this.#top = base
  }

  /** An address for `bytes` bytes, a multiple of 16. */
  take(bytes: number): number {
    const address = this.#top
    this.#top = (address + bytes + 15) & ~15
    return address
  }

  get size(): number {
    return this.#top
  }
}
