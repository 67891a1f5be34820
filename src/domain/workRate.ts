/** Steps that the rate is taken from: enough that one that was slow, or slept through, does not count. */
const STEPS = 15

/** What the finest clocks of browsers can tell. */
const SHORTEST_MS = 0.001

/**
 * How fast a piece of work goes, by what its steps took and not by a clock on the wall: the median of the last steps. A step
 * that a machine slept through is one among them, and what is between steps, as a pause is, is none of them.
 */
export class WorkRate {
  readonly #rates: number[] = []

  /** A step did `amount` in so many milliseconds of a clock that only goes forward. */
  add(amount: number, milliseconds: number): void {
    // A clock that is kept coarse on purpose may say that a step took no time, or as good as none.
    if (!(amount > 0 && milliseconds >= SHORTEST_MS)) return
    this.#rates.push(amount / milliseconds)
    if (this.#rates.length > STEPS) this.#rates.shift()
  }

  /** Amount a second; 0 while nothing is known. */
  perSecond(): number {
    const sorted = this.#rates.toSorted((a, b) => a - b)
    const middle = sorted.length / 2
    const low = sorted[Math.ceil(middle) - 1] ?? 0
    const high = sorted[Math.floor(middle)] ?? low
    return 500 * (low + high)
  }
}
