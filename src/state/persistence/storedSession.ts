import type { AppError } from '../../domain/errors.ts'
import type { MediaInfo } from '../../domain/media.ts'
import { type MediaId, SESSION_VERSION } from '../../domain/session.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { OpenDatabase, StoredEntry, StoredPart, StoredSession } from './database.ts'
import type { FoundJournal } from './restoreJournal.ts'
import { type SnapshotPart, sessionOfParts } from './snapshotParts.ts'

/** The latest meaning of journal entries that this program knows: raised with every new command. */
export const JOURNAL_VERSION = 4

export const partsOf = (id: string): IDBKeyRange => IDBKeyRange.bound([id], [id, []])
/** From entry `from` on. */
export const entriesOf = (id: string, from = 0): IDBKeyRange => IDBKeyRange.bound([id, from], [id, []])

export type Stored = {
  readonly parts: readonly StoredPart[]
  readonly entries: readonly StoredEntry[]
  /** Of a session that has no journal yet. */
  readonly whole: StoredSession | undefined
}

export async function readStored(database: OpenDatabase, id: string): Promise<Stored> {
  const read = database.transaction(['sessions', 'snapshots', 'journal'])
  const [parts, entries, whole] = await Promise.all([
    read.objectStore('snapshots').getAll(partsOf(id)),
    read.objectStore('journal').getAll(entriesOf(id)),
    read.objectStore('sessions').get(id),
    read.done,
  ])
  return { parts, entries, whole }
}

/** The parts put together to snapshots, oldest first. */
export function foundJournal(parts: readonly StoredPart[], entries: readonly StoredEntry[]): FoundJournal {
  const bySnapshot = new Map<number, SnapshotPart[]>()
  for (const { at, data } of parts) {
    const together = bySnapshot.get(at)
    if (together) together.push(data)
    else bySnapshot.set(at, [data])
  }
  const snapshots = [...bySnapshot].map(([at, data]) => ({ at, session: sessionOfParts(data) }))
  return { snapshots, entries }
}

/** All that sessions and exports use, and all that undo may bring back. `shelf/newer` where that is not for this program to know. */
export async function keptMedia(
  database: OpenDatabase,
): Promise<Result<ReadonlyMap<MediaId, MediaInfo>, AppError>> {
  const media = new Map<MediaId, MediaInfo>()
  const add = (infos: Readonly<Record<MediaId, MediaInfo>>): void => {
    for (const [id, info] of Object.entries(infos)) media.set(id, info)
  }
  const read = database.transaction(['sessions', 'snapshots', 'journal', 'exports'])
  const journal = read.objectStore('journal')
  const newer = await journal.index('version').get(IDBKeyRange.lowerBound(JOURNAL_VERSION, true))
  if (newer) return err({ code: 'shelf/newer', version: newer.version })
  // One at a time: a shelf of long sessions is not held in memory at once.
  let whole = await read.objectStore('sessions').openCursor()
  while (whole) {
    const { session } = whole.value
    if (session.version > SESSION_VERSION) return err({ code: 'shelf/newer', version: session.version })
    if ('media' in session) add(session.media)
    whole = await whole.continue()
  }
  let part = await read.objectStore('snapshots').openCursor()
  while (part) {
    const { data } = part.value
    const version = data.kind === 'head' && 'version' in data.head ? Number(data.head.version) : 0
    if (version > SESSION_VERSION) return err({ code: 'shelf/newer', version })
    if (data.kind === 'media') add(data.media)
    part = await part.continue()
  }
  let queued = await read.objectStore('exports').openCursor()
  while (queued) {
    const { session, order } = queued.value
    const guide = order.checks?.guide
    if (guide) media.set(guide.id, guide.info)
    if (session.version > SESSION_VERSION) return err({ code: 'shelf/newer', version: session.version })
    if ('media' in session) add(session.media)
    queued = await queued.continue()
  }
  for (const { entry } of await journal.index('brings').getAll()) {
    if (entry.do === 'command' && 'media' in entry.command) add(entry.command.media)
  }
  return ok(media)
}
