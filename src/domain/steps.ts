import type { Session } from './session.ts'

/** A session before or after a step; `label` is what was done, as the undo menu calls it. */
export type HistoryStep = { readonly label: string; readonly session: Session }

/**
 * Steps one upon another, the last on top. A value: adding and taking away give another one and leave this as it was,
 * and neither copies the others, however many there are. Lists that grew from one another hold the same array, of which
 * each has the first `length`; only one that grows beside another has to be copied, which is after an undo.
 */
export class Steps implements Iterable<HistoryStep> {
  static readonly none: Steps = new Steps([], 0)

  readonly length: number
  readonly #shared: HistoryStep[]

  private constructor(shared: HistoryStep[], length: number) {
    this.#shared = shared
    this.length = length
  }

  static of(steps: readonly HistoryStep[]): Steps {
    return new Steps([...steps], steps.length)
  }

  /** From 0, the oldest; −1 is the last. */
  at(index: number): HistoryStep | undefined {
    const at = index < 0 ? this.length + index : index
    return at < this.length ? this.#shared[at] : undefined
  }

  with(step: HistoryStep): Steps {
    // What another list has above this one is not to be overwritten.
    const own = this.#shared.length === this.length && this.length > 0
    const shared = own ? this.#shared : this.#shared.slice(0, this.length)
    shared.push(step)
    return new Steps(shared, shared.length)
  }

  /** Without the last; without steps, this. */
  withoutLast(): Steps {
    return this.length === 0
      ? this
      : this.length === 1
        ? Steps.none
        : new Steps(this.#shared, this.length - 1)
  }

  /** Oldest first. */
  *[Symbol.iterator](): Generator<HistoryStep, void, undefined> {
    for (let n = 0; n < this.length; n++) {
      const step = this.#shared[n]
      if (step) yield step
    }
  }
}
