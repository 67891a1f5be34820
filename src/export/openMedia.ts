import type { GuideMedia } from '../domain/checks.ts'
import type { FileLike } from '../domain/ports.ts'
import type { MediaId, Session } from '../domain/session.ts'
import { fileByteSource } from '../media/byteSource.ts'
import type { OpenMedia } from '../media/playlist.ts'

/** The files of a session, and the guide it is held against, as a pass reads them. */
export function openMedia(
  session: Session,
  files: ReadonlyMap<MediaId, FileLike>,
  guide: GuideMedia | undefined,
): ReadonlyMap<MediaId, OpenMedia> {
  const media = new Map<MediaId, OpenMedia>()
  for (const [id, file] of files) {
    const info = session.media[id] ?? (guide?.id === id ? guide.info : undefined)
    if (info) media.set(id, { info, source: fileByteSource(file) })
  }
  return media
}
