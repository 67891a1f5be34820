import { actionOf, type MarkedStretch, type PopsOrder, type Stretch } from '../domain/pops.ts'
import type { BlockState } from '../kernel/mixRenderer.ts'

/** What files of parts of the film hold before or after what of the mix is in them: silence and their own pops. */
export type Aside = Stretch & {
  readonly pops: readonly Stretch[]
  /** The place of the mix at which it is made: after the block that ends there, or before the one that begins there. */
  readonly at: number
  readonly isAfter: boolean
  /** Of the deliverables that hold it. */
  readonly now: BlockState & { readonly deliveries: readonly boolean[] }
}

/** What deliverables of one range have alike: those that end and begin together, beside the mix too. */
export const rangeKey = ({ from, to, marks }: MarkedStretch): string =>
  [from, to, ...(marks ? [marks.action.from, marks.action.to] : [])].join(' ')

/**
 * All that is made beside the mix. It is none of the pass over the session: other files hold the mix at its place. Deliverables
 * of one range have it together, as their meters run side by side.
 */
export function asidesOf(
  deliverables: readonly MarkedStretch[],
  measure: PopsOrder['measure'],
): readonly Aside[] {
  const keys = deliverables.map(rangeKey)
  return [...new Set(keys)].flatMap((key): readonly Aside[] => {
    const one = deliverables[keys.indexOf(key)]
    if (!one?.marks) return []
    const { pops } = one.marks
    const action = actionOf(one)
    const deliveries = keys.map((other) => other === key)
    const now = { deliveries, pops: false, measured: measure === 'file', summed: false, aside: true }
    const before = { from: one.from, to: action.from, at: action.from, isAfter: false }
    const after = { from: action.to, to: one.to, at: action.to, isAfter: true }
    return [before, after].filter(({ from, to }) => from < to).map((each) => ({ ...each, pops, now }))
  })
}

/** Those that are made before or after a block of the pass, which begins or ends at the place `at` of the mix. */
export const asidesAt = (
  asides: readonly Aside[],
  at: number,
  isAfter: boolean,
  { deliveries }: BlockState,
): readonly Aside[] =>
  asides.filter(
    // A limiter delivers nothing yet where it begins, though a part may have begun at that place before.
    (each) =>
      each.at === at &&
      each.isAfter === isAfter &&
      each.now.deliveries.every((holds, index) => !holds || deliveries?.[index] === true),
  )
