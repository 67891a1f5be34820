import type { Result } from '../lib/result.ts'
import type { CheckReport } from './checks.ts'
import type { BounceProgress, DeliveryOrder } from './delivery.ts'
import { deliveryContainer } from './deliveryContainers.ts'
import { type DeliveryPlan, planDelivery } from './deliveryPlan.ts'
import type { BounceReport } from './deliveryReport.ts'
import type { AppError } from './errors.ts'
import type { ExportDestination } from './exportPorts.ts'
import { actionOf } from './pops.ts'
import type { FileLike } from './ports.ts'
import type { Session } from './session.ts'
import { unionLength } from './stretches.ts'

/** An export that was ordered, as it is kept until it is done or removed. Plain data but for the folder's handle. */
export type QueuedExport = {
  readonly id: string
  /** Milliseconds since 1970 when it was ordered: their order, and the date and time of the files. */
  readonly addedAt: number
  /** A snapshot: the mix goes on being edited. */
  readonly session: Session
  readonly order: DeliveryOrder
  readonly destination: ExportDestination
  /** What the destination is called: `Downloads`, or the folder's name. */
  readonly where: string
  /** Files of the folder that the user has said may be replaced, by name; none when absent. */
  readonly replaces?: readonly string[]
}

/** Where exports are kept between visits, until they are done or removed. */
export type KeptExportsPort = {
  put(queued: QueuedExport): Promise<Result<void, AppError>>
  remove(id: string): Promise<Result<void, AppError>>
  /** In the order in which they were ordered; and what is wrong with those that cannot be read, which stay. */
  list(): Promise<
    Result<{ readonly exports: readonly QueuedExport[]; readonly refused: readonly AppError[] }, AppError>
  >
}

export type QueueState =
  | { readonly phase: 'waiting' }
  | { readonly phase: 'running' | 'paused'; readonly progress: BounceProgress | null }
  /** By the end of an earlier page; `part` of it is made, 0…1. */
  | { readonly phase: 'interrupted'; readonly part: number }
  /** `part`: what is made and kept, from which it can go on; 0 when it would begin anew. */
  | { readonly phase: 'failed'; readonly error: AppError; readonly part: number }
  | {
      readonly phase: 'done'
      readonly report: BounceReport
      readonly files: readonly FileLike[]
      readonly checks: CheckReport | null
      readonly seconds: number
    }

/** A line of the queue. */
export type QueueItem = Pick<QueuedExport, 'id' | 'order' | 'where'> & {
  /** Of the session. */
  readonly title: string
  /** Of each deliverable, in the order of `BounceProgress.parts`: what it is called, and its files. */
  readonly deliverables: readonly { readonly name: string; readonly files: readonly string[] }[]
  /** What of it does not go on where it was when its page ends, as `encodedAgain`; `null`: all of it does. */
  readonly again: string | null
  /** Samples of the session that are read for it, which weigh it against the others. */
  readonly length: number
  readonly state: QueueState
}

export function queueItem(queued: QueuedExport, state: QueueState): QueueItem {
  const { id, session, order, where } = queued
  const planned = planDelivery(session, order)
  const deliverables = planned.ok
    ? planned.value.deliverables.map(({ deliverable, files }) => ({
        name: deliverable.name,
        files: files.map(({ name }) => name),
      }))
    : []
  const again = planned.ok ? encodedAgain(planned.value) : null
  const length = planned.ok ? unionLength(planned.value.deliverables.map(actionOf)) : 0
  return { id, order, where, title: session.title, deliverables, again, length, state }
}

/**
 * What of an export that was interrupted is made from its beginning, as a clause: 'AAC is encoded again from its beginning'; `null`
 * where all of it goes on where it was.
 */
export function encodedAgain({ deliverables }: DeliveryPlan): string | null {
  const containers = deliverables.map(({ container }) => deliveryContainer(container))
  const labels = new Set(containers.filter(({ keepsPlace }) => !keepsPlace).map(({ label }) => label))
  if (labels.size === 0) return null
  const which = [...labels].join(' and ')
  return `${which} ${labels.size === 1 ? 'is' : 'are'} encoded again from ${labels.size === 1 ? 'its' : 'their'} beginning`
}

/** How long a waiting item will take at the speed of the one that runs; `null` while none does. */
export function secondsAhead(items: readonly QueueItem[], { length }: QueueItem): number | null {
  const perSecond = runningSpeed(items)
  return perSecond > 0 ? length / perSecond : null
}

/** Samples a second of the one that runs; 0 while none does. */
function runningSpeed(items: readonly QueueItem[]): number {
  const running = items.find(({ state }) => state.phase === 'running')
  const progress = running?.state.phase === 'running' ? running.state.progress : null
  return progress && progress.secondsLeft > 0 ? (progress.total - progress.done) / progress.secondsLeft : 0
}

/** How much of an item is made, 0…1. */
export function partOf({ state }: QueueItem): number {
  switch (state.phase) {
    case 'waiting':
      return 0
    case 'running':
    case 'paused':
      return state.progress ? state.progress.done / state.progress.total : 0
    case 'interrupted':
    case 'failed':
      return state.part
    case 'done':
      return 1
  }
}

export const isUnderWay = ({ state }: QueueItem): boolean =>
  state.phase === 'running' || state.phase === 'paused'

/** Of all that is done, under way and waiting; not of what needs a decision first. */
export type QueueTotal = {
  readonly exports: number
  readonly done: number
  readonly part: number
  /** At the speed of the one that runs; `null` while none does. */
  readonly secondsLeft: number | null
}

export function queueTotal(items: readonly QueueItem[]): QueueTotal {
  const counted = items.filter(({ state }) => state.phase !== 'failed' && state.phase !== 'interrupted')
  const length = counted.reduce((sum, item) => sum + item.length, 0)
  const made = counted.reduce((sum, item) => sum + item.length * partOf(item), 0)
  const running = counted.find(({ state }) => state.phase === 'running')
  const progress = running?.state.phase === 'running' ? running.state.progress : null
  const perSecond = runningSpeed(counted)
  const waiting = counted.filter(({ state }) => state.phase === 'waiting')
  const rest = waiting.reduce((sum, item) => sum + item.length, 0)
  return {
    exports: counted.length,
    done: counted.filter(({ state }) => state.phase === 'done').length,
    part: length > 0 ? made / length : 0,
    secondsLeft: progress && perSecond > 0 ? progress.secondsLeft + rest / perSecond : null,
  }
}
