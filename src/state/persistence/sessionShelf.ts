import type { AppError } from '../../domain/errors.ts'
import { type JournalEntry, newHistory } from '../../domain/history.ts'
import type { MediaInfo } from '../../domain/media.ts'
import type { JournalWrite, KeptSession, SessionSummary, ShelfPort } from '../../domain/ports.ts'
import { type MediaId, type Session, sessionLength } from '../../domain/session.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { Database, OpenDatabase, StoredEntry, StoredPart } from './database.ts'
import { type ReadSession, restoreJournal } from './restoreJournal.ts'
import { snapshotParts } from './snapshotParts.ts'
import { entriesOf, foundJournal, JOURNAL_VERSION, keptMedia, partsOf, readStored } from './storedSession.ts'

const ALL = ['sessions', 'summaries', 'snapshots', 'journal'] as const
const ALL_AND_IMPORTS = [...ALL, 'imports'] as const

/** Sessions in IndexedDB: a snapshot, what was done since, and a summary beside. */
export class SessionShelf implements ShelfPort {
  readonly #database: Database
  readonly #now: () => number
  readonly #reader: () => Promise<ReadSession>
  /** By session, the last thing that was asked for: what is asked later is done later. */
  readonly #last = new Map<string, Promise<unknown>>()

  /** `reader` brings what looks into sessions, which is not needed before one is opened. `now`: milliseconds since 1970. */
  constructor(database: Database, reader: () => Promise<ReadSession>, now: () => number = Date.now) {
    this.#database = database
    this.#reader = reader
    this.#now = now
  }

  /** Newest first. */
  async list(): Promise<Result<readonly SessionSummary[], AppError>> {
    const all = await this.#database.run('the list of sessions', (database) => database.getAll('summaries'))
    return all.ok ? ok(all.value.toSorted((a, b) => b.savedAt - a.savedAt)) : all
  }

  async open(id: string): Promise<Result<KeptSession, AppError>> {
    await this.#last.get(id)
    const found = await this.#database.run('this session', (database) => readStored(database, id))
    if (!found.ok) return found
    const { parts, entries, whole } = found.value
    const newer = entries.find(({ version }) => version > JOURNAL_VERSION)
    if (newer) return err({ code: 'shelf/newer', version: newer.version })
    const read = await this.#reader()
    if (parts.length > 0) return restoreJournal(foundJournal(parts, entries), read)
    if (!whole) return err({ code: 'shelf/missing' })
    const session = read(whole.session)
    if (!session.ok) return session
    return ok({
      history: newHistory(session.value),
      journal: { next: 0, base: null, snapshots: [], entries: [] },
      lost: 0,
    })
  }

  async load(id: string): Promise<Result<Session, AppError>> {
    const kept = await this.open(id)
    return kept.ok ? ok(kept.value.history.session) : kept
  }

  save(id: string, session: Session): Promise<Result<void, AppError>> {
    return this.append(id, { from: 0, entries: [], session, base: session })
  }

  async append(id: string, { from, entries, session, base }: JournalWrite): Promise<Result<void, AppError>> {
    let missing = false
    const written = await this.#inTurn(id, session.title, async (database) => {
      const write = database.transaction(base ? ALL : ['summaries', 'journal'], 'readwrite', STRICT)
      await done(write, async () => {
        const journal = write.objectStore('journal')
        if (base) {
          await Promise.all([
            write.objectStore('sessions').delete(id),
            write.objectStore('snapshots').delete(partsOf(id)),
            journal.delete(entriesOf(id)),
          ])
          await putParts(write.objectStore('snapshots'), id, from, base)
        } else {
          missing = (await write.objectStore('summaries').getKey(id)) === undefined
          if (missing) return
          await journal.delete(entriesOf(id, from))
        }
        await Promise.all([
          ...entries.map((entry, index) => journal.put(storedEntry(id, from + index, entry))),
          write.objectStore('summaries').put(summaryOf(id, session, this.#now())),
        ])
      })
    })
    return written.ok && missing ? err({ code: 'shelf/missing' }) : written
  }

  /** Not in turn: entries go on being written meanwhile. */
  snapshot(id: string, at: number, session: Session): Promise<Result<void, AppError>> {
    return this.#database.run(session.title, (database) => {
      const write = database.transaction(['snapshots'], 'readwrite', STRICT)
      return done(write, () => putParts(write.objectStore('snapshots'), id, at, session))
    })
  }

  forget(id: string, before: number): Promise<Result<void, AppError>> {
    return this.#inTurn(id, 'this session', (database) => {
      const write = database.transaction(['snapshots', 'journal'], 'readwrite', STRICT)
      return done(write, () =>
        Promise.all([
          write.objectStore('snapshots').delete(IDBKeyRange.bound([id], [id, before], false, true)),
          write.objectStore('journal').delete(IDBKeyRange.bound([id], [id, before], false, true)),
        ]),
      )
    })
  }

  remove(id: string): Promise<Result<void, AppError>> {
    return this.#inTurn(id, 'this session', (database) => {
      const write = database.transaction(ALL_AND_IMPORTS, 'readwrite', STRICT)
      return done(write, () =>
        Promise.all([
          write.objectStore('imports').delete(partsOf(id)),
          write.objectStore('sessions').delete(id),
          write.objectStore('summaries').delete(id),
          write.objectStore('snapshots').delete(partsOf(id)),
          write.objectStore('journal').delete(entriesOf(id)),
        ]),
      )
    })
  }

  /** Fails with `shelf/newer` where a newer program kept a session: what that one uses is not known here. */
  async media(): Promise<Result<ReadonlyMap<MediaId, MediaInfo>, AppError>> {
    const read = await this.#database.run('the list of sessions', keptMedia)
    return read.ok ? read.value : read
  }

  #inTurn<T>(
    id: string,
    subject: string,
    work: (open: OpenDatabase) => Promise<T>,
  ): Promise<Result<T, AppError>> {
    const turn = (this.#last.get(id) ?? Promise.resolve()).then(() => this.#database.run(subject, work))
    const settled = turn.then(
      () => undefined,
      () => undefined,
    )
    this.#last.set(id, settled)
    return turn
  }
}

/** On the disk before it is done: a journal that says so and is not there after a power cut would be worth nothing. */
const STRICT = { durability: 'strict' } as const

/** All of the work or nothing of it. */
async function done(write: { readonly done: Promise<void> }, work: () => Promise<unknown>): Promise<void> {
  await Promise.all([work(), write.done])
}

/** One part after another: each is cloned in a turn of its own, so that a long session stops nothing. */
async function putParts(
  store: { put(part: StoredPart): Promise<unknown> },
  session: string,
  at: number,
  what: Session,
): Promise<void> {
  let part = 0
  for (const data of snapshotParts(what)) {
    await store.put({ session, at, part, data })
    part += 1
  }
}

function storedEntry(session: string, at: number, entry: JournalEntry): StoredEntry {
  const brings = entry.do === 'command' && 'media' in entry.command
  return { session, at, version: JOURNAL_VERSION, ...(brings && { brings: 1 }), entry }
}

function summaryOf(id: string, session: Session, savedAt: number): SessionSummary {
  const { title, tracks, sampleRate } = session
  return { id, title, savedAt, tracks: tracks.length, length: sessionLength(session), sampleRate }
}
