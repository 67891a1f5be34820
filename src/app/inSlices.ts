import type { Pieces } from '../lib/pieces.ts'

/** Milliseconds of work after which the page has its turn: within a picture frame, so that nothing stutters. */
const SLICE_MS = 12

/** Work on the page's own thread that does not hold it up. */
export async function inSlices<T>(work: Pieces<T>): Promise<T> {
  for (;;) {
    const until = performance.now() + SLICE_MS
    do {
      const step = work.next()
      if (step.done) return step.value
    } while (performance.now() < until)
    await new Promise((resolve) => setTimeout(resolve))
  }
}
