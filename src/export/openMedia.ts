import { wrap } from 'comlink'
import type { GuideMedia } from '../domain/checks.ts'
import type { FileLike } from '../domain/ports.ts'
import type { MediaId, Session } from '../domain/session.ts'
import type { OpenMedia } from '../media/playlist.ts'
import type { ReaderWorker } from './readerWorker.ts'

/**
 * The files of a session, and the guide it is held against, as a pass reads them: in a Worker of their own, which ends with
 * the one that calls.
 */
export function openMedia(
  session: Session,
  files: ReadonlyMap<MediaId, FileLike>,
  guide: GuideMedia | undefined,
): ReadonlyMap<MediaId, OpenMedia> {
  const reader = wrap<ReaderWorker>(
    new Worker(new URL('./readerWorker.ts', import.meta.url), { type: 'module' }),
  )
  // What is asked for next comes after it.
  void reader.open(files)
  const media = new Map<MediaId, OpenMedia>()
  for (const [id, { name, size }] of files) {
    const info = session.media[id] ?? (guide?.id === id ? guide.info : undefined)
    const source = {
      name,
      size,
      read: (offset: number, length: number) => reader.read(id, offset, length),
    }
    if (info) media.set(id, { info, source })
  }
  return media
}
