import type { Stretch } from './pops.ts'

/** Samples that stretches hold together: where some overlap they count once. */
export function unionLength(stretches: readonly Stretch[]): number {
  let length = 0
  let end = Number.NEGATIVE_INFINITY
  for (const { from, to } of stretches.toSorted((a, b) => a.from - b.from)) {
    length += Math.max(0, to - Math.max(from, end))
    end = Math.max(end, to)
  }
  return length
}

/** From the first to the last sample that one of them holds; `null` where there are none. */
export const hullOf = (stretches: readonly Stretch[]): Stretch | null =>
  stretches.length === 0
    ? null
    : { from: Math.min(...stretches.map(({ from }) => from)), to: Math.max(...stretches.map(({ to }) => to)) }
