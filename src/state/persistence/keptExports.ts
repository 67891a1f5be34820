import type { AppError } from '../../domain/errors.ts'
import type { KeptExportsPort, QueuedExport } from '../../domain/exportQueue.ts'
import { ok, type Result } from '../../lib/result.ts'
import type { Database } from './database.ts'
import type { ReadSession } from './restoreJournal.ts'

const SUBJECT = 'the export queue'

/** Exports in IndexedDB, each with the session as it was when it was ordered, and with the handle of its folder. */
export class KeptExports implements KeptExportsPort {
  readonly #database: Database
  readonly #reader: () => Promise<ReadSession>

  /** `reader` brings what looks into sessions, which is not needed while none is kept. */
  constructor(database: Database, reader: () => Promise<ReadSession>) {
    this.#database = database
    this.#reader = reader
  }

  async put(queued: QueuedExport): Promise<Result<void, AppError>> {
    const put = await this.#database.run(SUBJECT, (database) => database.put('exports', queued))
    return put.ok ? ok(undefined) : put
  }

  remove(id: string): Promise<Result<void, AppError>> {
    return this.#database.run(SUBJECT, (database) => database.delete('exports', id))
  }

  async list(): Promise<
    Result<{ readonly exports: readonly QueuedExport[]; readonly refused: readonly AppError[] }, AppError>
  > {
    const found = await this.#database.run(SUBJECT, (database) => database.getAll('exports'))
    if (!found.ok) return found
    if (found.value.length === 0) return ok({ exports: [], refused: [] })
    const read = await this.#reader()
    const exports: QueuedExport[] = []
    const refused: AppError[] = []
    for (const stored of found.value.toSorted((a, b) => a.addedAt - b.addedAt)) {
      const session = read(stored.session)
      if (session.ok) exports.push({ ...stored, session: session.value })
      else refused.push(session.error)
    }
    return ok({ exports, refused })
  }
}
