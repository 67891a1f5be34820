import type { Stretch } from '../domain/pops.ts'
import { DETECTOR_DELAY } from '../kernel/assembly/layout.ts'
import type { BlockState } from '../kernel/mixRenderer.ts'
import type { BouncePhase } from './bouncePhases.ts'

/** A stretch of what is read, in which nothing begins and nothing ends: neither there nor `delay` samples before. */
export type PassStep = Stretch & {
  readonly now: BlockState
  /** The first sample of the pop that is mixed in it. */
  readonly popAt: number | null
  /** Nothing is read any more: what is still on its way comes out. */
  readonly silent: boolean
}

const NOTHING = { pops: false, measured: false, summed: false }

/**
 * A span of the pass in the order that it is read in. A limiter delivers `delay` samples after what it is given: so there
 * are steps at the beginning in which nothing is delivered yet, and silent ones at the end. `deliverables`: the stretch of
 * each.
 */
export function passSteps(
  phases: readonly BouncePhase[],
  deliverables: readonly Stretch[],
  span: Stretch,
  delay: number,
): readonly PassStep[] {
  const own = phases.filter(({ from }) => span.from <= from && from < span.to)
  if (delay === 0) return own.map((phase) => ({ ...phase, silent: false }))
  const end = span.to + delay
  const cuts = [
    ...own.flatMap(({ from, to }) => [from, to, from + delay, to + delay]),
    // A detector is done with the last sample of a deliverable so much later.
    ...deliverables.map(({ to }) => to + DETECTOR_DELAY),
  ].filter((at) => span.from <= at && at <= end)
  const edges = [...new Set(cuts)].toSorted((a, b) => a - b)
  const phaseAt = (at: number): BouncePhase | undefined => own.find(({ from, to }) => from <= at && at < to)
  return edges.slice(0, -1).map((from, index) => {
    const mixed = phaseAt(from)
    const delivered = phaseAt(from - delay)
    const ahead = {
      deliveries: deliverables.map((one) => one.from <= from && from < one.to + DETECTOR_DELAY),
      pops: mixed?.popAt !== undefined && mixed.popAt !== null,
    }
    return {
      from,
      to: edges[index + 1] ?? end,
      now: { ...(delivered?.now ?? { ...NOTHING, deliveries: deliverables.map(() => false) }), ahead },
      popAt: mixed?.popAt ?? null,
      silent: from >= span.to,
    }
  })
}
