/** Work that can be interrupted wherever it yields: what is between two yields is short. */
export type Pieces<T> = Generator<undefined, T>

/** All of the work without a break. */
export function atOnce<T>(work: Pieces<T>): T {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}
