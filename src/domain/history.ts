import { applyCommand, type Command, commandLabel } from './commands.ts'
import type { Session } from './session.ts'
import { Steps } from './steps.ts'

/** The session and how it got here. Steps hold sessions, which share all that did not change, and never PCM. */
export type History = {
  readonly session: Session
  /** What can be undone, the next on top; without limit. */
  readonly past: Steps
  /** What can be redone, the next on top. */
  readonly future: Steps
}

/**
 * What a person did to a session, as it is written down. A command that `continues` belongs to the step before it: a
 * gesture is one step, and whether it goes on is decided when it happens, not when it is read again.
 */
export type JournalEntry =
  | { readonly do: 'command'; readonly command: Command; readonly continues: boolean }
  /** `steps` of them at once, from 1 on; one where that is not said. */
  | { readonly do: 'undo' | 'redo'; readonly steps?: number }

export const newHistory = (session: Session): History => ({ session, past: Steps.none, future: Steps.none })

/** How far an entry goes back or forth. */
export const stepsOf = (entry: { readonly steps?: number }): number => entry.steps ?? 1

/** The history after an entry; the very one given when the entry changes nothing. */
export function advanceHistory(history: History, entry: JournalEntry): History {
  const { session, past, future } = history
  if (entry.do !== 'command') return walked(history, entry.do, stepsOf(entry))
  const next = applyCommand(session, entry.command)
  if (next === session) return history
  if (entry.continues) return { session: next, past: withAdded(past, entry.command, next), future }
  const step = { label: commandLabel(entry.command, session), session }
  return { session: next, past: past.with(step), future: Steps.none }
}

/** Tracks come one by one as their files get ready: the step that they are together says how many files they are of. */
function withAdded(past: Steps, command: Command, after: Session): Steps {
  const step = past.at(-1)
  if (command.type !== 'tracks/add' || !step) return past
  const { tracks, media } = step.session
  const files = Object.keys(after.media).filter((id) => !Object.hasOwn(media, id)).length
  if (files === 0) return past
  const isOne = after.tracks.length - tracks.length === 1
  const label = isOne ? commandLabel(command, step.session) : `Add ${files} files`
  return past.withoutLast().with({ ...step, label })
}

/** All of the steps or, where there are not so many, none. */
function walked(history: History, way: 'undo' | 'redo', steps: number): History {
  const [from, to] = way === 'undo' ? (['past', 'future'] as const) : (['future', 'past'] as const)
  if (history[from].length < steps) return history
  let walked = history
  for (let n = 0; n < steps; n++) {
    const step = walked[from].at(-1)
    if (!step) return history
    const other = walked[to].with({ label: step.label, session: walked.session })
    walked = { ...walked, session: step.session, [from]: walked[from].withoutLast(), [to]: other }
  }
  return walked
}
