import type { BounceProgress } from '../domain/delivery.ts'
import type { PlannedDeliverable } from '../domain/deliveryPlan.ts'
import { actionOf } from '../domain/pops.ts'
import { samples } from '../domain/units.ts'
import { WorkRate } from '../domain/workRate.ts'

/** How often progress is told: what a person can read, no more. */
const PROGRESS_MS = 400

/** Tells how far a pass is, and each deliverable in it. */
export class ProgressTeller {
  readonly #deliverables: readonly PlannedDeliverable[]
  readonly #sampleRate: number
  readonly #tell: (progress: BounceProgress) => void
  readonly #rate = new WorkRate()
  #done = 0
  #stepBegan = performance.now()
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

  /** Work begins, or goes on after a time in which there was none; `done` samples of all passes are made: no more when absent. */
  begin(done = this.#done): void {
    this.#done = done
    this.#stepBegan = performance.now()
  }

  /**
   * `done` of the `total` samples of all passes are made, each pass as long as what is read for it, and deliverables up to
   * the place `at` of the session.
   */
  at(done: number, at: number, total: number): void {
    const now = performance.now()
    this.#rate.add(done - this.#done, now - this.#stepBegan)
    this.begin(done)
    if (done < total && now - this.#told < PROGRESS_MS) return
    this.#told = now
    const perSecond = this.#rate.perSecond()
    this.#tell({
      done: samples(done),
      total: samples(total),
      speed: perSecond / this.#sampleRate,
      secondsLeft: perSecond > 0 ? (total - done) / perSecond : 0,
      parts: this.#deliverables
        .map(actionOf)
        .map(({ from, to }) => Math.min(1, Math.max(0, (at - from) / (to - from)))),
    })
  }
}
