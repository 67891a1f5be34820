/** Numbers that look like chance and are the same for a seed on every machine: mulberry32. */
export class Seeded {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** 0 … 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  between = (from: number, to: number): number => from + (to - from) * this.next()
  whole = (from: number, to: number): number => Math.floor(this.between(from, to + 1))
  yes = (chance = 0.5): boolean => this.next() < chance
  /** −1 … 1, white. */
  white = (): number => this.next() * 2 - 1

  of<T>(values: readonly [T, ...T[]]): T {
    return values[Math.floor(this.next() * values.length)] ?? values[0]
  }
}

export const RATE = 48_000
export const seconds = (s: number): number => Math.round(s * RATE)
export const gainOf = (db: number): number => 10 ** (db / 20)
