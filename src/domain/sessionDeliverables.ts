import {
  type Deliverable,
  type DeliverableId,
  type DeliverableNeed,
  type DeliverableSpec,
  deliverableOf,
} from './deliverables/deliverable.ts'
import { DELIVERABLES } from './deliverables/registry.ts'
import type { Session } from './session.ts'

/** Whether a session has what makes a deliverable differ from another. Nothing ducks yet, so there is nothing to undip. */
const HAS: Readonly<Record<DeliverableNeed, (session: Session) => boolean>> = {
  dips: () => false,
}

/** Whether a ready-made deliverable makes sense for a session. */
export const isOffered = (spec: DeliverableSpec, session: Session): boolean =>
  spec.needs === undefined || HAS[spec.needs](session)

/** The rows of the matrix, in its order: the session's own, or all that is ready-made and offered. */
export const deliverablesOf = (session: Session): readonly Deliverable[] =>
  session.deliverables ?? DELIVERABLES.filter((spec) => isOffered(spec, session)).map(deliverableOf)

/** What an export makes: those that are asked for, in the order of the matrix, or those that are included. */
export function orderedDeliverables(
  session: Session,
  ids: readonly DeliverableId[] | undefined,
): readonly Deliverable[] {
  return deliverablesOf(session).filter(({ id, included }) => (ids ? ids.includes(id) : included))
}
