import type { AppError } from '../domain/errors.ts'
import type { CancelSignal } from '../domain/ports.ts'
import { ok, type Result } from '../lib/result.ts'
import type { JobState, TakeState } from './bounceJob.ts'

/** What is at most made again after an interruption, in time: little, for what it costs is a few megabytes written. */
const KEEP_EVERY_MS = 2000

/** Holds a pass between two windows while it is paused, and has its state kept then and every now and again. */
export class PassKeeper {
  readonly #keep: (state: JobState) => Promise<Result<void, AppError>>
  readonly #signal: CancelSignal
  readonly #every: number
  #keptAt = performance.now()
  #paused = false
  #goOn: () => void = () => undefined

  /** `every`: milliseconds of work. */
  constructor(
    keep: (state: JobState) => Promise<Result<void, AppError>>,
    signal: CancelSignal,
    every = KEEP_EVERY_MS,
  ) {
    this.#keep = keep
    this.#every = every
    this.#signal = signal
    signal.addEventListener('abort', () => this.#goOn(), { once: true })
  }

  setPaused(paused: boolean): void {
    this.#paused = paused
    if (!paused) this.#goOn()
  }

  /** As `BounceJob.between`. */
  async between(state: TakeState | null): Promise<Result<void, AppError>> {
    if (!this.#paused && performance.now() - this.#keptAt < this.#every) return ok(undefined)
    const now = await state?.()
    if (now && !now.ok) return now
    const kept = now && (await this.#keep(now.value))
    if (kept && !kept.ok) return kept
    while (this.#paused && !this.#signal.aborted)
      await new Promise<void>((resolve) => {
        this.#goOn = resolve
      })
    this.#keptAt = performance.now()
    return ok(undefined)
  }
}
