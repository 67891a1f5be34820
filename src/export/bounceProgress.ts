import type { BounceProgress } from '../domain/delivery.ts'
import type { PlannedDeliverable } from '../domain/deliveryPlan.ts'
import { samples } from '../domain/units.ts'

/** How often progress is told: what a person can read, no more. */
const PROGRESS_MS = 250

/** Tells how far a pass is, and each deliverable in it. */
export class ProgressTeller {
  readonly #deliverables: readonly PlannedDeliverable[]
  readonly #sampleRate: number
  readonly #tell: (progress: BounceProgress) => void
  readonly #started = performance.now()
  #told = Number.NEGATIVE_INFINITY

  constructor(
    deliverables: readonly PlannedDeliverable[],
    sampleRate: number,
    tell: (progress: BounceProgress) => void,
  ) {
    this.#deliverables = deliverables
    this.#sampleRate = sampleRate
    this.#tell = tell
  }

  /**
   * `done` of the `total` samples of all passes are made, each pass as long as what is read for it, and deliverables up to
   * the place `at` of the session.
   */
  at(done: number, at: number, total: number): void {
    const now = performance.now() - this.#started
    if (done < total && now - this.#told < PROGRESS_MS) return
    this.#told = now
    const seconds = now / 1000
    this.#tell({
      done: samples(done),
      total: samples(total),
      speed: done / this.#sampleRate / seconds,
      secondsLeft: (seconds * (total - done)) / done,
      parts: this.#deliverables.map(({ from, to }) => Math.min(1, Math.max(0, (at - from) / (to - from)))),
    })
  }
}
