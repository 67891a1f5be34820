import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { AppError } from '../../domain/errors.ts'
import type { QueuedExport } from '../../domain/exportQueue.ts'
import type { JournalEntry } from '../../domain/history.ts'
import type { FilePart, KeptImport, SessionSummary } from '../../domain/ports.ts'
import type { MediaId, Session } from '../../domain/session.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { SnapshotPart } from './snapshotParts.ts'
import { storageError } from './storageError.ts'

/**
 * A session as it was kept before there were journals. `version` is the session's own, and may be later than this program
 * knows.
 */
export type StoredSession = {
  readonly id: string
  readonly session: Session | { readonly version: number }
  readonly savedAt: number
}

/** A piece of the snapshot of a session before entry `at`. */
export type StoredPart = {
  readonly session: string
  readonly at: number
  readonly part: number
  readonly data: SnapshotPart
}

export type StoredEntry = {
  readonly session: string
  readonly at: number
  /** Of the journal: what its entries mean. May be later than this program knows. */
  readonly version: number
  /** There for entries that bring in media, so that these are found without reading all others. */
  readonly brings?: 1
  readonly entry: JournalEntry
}

export type StoredReference = {
  readonly media: MediaId
  readonly handle: FileSystemFileHandle
  /** Where in it the file lies: in a package. */
  readonly part?: FilePart
  /** Of this keeping of it: a reference kept later under the same id has another one. */
  readonly serial: string
  /** `File.lastModified` of the file when its fingerprint was last found right; `null` before the first time. */
  readonly provedModified: number | null
}

/** A file that was on its way into a session, and may not have come in. */
export type StoredImport = Omit<KeptImport, 'reference'> & {
  readonly session: string
  /** Among those that were put with it. */
  readonly order: number
  readonly handle: FileSystemFileHandle | null
}

export type StoredExport = Omit<QueuedExport, 'session'> & {
  readonly session: Session | { readonly version: number }
}

interface Schema extends DBSchema {
  sessions: { key: string; value: StoredSession }
  snapshots: { key: [session: string, at: number, part: number]; value: StoredPart }
  journal: {
    key: [session: string, at: number]
    value: StoredEntry
    indexes: { brings: number; version: number }
  }
  /** Beside the documents, so that a list of them does not read them. */
  summaries: { key: string; value: SessionSummary }
  references: { key: MediaId; value: StoredReference }
  /** Exports that were ordered and are not done. `session` may be of a later version than this program knows. */
  exports: { key: string; value: StoredExport }
  imports: { key: [session: string, id: string]; value: StoredImport }
  /** What the user was asked already, and the answer. */
  asked: { key: 'persist'; value: boolean }
}

export type OpenDatabase = IDBPDatabase<Schema>

const VERSION = 4

const LOST = 'its database was closed while it was used'
const ATTEMPTS = 4
const RETRY_MS = 100

/** IndexedDB, opened with the first use and again when the browser closed it. */
export class Database {
  readonly #name: string
  readonly #onLost: () => void
  #open: Promise<Result<OpenDatabase, AppError>> | null = null

  /** `onLost`: the database was deleted, or taken away, while it was open. */
  constructor(name = 'dubstage', onLost: () => void = () => undefined) {
    this.#name = name
    this.#onLost = onLost
  }

  /**
   * Does `work`, and does it again where the connection was closed under it: its transactions, which it must wait for,
   * are all or nothing. Fails with `storage/full` naming `subject`, or `storage/unavailable`.
   */
  async run<T>(subject: string, work: (database: OpenDatabase) => Promise<T>): Promise<Result<T, AppError>> {
    for (let attempt = 1; ; attempt += 1) {
      const done = await this.#attempt(subject, work)
      const wasLost = !done.ok && done.error.code === 'storage/unavailable' && done.error.detail === LOST
      if (!wasLost || attempt === ATTEMPTS) return done
      // While a site's storage is cleared every new connection may be closed again.
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS * attempt))
    }
  }

  async #attempt<T>(
    subject: string,
    work: (database: OpenDatabase) => Promise<T>,
  ): Promise<Result<T, AppError>> {
    this.#open ??= this.#opened()
    const database = await this.#open
    if (!database.ok) {
      this.#open = null
      return database
    }
    const opening = this.#open
    try {
      return ok(await work(database.value))
    } catch (thrown) {
      const error = storageError(thrown, subject)
      return err(opening === this.#open ? error : { code: 'storage/unavailable', detail: LOST })
    }
  }

  async #opened(): Promise<Result<OpenDatabase, AppError>> {
    if (typeof indexedDB === 'undefined')
      return err({ code: 'storage/unavailable', detail: 'it has no IndexedDB' })
    let giveUp: (error: AppError) => void = () => undefined
    const blocked = new Promise<Result<never, AppError>>((resolve) => {
      giveUp = (error) => resolve(err(error))
    })
    let waiting = true
    const opened = this.#request(() =>
      giveUp({
        code: 'storage/unavailable',
        detail: 'an older Dubstage is open in another tab; close that tab',
      }),
    ).then((result) => {
      // It came after all, when nobody waits for it any more: kept open, it would block others in turn.
      if (!waiting && result.ok) result.value.close()
      return result
    })
    const first = await Promise.race([opened, blocked])
    waiting = false
    return first
  }

  async #request(onBlocked: () => void): Promise<Result<OpenDatabase, AppError>> {
    const forget = () => {
      this.#open = null
    }
    try {
      const database = await openDB<Schema>(this.#name, VERSION, {
        upgrade(database, from) {
          if (from < 1) {
            database.createObjectStore('sessions', { keyPath: 'id' })
            database.createObjectStore('summaries', { keyPath: 'id' })
            database.createObjectStore('references', { keyPath: 'media' })
            database.createObjectStore('asked')
          }
          if (from < 3) database.createObjectStore('exports', { keyPath: 'id' })
          if (from < 4) database.createObjectStore('imports', { keyPath: ['session', 'id'] })
          if (from >= 2) return
          database.createObjectStore('snapshots', { keyPath: ['session', 'at', 'part'] })
          const journal = database.createObjectStore('journal', { keyPath: ['session', 'at'] })
          journal.createIndex('brings', 'brings')
          journal.createIndex('version', 'version')
        },
        blocked: onBlocked,
        // A newer Dubstage in another tab, or the user clearing the site's data, waits for this connection to close.
        blocking: (_current, blocked, event) => {
          if (event.target instanceof IDBDatabase) event.target.close()
          forget()
          if (blocked === null) this.#onLost()
        },
        terminated: () => {
          forget()
          this.#onLost()
        },
      })
      return ok(database)
    } catch (thrown) {
      const wasClosed = thrown instanceof DOMException && thrown.name === 'AbortError'
      return err(
        wasClosed ? { code: 'storage/unavailable', detail: LOST } : storageError(thrown, 'this session'),
      )
    }
  }
}
