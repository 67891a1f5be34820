import type { AppError } from '../../domain/errors.ts'
import {
  DOCUMENT_ENTRY,
  MANIFEST_ENTRY,
  mediaEntry,
  PACKAGE_FORMAT,
  PACKAGE_VERSION,
  type PackagedFile,
  type PackageManifest,
  packedSession,
} from '../../domain/packageManifest.ts'
import type { ByteSource, CancelSignal } from '../../domain/ports.ts'
import type { MediaId, Session } from '../../domain/session.ts'
import { sessionDocument } from '../../domain/sessionDocument.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { fingerprint } from '../fingerprint.ts'
import type { ZipItem } from '../zip/writeZip.ts'
import { bytesSource } from './partSource.ts'

/**
 * What a package of the session consists of, in its order: the document, the manifest, and the files as they are on disk,
 * the originals of those that were conformed. `leftOut` are those that are not to be in it; any other that is not in
 * `files` is `media/missing`, and one that is no longer what the session knows `file/changed`.
 */
export async function packageItems(
  session: Session,
  files: ReadonlyMap<MediaId, ByteSource>,
  leftOut: ReadonlySet<MediaId>,
  signal: CancelSignal,
): Promise<Result<readonly ZipItem[], AppError>> {
  const packed = packedSession(session)
  const listed: PackagedFile[] = []
  const media: ZipItem[] = []
  for (const [id, info] of Object.entries(packed.media)) {
    if (signal.aborted) return err({ code: 'cancelled' })
    if (leftOut.has(id)) continue
    const source = files.get(id)
    if (!source) return err({ code: 'media/missing', file: info.fileName })
    const found = await fingerprint(source)
    if (!found.ok) return found
    const isSame =
      (info.bytes ?? source.size) === source.size && (info.fingerprint ?? found.value) === found.value
    if (!isSame) return err({ code: 'file/changed', file: info.fileName })
    const entry = mediaEntry(info.fileName, media.length)
    listed.push({ media: id, entry, bytes: source.size, fingerprint: found.value })
    media.push({ name: entry, source })
  }
  const manifest: PackageManifest = {
    format: PACKAGE_FORMAT,
    version: PACKAGE_VERSION,
    files: listed,
    leftOut: Object.keys(packed.media).filter((id) => leftOut.has(id)),
  }
  return ok([
    textItem(DOCUMENT_ENTRY, sessionDocument(packed)),
    textItem(MANIFEST_ENTRY, `${JSON.stringify(manifest, null, 2)}\n`),
    ...media,
  ])
}

const textItem = (name: string, text: string): ZipItem => ({
  name,
  source: bytesSource(name, new TextEncoder().encode(text)),
})
