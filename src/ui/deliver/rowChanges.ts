import type { Command } from '../../domain/commands.ts'
import type { DeliverableChange } from '../../domain/deliverableCommands.ts'
import type { Deliverable, DeliverableId } from '../../domain/deliverables/deliverable.ts'
import { DELIVERABLES } from '../../domain/deliverables/registry.ts'
import { copyOfDeliverable, newDeliverable } from '../../domain/ownDeliverable.ts'
import { stemSwitch } from '../../domain/stemSwitch.ts'
import type { StemId } from '../../domain/stems.ts'

/** What can be done to the rows of the matrix: each a step that can be undone. */
export type RowChanges = {
  /** Not one of those that are ready-made: these are left out rather than removed. */
  isOwn(row: Deliverable): boolean
  include(row: Deliverable): void
  /** Nothing where the stem must stay as it is. */
  stem(row: Deliverable, stem: StemId): void
  change(row: Deliverable, change: DeliverableChange): void
  /** Both give the id of the row that was made. */
  add(): DeliverableId
  duplicate(row: Deliverable): DeliverableId
  remove(row: Deliverable): void
  /** By so many places; nothing past the ends. */
  move(row: Deliverable, by: 1 | -1): void
  reset(): void
}

export function rowChanges(rows: readonly Deliverable[], run: (command: Command) => void): RowChanges {
  const change = ({ id }: Deliverable, changed: DeliverableChange): void =>
    run({ type: 'deliverables/change', id, change: changed })
  const add = (deliverable: Deliverable): DeliverableId => {
    run({ type: 'deliverables/add', deliverable })
    return deliverable.id
  }
  return {
    isOwn: ({ id }) => !DELIVERABLES.some((spec) => spec.id === id),
    include: (row) => change(row, { included: !row.included }),
    stem(row, stem) {
      const { on, never } = stemSwitch(row, stem)
      if (never !== undefined) return
      change(row, { stems: on ? row.stems.filter((each) => each !== stem) : [...row.stems, stem] })
    },
    change,
    add: () => add(newDeliverable(rows, crypto.randomUUID())),
    duplicate: (row) => add(copyOfDeliverable(row, rows, crypto.randomUUID())),
    remove: ({ id }) => run({ type: 'deliverables/remove', id }),
    move({ id }, by) {
      const to = rows.findIndex((row) => row.id === id) + by
      if (to >= 0 && to < rows.length) run({ type: 'deliverables/reorder', id, to })
    },
    reset: () => run({ type: 'deliverables/set', deliverables: null }),
  }
}
