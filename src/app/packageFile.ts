import { type AppError, errorText } from '../domain/errors.ts'
import { looksLikePackage, PACKAGE_HEAD, withOwnMedia } from '../domain/packageManifest.ts'
import type { CancelSignal, FileLike, LibraryPort, PickedFile } from '../domain/ports.ts'
import type { MediaId, Session } from '../domain/session.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { fileByteSource } from '../media/byteSource.ts'
import { noticeOffer } from './noticeOffer.ts'
import type { MediaContext } from './sessionMedia.ts'

/** A file of a session that is at hand already: `lasting` when it is found again on another visit. */
export type GivenFile = { readonly file: FileLike; readonly lasting: boolean }

export type UnpackedSession = { readonly session: Session; readonly files: ReadonlyMap<MediaId, GivenFile> }

/** A ZIP file that is called a package, or begins as one. */
export async function isPackage(file: FileLike): Promise<boolean> {
  if (!/\.zip$/i.test(file.name)) return false
  if (/\.dubstage\.zip$/i.test(file.name)) return true
  const head = await fileByteSource(file).read(0, Math.min(PACKAGE_HEAD, file.size))
  return head.ok && looksLikePackage(head.value)
}

/**
 * The session of a package, with its files where they lie in it. A file that is not the one that the session knows is
 * named and left out; everything else that is wrong is why the package is not opened.
 */
export async function openPackageFile(
  { file, reference }: PickedFile,
  library: LibraryPort,
  notify: MediaContext['notify'],
  onProgress: (done: number) => void,
  signal: CancelSignal,
): Promise<Result<UnpackedSession, AppError>> {
  const [{ readSession }, { readPackageManifest }, { readPackage, checkPart }] = await Promise.all([
    import('../domain/sessionSchema.ts'),
    import('../domain/packageManifestSchema.ts'),
    import('../media/package/readPackage.ts'),
  ])
  const source = fileByteSource(file)
  const found = await readPackage(source, { session: readSession, manifest: readPackageManifest })
  if (!found.ok) return found
  const { parts } = found.value
  const { session, ids } = withOwnMedia(found.value.session, [...parts.keys()], () => crypto.randomUUID())
  const files = new Map<MediaId, GivenFile>()
  let refusal: AppError | null = null
  for (const [packed, part] of parts) {
    if (signal.aborted) return err({ code: 'cancelled' })
    onProgress(files.size / parts.size)
    const own = ids.get(packed) ?? packed
    const checked = await checkPart(source, packed, found.value)
    if (!checked.ok) {
      notify('error', errorText(checked.error))
      continue
    }
    const name = session.media[own]?.fileName ?? packed
    const slice = file.slice(part.offset, part.offset + part.length)
    const remembered = reference ? await library.remember(own, reference, part) : null
    if (remembered?.ok === false) refusal = remembered.error
    files.set(own, { file: new File([slice as Blob], name), lasting: remembered?.ok === true })
  }
  // Said once, not with every file.
  if (refusal) notify('warning', errorText(refusal), noticeOffer(refusal))
  return ok({ session, files })
}
