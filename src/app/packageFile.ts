import { type AppError, errorText } from '../domain/errors.ts'
import type { MediaInfo, ProbedMedia } from '../domain/media.ts'
import { looksLikePackage, PACKAGE_HEAD, withOwnMedia } from '../domain/packageManifest.ts'
import type { CancelSignal, FileLike, FilePart, FileReference, PickedFile } from '../domain/ports.ts'
import { matchMedia, offeredTrack } from '../domain/relink.ts'
import type { MediaId, Session } from '../domain/session.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { fileByteSource } from '../media/byteSource.ts'
import { noticeOffer } from './noticeOffer.ts'
import { offeredFiles } from './offeredFile.ts'
import type { MediaContext } from './sessionMedia.ts'

/** A file of a session that is at hand already: `lasting` when it is found again on another visit. */
export type GivenFile = { readonly file: FileLike; readonly lasting: boolean }

/** A file that lies in a package. */
export type PackedFile = { readonly file: FileLike; readonly part: FilePart }

export type UnpackedSession = {
  readonly session: Session
  readonly files: ReadonlyMap<MediaId, PackedFile>
  /** Of the package; `null` when it is on this page only. */
  readonly reference: FileReference | null
}

/** A ZIP file that is called a package, or begins as one. */
export async function isPackage(file: FileLike): Promise<boolean> {
  if (!/\.zip$/i.test(file.name)) return false
  if (/\.dubstage\.zip$/i.test(file.name)) return true
  const head = await fileByteSource(file).read(0, Math.min(PACKAGE_HEAD, file.size))
  return head.ok && looksLikePackage(head.value)
}

/** What opening a package asks of others. */
type PackageContext = Pick<MediaContext, 'importer' | 'notify'>

/**
 * The session of a package, with its files where they lie in it. Each is looked into as when it is imported, so that what
 * is read is what was found and not what the document says of it; one that is not the file that the session knows is named
 * and left out. Everything else that is wrong is why the package is not opened.
 */
export async function openPackageFile(
  picked: PickedFile,
  { importer, notify }: PackageContext,
  onProgress: (done: number) => void,
  signal: CancelSignal,
): Promise<Result<UnpackedSession, AppError>> {
  const [{ readSession }, { readPackageManifest }, { readPackage }] = await Promise.all([
    import('../domain/sessionSchema.ts'),
    import('../domain/packageManifestSchema.ts'),
    import('../media/package/readPackage.ts'),
  ])
  const { file: whole, reference } = picked
  const readers = { session: readSession, manifest: readPackageManifest }
  const found = await readPackage(fileByteSource(whole), readers)
  if (!found.ok) return found
  const { parts } = found.value
  const { session, ids } = withOwnMedia(found.value.session, [...parts.keys()], () => crypto.randomUUID())
  const media = { ...session.media }
  const files = new Map<MediaId, PackedFile>()
  for (const [packed, part] of parts) {
    if (signal.aborted) return err({ code: 'cancelled' })
    onProgress(files.size / parts.size)
    const own = ids.get(packed) ?? packed
    const known = session.media[own]
    if (!known) throw new Error(`a package with a part that its session has not: ${packed}`)
    const slice = whole.slice(part.offset, part.offset + part.length)
    const file = new File([slice as Blob], known.fileName)
    const probed = await importer.probe(file, session.sampleRate)
    const info = probed.ok ? infoOf({ ...known, fingerprint: part.fingerprint }, file, probed.value) : null
    if (!probed.ok || typeof info === 'string' || !info) {
      const detail = typeof info === 'string' ? info : 'it cannot be read'
      notify('error', errorText({ code: 'package/media', file: known.fileName, package: whole.name, detail }))
      continue
    }
    // The sound of a converted file has nothing else to say: the session says for it what the file said.
    const { metadata, warnings } = known
    media[own] = part.converted ? { ...info, ...(metadata && { metadata }), warnings } : info
    files.set(own, { file, part })
  }
  return ok({ session: { ...session, media }, files, reference })
}

/**
 * Keeps where the files of a package lie, so that they are found again. Only once their session is kept or on the desk: a
 * sweep takes references that no session has for left-overs.
 */
export async function rememberPacked(
  { files, reference }: UnpackedSession,
  { library, notify }: Pick<MediaContext, 'library' | 'notify'>,
): Promise<ReadonlyMap<MediaId, GivenFile>> {
  const given = new Map<MediaId, GivenFile>()
  let refusal: AppError | null = null
  for (const [id, { file, part }] of files) {
    const remembered = reference ? await library.remember(id, reference, part) : null
    if (remembered?.ok === false) refusal = remembered.error
    given.set(id, { file, lasting: remembered?.ok === true })
  }
  // Said once, not with every file.
  if (refusal) notify('warning', errorText(refusal), noticeOffer(refusal))
  return given
}

/** What a file that the session knows as `known` was found to be; the clause that says it when that is something else. */
function infoOf(known: MediaInfo, file: FileLike, probed: ProbedMedia): MediaInfo | string {
  const match = matchMedia(known, offeredTrack(known, offeredFiles({ file, reference: null }, probed)))
  if (!match.same) return match.detail
  if (probed.kind === 'inPlace' && !known.conform) return probed.info
  if (probed.kind === 'conform' && known.conform) return known
  return 'it is of another rate or format'
}
