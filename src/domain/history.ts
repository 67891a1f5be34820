import { applyCommand, type Command, commandLabel } from './commands.ts'
import type { Session } from './session.ts'

/** A session before or after a step; `label` is what was done, as the undo menu calls it. */
export type HistoryStep = { readonly label: string; readonly session: Session }

/** The session and how it got here. Steps hold sessions, which share all that did not change, and never PCM. */
export type History = {
  readonly session: Session
  /** Oldest first. */
  readonly past: readonly HistoryStep[]
  /** What redo brings next comes first. */
  readonly future: readonly HistoryStep[]
}

/**
 * What a person did to a session, as it is written down. A command that `continues` belongs to the step before it: a
 * gesture is one step, and whether it goes on is decided when it happens, not when it is read again.
 */
export type JournalEntry =
  | { readonly do: 'command'; readonly command: Command; readonly continues: boolean }
  | { readonly do: 'undo' }
  | { readonly do: 'redo' }

/** Steps kept: beyond this the oldest go. */
export const HISTORY_LIMIT = 500

/** The history after an entry; the very one given when the entry changes nothing. */
export function advanceHistory(history: History, entry: JournalEntry): History {
  const { session, past, future } = history
  if (entry.do === 'undo') {
    const step = past.at(-1)
    if (!step) return history
    const undone = { label: step.label, session }
    return { session: step.session, past: past.slice(0, -1), future: [undone, ...future] }
  }
  if (entry.do === 'redo') {
    const step = future[0]
    if (!step) return history
    const redone = { label: step.label, session }
    return { session: step.session, past: [...past, redone], future: future.slice(1) }
  }
  const next = applyCommand(session, entry.command)
  if (next === session) return history
  if (entry.continues) return { session: next, past, future }
  const step = { label: commandLabel(entry.command, session), session }
  return { session: next, past: [...past, step].slice(-HISTORY_LIMIT), future: [] }
}
