import { type JournalEntry, stepsOf } from '../../domain/history.ts'

/** So many steps can be undone on the next visit at least, if so many were done; in memory there is no limit. */
export const STEPS_KEPT = 1_000

/** How many steps back and forth are known to whoever reads a journal from one of its snapshots on. */
export type Reach = { readonly past: number; readonly future: number }

export const NO_REACH: Reach = { past: 0, future: 0 }

/** The reach after an entry; `null` when it cannot be done from there, because what it undoes or redoes came before. */
export function reachAfter({ past, future }: Reach, entry: JournalEntry): Reach | null {
  if (entry.do === 'command') return entry.continues ? { past, future } : { past: past + 1, future: 0 }
  const by = entry.do === 'undo' ? -stepsOf(entry) : stepsOf(entry)
  return past + by < 0 || future - by < 0 ? null : { past: past + by, future: future - by }
}

/** A snapshot of the journal, and how far one gets from it. */
export type Snapshot = { readonly at: number; readonly reach: Reach }

/** Snapshots after an entry: those from which it cannot be done are left out. */
export const snapshotsAfter = (snapshots: readonly Snapshot[], entry: JournalEntry): readonly Snapshot[] =>
  snapshots.flatMap(({ at, reach }) => {
    const after = reachAfter(reach, entry)
    return after ? [{ at, reach: after }] : []
  })

/**
 * The latest snapshot from which as much can be redone as from the first, and as much undone or `STEPS_KEPT` steps: what
 * is before it is not needed.
 */
export function sufficientSnapshot(snapshots: readonly Snapshot[]): Snapshot | undefined {
  const [first] = snapshots
  if (!first) return undefined
  const past = Math.min(first.reach.past, STEPS_KEPT)
  return snapshots.findLast(({ reach }) => reach.past >= past && reach.future === first.reach.future)
}
