import { unreachable } from '../lib/result.ts'
import { deliverableProblems } from './deliverableProblems.ts'
import type { Deliverable, DeliverableId } from './deliverables/deliverable.ts'
import type { FileChoice } from './deliveryContainers.ts'
import type { Session } from './session.ts'
import { deliverablesOf } from './sessionDeliverables.ts'
import { STEMS } from './stems.ts'

/**
 * Every change to the matrix. What is ready-made becomes the session's own with the first of them. A command changes
 * nothing when it names a row that is gone, and when the result would be invalid (`deliverableProblems`).
 */
export type DeliverableCommand =
  /** The whole matrix; `null`: what is ready-made, again. */
  | { readonly type: 'deliverables/set'; readonly deliverables: readonly Deliverable[] | null }
  /** At the end. */
  | { readonly type: 'deliverables/add'; readonly deliverable: Deliverable }
  /** `null` for format, container, rate or bit rate is that of the order. */
  | {
      readonly type: 'deliverables/change'
      readonly id: DeliverableId
      readonly change: DeliverableChange
    }
  | { readonly type: 'deliverables/remove'; readonly id: DeliverableId }
  /** To the place `to`, counted from 0 without it. */
  | { readonly type: 'deliverables/reorder'; readonly id: DeliverableId; readonly to: number }

/** What a row may leave to the order. */
type LeftToOrder = Pick<Deliverable, 'format' | keyof FileChoice>

export type DeliverableChange = Partial<Omit<Deliverable, 'id' | keyof LeftToOrder>> & {
  readonly [Field in keyof LeftToOrder]?: Deliverable[Field] | null
}

export const isDeliverableCommand = (command: { readonly type: string }): command is DeliverableCommand =>
  command.type.startsWith('deliverables/')

export function applyDeliverableCommand(session: Session, command: DeliverableCommand): Session {
  if (command.type === 'deliverables/set' && command.deliverables === null) {
    const { deliverables, ...rest } = session
    return deliverables ? rest : session
  }
  const rows = deliverablesOf(session)
  const changed = changedRows(rows, command)
  if (changed === rows || deliverableProblems(changed).length > 0) return session
  return { ...session, deliverables: changed }
}

function changedRows(rows: readonly Deliverable[], command: DeliverableCommand): readonly Deliverable[] {
  const row = 'id' in command ? rows.find(({ id }) => id === command.id) : undefined
  if ('id' in command && !row) return rows
  const others = rows.filter((each) => each !== row)
  switch (command.type) {
    case 'deliverables/set':
      return command.deliverables ?? rows
    case 'deliverables/add':
      return [...rows, command.deliverable]
    case 'deliverables/change':
      return rows.map((each) => (each === row ? changedRow(each, command.change) : each))
    case 'deliverables/remove':
      return others
    case 'deliverables/reorder':
      return row && Number.isSafeInteger(command.to) && command.to >= 0 && command.to <= others.length
        ? others.toSpliced(command.to, 0, row)
        : rows
    default:
      return unreachable(command)
  }
}

function changedRow(row: Deliverable, change: DeliverableChange): Deliverable {
  const fields = Object.entries({ ...row, ...change }).filter(([, value]) => value !== null)
  const next = Object.fromEntries(fields) as Deliverable
  // In any order they are the same stems; a set is written in one.
  return { ...next, stems: STEMS.map(({ id }) => id).filter((id) => next.stems.includes(id)) }
}

/** What the undo menu calls the step. */
export function deliverableCommandLabel(command: DeliverableCommand, session: Session): string {
  const name = 'id' in command ? deliverablesOf(session).find(({ id }) => id === command.id)?.name : undefined
  switch (command.type) {
    case 'deliverables/set':
      return command.deliverables ? 'Set deliverables' : 'Ready-made deliverables'
    case 'deliverables/add':
      return `Add ${command.deliverable.name}`
    case 'deliverables/change':
      if (command.change.included !== undefined)
        return `${command.change.included ? 'Include' : 'Leave out'} ${name}`
      return command.change.stems ? `Stems of ${name}` : `Change ${name}`
    case 'deliverables/remove':
      return `Remove ${name}`
    case 'deliverables/reorder':
      return `Move ${name}`
    default:
      return unreachable(command)
  }
}
