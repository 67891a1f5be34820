import type { AppError } from '../../domain/errors.ts'
import type { JournalEntry } from '../../domain/history.ts'
import type { JournalState, ShelfPort } from '../../domain/ports.ts'
import type { Session } from '../../domain/session.ts'
import { ok, type Result } from '../../lib/result.ts'
import { merged } from './journalMerge.ts'
import { NO_REACH, reachAfter, type Snapshot, snapshotsAfter, sufficientSnapshot } from './journalReach.ts'

/** Entries from one snapshot to the next. */
export const ENTRIES_PER_SNAPSHOT = 200
/** When there are more the journal begins anew, and what was done before cannot be undone after the next opening. */
export const ENTRIES_KEPT = 10_000
/** A gesture that goes on is written this often. */
export const GESTURE_WRITE_MS = 250

type Shelf = Pick<ShelfPort, 'append' | 'snapshot' | 'forget'>

/**
 * Writes what is done to one session into its journal: each entry at once, those of a gesture that goes on a few times
 * a second. What could not be written is kept and tried again with the next.
 */
export class SessionRecorder {
  readonly id: string
  readonly #shelf: Shelf
  readonly #onWritten: (written: Result<void, AppError>, wasGone: boolean) => void
  /** What is recorded and not yet on its way; `#from` is the number of the first. */
  #queue: readonly JournalEntry[] = []
  #from: number
  /** The first is what the journal begins with. */
  #snapshots: readonly Snapshot[]
  /** What the journal has to begin with, when that is not written yet. */
  #base: Session | null = null
  /** The journal was begun anew by an entry, which is in no queue. */
  #restarted = false
  /** What was kept may be gone: that is to be seen, though there is nothing to write. */
  #doubted = false
  #latest: Session
  #timer: ReturnType<typeof setTimeout> | undefined
  #writing: Promise<boolean> | null = null
  #snapshotting = false

  /**
   * `session`: as it is before the first entry that is recorded. `journal`: what the shelf has of it; `null` for a session
   * that is not there yet. `onWritten`: everything is kept, or why it is not; `wasGone`: what had been kept was there no
   * more, and the journal has begun anew.
   */
  constructor(
    id: string,
    shelf: Shelf,
    session: Session,
    journal: JournalState | null,
    onWritten: (written: Result<void, AppError>, wasGone: boolean) => void,
  ) {
    this.id = id
    this.#shelf = shelf
    this.#onWritten = onWritten
    this.#latest = session
    this.#from = journal?.next ?? 0
    this.#snapshots = journal ? reached(journal) : []
    if (this.#snapshots.length === 0) this.#beginWith(session)
  }

  /** Something is recorded that is not kept yet. */
  get pending(): boolean {
    return this.#hasWork || this.#writing !== null
  }

  /** `after`: the session that the entry led to. `goesOn`: more of the same gesture may follow. */
  record(entry: JournalEntry, after: Session, goesOn: boolean): void {
    this.#latest = after
    const [base] = this.#snapshots
    if (!base || !reachAfter(base.reach, entry) || this.#next - base.at >= ENTRIES_KEPT) {
      // It undoes what is in no entry that is kept, or there are too many.
      this.#from = this.#next + 1
      this.#beginWith(after)
    } else {
      this.#add(entry)
      this.#snapshots = snapshotsAfter(this.#snapshots, entry)
    }
    if (goesOn) this.#timer ??= setTimeout(() => void this.flush(), GESTURE_WRITE_MS)
    else void this.flush()
  }

  /** Writes all that is recorded, now; whether that worked. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (!this.pending) return true
    this.#writing ??= this.#write()
    return this.#writing
  }

  /** Looks whether the journal is still there, and begins it anew when it is not. */
  async verify(): Promise<boolean> {
    // Of one that is not begun yet there is nothing to miss.
    this.#doubted = this.#base === null
    return this.flush()
  }

  get #next(): number {
    return this.#from + this.#queue.length
  }

  get #hasWork(): boolean {
    return this.#queue.length > 0 || this.#restarted || this.#doubted
  }

  #beginWith(session: Session): void {
    this.#restarted = this.#base !== null || this.#snapshots.length > 0
    this.#base = session
    this.#queue = []
    this.#snapshots = [{ at: this.#from, reach: NO_REACH }]
  }

  #add(entry: JournalEntry): void {
    const last = this.#queue.at(-1)
    // A snapshot that is being taken is of the session before the next entry: the one before it stays as it was.
    const isFixed = this.#snapshots.at(-1)?.at === this.#next
    const together = last && !isFixed ? merged(last, entry) : null
    this.#queue = together ? [...this.#queue.slice(0, -1), together] : [...this.#queue, entry]
  }

  async #write(): Promise<boolean> {
    let written: Result<void, AppError> = ok(undefined)
    let wasGone = false
    // What is recorded meanwhile is written next, unless it can wait.
    while (written.ok && this.#timer === undefined && this.#hasWork) {
      const [entries, base, from] = [this.#queue, this.#base, this.#from]
      this.#queue = []
      this.#base = null
      this.#restarted = false
      this.#doubted = false
      this.#from = from + entries.length
      const session = this.#latest
      written = await this.#shelf.append(this.id, { from, entries, session, ...(base && { base }) })
      if (!written.ok && written.error.code === 'shelf/missing') {
        // The browser's storage was cleared: what there is now is kept all the same.
        this.#beginWith(this.#latest)
        written = ok(undefined)
        wasGone = true
      }
      // A journal that was begun anew meanwhile has it all.
      if (written.ok || this.#base) continue
      this.#queue = [...entries, ...this.#queue]
      this.#base = base
      this.#restarted = base !== null
      this.#from = from
    }
    this.#writing = null
    this.#onWritten(written, wasGone)
    if (written.ok) void this.#keepShort()
    return written.ok
  }

  /** A snapshot now and then, and away with what none of the steps that can be undone needs any more. */
  async #keepShort(): Promise<void> {
    const last = this.#snapshots.at(-1)?.at ?? 0
    const at = this.#from
    if (this.#snapshotting || this.#queue.length > 0 || at - last < ENTRIES_PER_SNAPSHOT) return
    this.#snapshotting = true
    this.#snapshots = [...this.#snapshots, { at, reach: NO_REACH }]
    const taken = await this.#shelf.snapshot(this.id, at, this.#latest)
    if (!taken.ok) this.#snapshots = this.#snapshots.filter((snapshot) => snapshot.at !== at)
    const enough = sufficientSnapshot(this.#snapshots)
    if (taken.ok && enough && enough !== this.#snapshots[0]) {
      const forgotten = await this.#shelf.forget(this.id, enough.at)
      if (forgotten.ok) this.#snapshots = this.#snapshots.filter((snapshot) => snapshot.at >= enough.at)
    }
    this.#snapshotting = false
  }
}

/** The snapshots of a journal with what is known from each. */
function reached({ base, next, snapshots, entries }: JournalState): readonly Snapshot[] {
  if (base === null) return []
  let known: readonly Snapshot[] = [{ at: base, reach: NO_REACH }]
  for (const [index, entry] of entries.entries()) {
    known = snapshotsAfter(known, entry)
    const at = base + index + 1
    if (snapshots.includes(at) && at <= next) known = [...known, { at, reach: NO_REACH }]
  }
  return known[0]?.at === base ? known : []
}
