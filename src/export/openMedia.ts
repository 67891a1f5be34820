import { type Remote, transfer, wrap } from 'comlink'
import type { GuideMedia } from '../domain/checks.ts'
import type { AppError } from '../domain/errors.ts'
import type { FileLike } from '../domain/ports.ts'
import type { MediaId, Session } from '../domain/session.ts'
import { ok, type Result } from '../lib/result.ts'
import type { OpenMedia } from '../media/playlist.ts'
import type { ReaderWorker } from './readerWorker.ts'

/** A Worker that reads files, which ends with the one that calls. It takes a while to begin. */
export const startReader = (): Remote<ReaderWorker> =>
  wrap<ReaderWorker>(new Worker(new URL('./readerWorker.ts', import.meta.url), { type: 'module' }))

/** The files of a session, and the guide it is held against, as a pass reads them by `reader`, which has none yet. */
export function openMedia(
  reader: Remote<ReaderWorker>,
  session: Session,
  files: ReadonlyMap<MediaId, FileLike>,
  guide: GuideMedia | undefined,
): ReadonlyMap<MediaId, OpenMedia> {
  // What is asked for next comes after it.
  void reader.open(files)
  /** What was read into and copied from, to be read into again: fresh memory for each read costs more than the copy. */
  const spares: ArrayBuffer[] = []
  const read = async (
    id: MediaId,
    offset: number,
    length: number,
    into?: Uint8Array,
  ): Promise<Result<Uint8Array, AppError>> => {
    const spare = (into && spares.pop()) ?? null
    const came = await reader.read(id, offset, length, spare ? transfer(spare, [spare]) : null)
    if (!came.ok || !into) return came
    into.set(came.value)
    spares.push(came.value.buffer as ArrayBuffer)
    return ok(into.subarray(0, length))
  }
  const media = new Map<MediaId, OpenMedia>()
  for (const [id, { name, size }] of files) {
    const info = session.media[id] ?? (guide?.id === id ? guide.info : undefined)
    const source = {
      name,
      size,
      read: (offset: number, length: number, into?: Uint8Array) => read(id, offset, length, into),
    }
    if (info) media.set(id, { info, source })
  }
  return media
}
