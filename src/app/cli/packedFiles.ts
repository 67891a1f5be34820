import type { AppError } from '../../domain/errors.ts'
import { readPackageManifest } from '../../domain/packageManifestSchema.ts'
import type { ByteSource } from '../../domain/ports.ts'
import type { MediaId, Session } from '../../domain/session.ts'
import { readSession } from '../../domain/sessionSchema.ts'
import { ok, type Result } from '../../lib/result.ts'
import { partSource } from '../../media/package/partSource.ts'
import { checkPart, readPackage } from '../../media/package/readPackage.ts'

/** A session and those of its files that came with it, each a source of its own. */
export type PackedFiles = { readonly session: Session; readonly sources: ReadonlyMap<MediaId, ByteSource> }

/** Whether a file begins as a ZIP file does, whatever it is called. */
export async function isZip(source: ByteSource): Promise<Result<boolean, AppError>> {
  if (source.size < 4) return ok(false)
  const head = await source.read(0, 4)
  return head.ok ? ok(String.fromCharCode(...head.value) === 'PK\x03\x04') : head
}

/** What is in a package. Fails with the first file in it that is not the one that the session knows. */
export async function openPacked(source: ByteSource): Promise<Result<PackedFiles, AppError>> {
  const found = await readPackage(source, { session: readSession, manifest: readPackageManifest })
  if (!found.ok) return found
  const { session, parts } = found.value
  const sources = new Map<MediaId, ByteSource>()
  for (const [id, part] of parts) {
    const checked = await checkPart(source, id, found.value)
    if (!checked.ok) return checked
    sources.set(id, partSource(source, part, session.media[id]?.fileName ?? id))
  }
  return ok({ session, sources })
}
