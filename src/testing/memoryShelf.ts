import type { AppError } from '../domain/errors.ts'
import type { JournalWrite, ShelfPort } from '../domain/ports.ts'
import type { Session } from '../domain/session.ts'
import { ok, type Result } from '../lib/result.ts'
import { type SnapshotPart, sessionOfParts, snapshotParts } from '../state/persistence/snapshotParts.ts'

/** A shelf of one session in memory, as the text that it would be on disk. `fail` makes the next writes fail. */
export class MemoryShelf implements Pick<ShelfPort, 'append' | 'snapshot' | 'forget'> {
  readonly snapshots = new Map<number, string>()
  readonly entries = new Map<number, string>()
  fail: AppError | null = null

  async append(_id: string, { from, entries, base }: JournalWrite): Promise<Result<void, AppError>> {
    await Promise.resolve()
    if (this.fail) return { ok: false, error: this.fail }
    if (!base && this.snapshots.size === 0) return { ok: false, error: { code: 'shelf/missing' } }
    if (base) {
      this.snapshots.clear()
      this.entries.clear()
      this.snapshots.set(from, JSON.stringify([...snapshotParts(base)]))
    }
    for (const at of this.entries.keys()) if (at >= from) this.entries.delete(at)
    for (const [index, entry] of entries.entries()) this.entries.set(from + index, JSON.stringify(entry))
    return ok(undefined)
  }

  async snapshot(_id: string, at: number, session: Session): Promise<Result<void, AppError>> {
    await Promise.resolve()
    if (this.fail) return { ok: false, error: this.fail }
    this.snapshots.set(at, JSON.stringify([...snapshotParts(session)]))
    return ok(undefined)
  }

  async forget(_id: string, before: number): Promise<Result<void, AppError>> {
    for (const at of this.snapshots.keys()) if (at < before) this.snapshots.delete(at)
    for (const at of this.entries.keys()) if (at < before) this.entries.delete(at)
    return ok(undefined)
  }

  /** What a reader finds, of the entries the first `kept`. */
  found(kept = this.entries.size) {
    const snapshots = [...this.snapshots].map(([at, text]) => {
      const parts: SnapshotPart[] = JSON.parse(text)
      return { at, session: sessionOfParts(parts) }
    })
    const entries = [...this.entries].map(([at, text]): { at: number; entry: unknown } => ({
      at,
      entry: JSON.parse(text),
    }))
    return { snapshots: snapshots.toSorted((a, b) => a.at - b.at), entries: entries.slice(0, kept) }
  }
}
