import { composite } from './composite.ts'
import type { DeliverableId, DeliverableSpec } from './deliverable.ts'
import { me } from './me.ts'

/** Every deliverable, in the order of the console and the report. Screen, export and report iterate this. */
export const DELIVERABLES: readonly DeliverableSpec[] = [composite, me]

export const deliverable = (id: DeliverableId): DeliverableSpec => {
  const found = DELIVERABLES.find((spec) => spec.id === id)
  if (!found) throw new RangeError(`no deliverable ${id}`)
  return found
}
