import type { DeliveryOrder } from './delivery.ts'
import type { DeliveryPlan } from './deliveryPlan.ts'
import { sampleOfFrame, type Timebase } from './timebase.ts'

/**
 * The deliverables of a plan that have not all of the pops and the leader that are ordered, by name: a sentence for all that
 * have not the same of them. Pops and leader stand around the film, so that parts of it rarely hold them, but for those that have
 * their own.
 */
export function missingMarks(
  session: Timebase,
  { pops: asked }: DeliveryOrder,
  { deliverables, pops: { pops } }: Pick<DeliveryPlan, 'deliverables' | 'pops'>,
): readonly string[] {
  if (!asked) return []
  const names = [...(asked.twoPop ? ['2-pop'] : []), ...(asked.tailPop ? ['tail pop'] : [])]
  const leader = asked.leader
    ? sampleOfFrame(session, (asked.ffoa ?? session.startFrame) - asked.leader)
    : null
  const without = new Map<string, string[]>()
  for (const { deliverable, from, to, marks } of deliverables) {
    if (marks) continue
    const missing = [
      ...names.filter((_, index) => {
        const pop = pops[index]
        return pop === undefined || pop.from < from || pop.to > to
      }),
      ...(leader !== null && leader < from ? ['leader'] : []),
    ].join(', no ')
    if (missing) without.set(missing, [...(without.get(missing) ?? []), `“${deliverable.name}”`])
  }
  return [...without].map(
    ([missing, rows]) =>
      `No ${missing} in ${rows.join(', ')}: they stand around the whole film. Export the whole film, or let each part have its own.`,
  )
}
