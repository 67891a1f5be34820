import type { PopPlan, PopsOrder, Stretch } from '../domain/pops.ts'
import type { BlockState } from '../kernel/mixRenderer.ts'

/** A stretch of the pass in which the same deliverables are under way. */
export type BouncePhase = Stretch & {
  readonly now: BlockState
  /** The first sample of the pop that sounds in it. */
  readonly popAt: number | null
}

/**
 * The pass in order, cut wherever a deliverable, a pop or the measured part begins or ends, so that a block is in all of a
 * phase or in none. What no deliverable holds is left out, and never read.
 */
export function bouncePhases(
  { deliverables, pops }: { readonly deliverables: readonly Stretch[]; readonly pops: PopPlan },
  measure: PopsOrder['measure'],
): readonly BouncePhase[] {
  const { programme } = pops
  const cuts = [...deliverables, ...pops.pops, programme].flatMap(({ from, to }) => [from, to])
  const edges = [...new Set(cuts)].toSorted((a, b) => a - b)
  return edges.flatMap((from, index) => {
    const to = edges[index + 1]
    const holds = (stretch: Stretch): boolean => stretch.from <= from && from < stretch.to
    const active = deliverables.map(holds)
    if (to === undefined || !active.includes(true)) return []
    const pop = pops.pops.find(holds)
    const now: BlockState = {
      deliveries: active,
      pops: pop !== undefined,
      measured: measure === 'file' || holds(programme),
      summed: pop === undefined,
    }
    return [{ from, to, now, popAt: pop?.from ?? null }]
  })
}

/** What of the spans lies from the place `at` of the session on. */
export const spansFrom = (spans: readonly Stretch[], at: number): readonly Stretch[] =>
  spans.filter(({ to }) => to > at).map(({ from, to }) => ({ from: Math.max(from, at), to }))

/** What of the spans lies before the place `at` of the session. */
export const spansUpTo = (spans: readonly Stretch[], at: number): readonly Stretch[] =>
  spans.filter(({ from }) => from < at).map(({ from, to }) => ({ from, to: Math.min(to, at) }))

/** Phases that follow one another without a gap, as one. */
export function passSpans(phases: readonly BouncePhase[]): readonly Stretch[] {
  const spans: Stretch[] = []
  for (const { from, to } of phases) {
    const last = spans.at(-1)
    if (last?.to === from) spans[spans.length - 1] = { from: last.from, to }
    else spans.push({ from, to })
  }
  return spans
}
