import type { AppError } from '../../domain/errors.ts'
import { advanceHistory, type History, type JournalEntry, newHistory } from '../../domain/history.ts'
import { withListedRates } from '../../domain/listedRates.ts'
import type { KeptSession } from '../../domain/ports.ts'
import type { Session } from '../../domain/session.ts'
import { err, ok, type Result } from '../../lib/result.ts'

/** A journal as it was found, in the order of its numbers; nothing in it has been looked into. */
export type FoundJournal = {
  readonly snapshots: readonly { readonly at: number; readonly session: unknown }[]
  readonly entries: readonly { readonly at: number; readonly entry: unknown }[]
}

export type ReadSession = (found: unknown) => Result<Session, AppError>

/**
 * The session that a journal tells: a snapshot and what was done since. It is read as far as it goes, from the oldest
 * snapshot, which has the most to undo; where entries are lost before a later snapshot, from that one. What it does not
 * reach is `lost`. Fails with what is wrong with the last snapshot when none can be read.
 */
export function restoreJournal(found: FoundJournal, read: ReadSession): Result<KeptSession, AppError> {
  let best: Omit<KeptSession, 'lost'> | undefined
  let error: AppError = { code: 'shelf/missing' }
  for (const { at, session } of found.snapshots) {
    // Read from an earlier one to here and beyond: it knows more.
    if (best && best.journal.next >= at) continue
    const start = read(session)
    if (start.ok) best = replay(found, at, start.value, read)
    else error = start.error
  }
  if (!best) return err(error)
  const { base, next } = best.journal
  const snapshots = found.snapshots.map(({ at }) => at).filter((at) => at > (base ?? 0) && at <= next)
  const lost = found.entries.filter(({ at }) => at >= next).length
  return ok({ ...best, journal: { ...best.journal, snapshots }, lost })
}

function replay(
  found: FoundJournal,
  base: number,
  start: Session,
  read: ReadSession,
): Omit<KeptSession, 'lost'> {
  const beginning = newHistory(start)
  const sessions: Session[] = []
  const entries: JournalEntry[] = []
  let history: History = beginning
  for (const { at, entry: kept } of found.entries) {
    if (at < base) continue
    if (at !== base + entries.length || !isEntry(kept)) break
    const entry = tried(() => withListedRates(kept))
    const next = entry && tried(() => advanceHistory(history, entry))
    if (!next) break
    history = next
    sessions.push(history.session)
    entries.push(entry)
  }
  if (!read(history.session).ok) {
    // What was damaged and could be replayed all the same shows in what came of it.
    entries.length = sessions.findIndex((session) => !read(session).ok)
    history = entries.reduce(advanceHistory, beginning)
  }
  return { history, journal: { base, next: base + entries.length, snapshots: [], entries } }
}

/** `undefined` for an entry that cannot be done: it was damaged, or written by another program. */
function tried<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (cause) {
    if (cause instanceof Error) return undefined
    throw cause
  }
}

function isEntry(entry: unknown): entry is JournalEntry {
  if (typeof entry !== 'object' || entry === null || !('do' in entry)) return false
  if (entry.do === 'undo' || entry.do === 'redo') return !('steps' in entry) || isCount(entry.steps)
  if (entry.do !== 'command' || !('continues' in entry) || typeof entry.continues !== 'boolean') return false
  return 'command' in entry && typeof entry.command === 'object' && entry.command !== null
}

const isCount = (steps: unknown): boolean => Number.isSafeInteger(steps) && Number(steps) >= 1
