import type { AppError } from '../../domain/errors.ts'
import type { MediaInfo } from '../../domain/media.ts'
import type { SessionSummary, ShelfPort } from '../../domain/ports.ts'
import { type MediaId, type Session, sessionLength } from '../../domain/session.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { Database, StoredSession } from './database.ts'

/** The latest session version that this program reads. */
const SESSION_VERSION = 1

/** Sessions in IndexedDB: each as the plain document it is, and a summary of it beside. */
export class SessionShelf implements ShelfPort {
  readonly #database: Database
  readonly #now: () => number
  /** By session, the last thing that was asked for: what is asked later is done later. */
  readonly #last = new Map<string, Promise<unknown>>()

  /** `now` is in milliseconds since 1970. */
  constructor(database: Database, now: () => number = Date.now) {
    this.#database = database
    this.#now = now
  }

  /** Newest first. */
  async list(): Promise<Result<readonly SessionSummary[], AppError>> {
    const all = await this.#database.run('the list of sessions', (database) => database.getAll('summaries'))
    return all.ok ? ok(all.value.toSorted((a, b) => b.savedAt - a.savedAt)) : all
  }

  async load(id: string): Promise<Result<Session, AppError>> {
    await this.#last.get(id)
    const found = await this.#database.run('this session', (database) => database.get('sessions', id))
    if (!found.ok) return found
    return found.value ? readable(found.value) : err({ code: 'shelf/missing' })
  }

  save(id: string, session: Session): Promise<Result<void, AppError>> {
    return this.#inTurn(id, () =>
      this.#database.run(session.title, async (database) => {
        const savedAt = this.#now()
        const write = database.transaction(['sessions', 'summaries'], 'readwrite')
        await Promise.all([
          write.objectStore('sessions').put({ id, session, savedAt }),
          write.objectStore('summaries').put(summaryOf(id, session, savedAt)),
          write.done,
        ])
      }),
    )
  }

  remove(id: string): Promise<Result<void, AppError>> {
    return this.#inTurn(id, () =>
      this.#database.run('this session', async (database) => {
        const write = database.transaction(['sessions', 'summaries'], 'readwrite')
        await Promise.all([
          write.objectStore('sessions').delete(id),
          write.objectStore('summaries').delete(id),
          write.done,
        ])
      }),
    )
  }

  /** Fails with `shelf/newer` where a newer program kept a session: what that one uses is not known here. */
  async media(): Promise<Result<ReadonlyMap<MediaId, MediaInfo>, AppError>> {
    const media = new Map<MediaId, MediaInfo>()
    const read = await this.#database.run('the list of sessions', async (database) => {
      // One at a time: a shelf of long sessions is not held in memory at once.
      let at = await database.transaction('sessions').store.openCursor()
      while (at) {
        const session = readable(at.value)
        if (!session.ok) return session
        for (const [id, info] of Object.entries(session.value.media)) media.set(id, info)
        at = await at.continue()
      }
      return ok(media)
    })
    return read.ok ? read.value : read
  }

  #inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.#last.get(id) ?? Promise.resolve()).then(work)
    const settled = turn.then(
      () => undefined,
      () => undefined,
    )
    this.#last.set(id, settled)
    return turn
  }
}

function readable({ session }: StoredSession): Result<Session, AppError> {
  if (session.version > SESSION_VERSION) return err({ code: 'shelf/newer', version: session.version })
  return ok(session as Session)
}

function summaryOf(id: string, session: Session, savedAt: number): SessionSummary {
  const { title, tracks, sampleRate } = session
  return { id, title, savedAt, tracks: tracks.length, length: sessionLength(session), sampleRate }
}
