import { HISTORY_LIMIT, type JournalEntry } from '../../domain/history.ts'

/** How many steps back and forth are known to whoever reads a journal from one of its snapshots on. */
export type Reach = { readonly past: number; readonly future: number }

export const NO_REACH: Reach = { past: 0, future: 0 }

/** The reach after an entry; `null` when it cannot be done from there, because what it undoes or redoes came before. */
export function reachAfter({ past, future }: Reach, entry: JournalEntry): Reach | null {
  if (entry.do === 'undo') return past > 0 ? { past: past - 1, future: future + 1 } : null
  if (entry.do === 'redo') return future > 0 ? { past: past + 1, future: future - 1 } : null
  return entry.continues ? { past, future } : { past: Math.min(past + 1, HISTORY_LIMIT), future: 0 }
}

/** A snapshot of the journal, and how far one gets from it. */
export type Snapshot = { readonly at: number; readonly reach: Reach }

/** Snapshots after an entry: those from which it cannot be done are left out. */
export const snapshotsAfter = (snapshots: readonly Snapshot[], entry: JournalEntry): readonly Snapshot[] =>
  snapshots.flatMap(({ at, reach }) => {
    const after = reachAfter(reach, entry)
    return after ? [{ at, reach: after }] : []
  })

/** The latest snapshot from which as much can be undone and redone as from the first: what is before it is not needed. */
export function sufficientSnapshot(snapshots: readonly Snapshot[]): Snapshot | undefined {
  const [first] = snapshots
  return snapshots.findLast(
    ({ reach }) => reach.past === first?.reach.past && reach.future === first.reach.future,
  )
}
