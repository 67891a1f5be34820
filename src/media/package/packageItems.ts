import type { AppError } from '../../domain/errors.ts'
import type { MediaInfo } from '../../domain/media.ts'
import {
  DOCUMENT_ENTRY,
  MANIFEST_ENTRY,
  type MadeFrom,
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
import { soundName } from '../../domain/soundName.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { fingerprint } from '../fingerprint.ts'
import type { ZipItem } from '../zip/writeZip.ts'
import { bytesSource } from './partSource.ts'

/** What a file of the session was converted from, and that file where it is at hand. */
export type Origin = { readonly from: Omit<MadeFrom, 'entry'>; readonly original: ByteSource | null }

/**
 * What a package of the session consists of, in its order: the document, the manifest, and the files that the session
 * knows, each followed by what it was converted from, if that is in `origins`; a file of several audio tracks once. `leftOut` are those that are not to be in
 * it; any other that is not in `files` is `media/missing`, and one that is no longer what the session knows `file/changed`.
 */
export async function packageItems(
  session: Session,
  files: ReadonlyMap<MediaId, ByteSource>,
  leftOut: ReadonlySet<MediaId>,
  signal: CancelSignal,
  origins: ReadonlyMap<MediaId, Origin> = new Map(),
): Promise<Result<readonly ZipItem[], AppError>> {
  const packed = packedSession(session)
  const listed: PackagedFile[] = []
  const media: ZipItem[] = []
  const ofTracks = new Map<string, string>()
  /** The entry of a file, which goes in now or with another of its audio tracks already has. */
  const entryOf = (known: Known, print: string, source: ByteSource): string => {
    const { fileName, audioTrack } = known
    const file = JSON.stringify([fileName, print])
    const there = audioTrack && ofTracks.get(file)
    if (there !== undefined) return there
    const entry = mediaEntry(fileName, media.length)
    media.push({ name: entry, source })
    if (audioTrack) ofTracks.set(file, entry)
    return entry
  }
  for (const [id, info] of Object.entries(packed.media)) {
    if (signal.aborted) return err({ code: 'cancelled' })
    if (leftOut.has(id)) continue
    const source = files.get(id)
    if (!source) return err({ code: 'media/missing', file: soundName(info) })
    const found = await sameFile(source, info)
    if (!found.ok) return found
    const entry = entryOf(info, found.value, source)
    const made = await madeFrom(origins.get(id), entryOf)
    if (!made.ok) return made
    listed.push({ media: id, entry, bytes: source.size, fingerprint: found.value, ...made.value })
  }
  const manifest: PackageManifest = {
    format: PACKAGE_FORMAT,
    version: versionFor(packed, listed),
    files: listed,
    leftOut: Object.keys(packed.media).filter((id) => leftOut.has(id)),
  }
  return ok([
    textItem(DOCUMENT_ENTRY, sessionDocument(packed)),
    textItem(MANIFEST_ENTRY, `${JSON.stringify(manifest, null, 2)}\n`),
    ...media,
  ])
}

/** The first that knows every field that is used, and that tracks may have one entry. */
function versionFor({ media }: Session, files: readonly PackagedFile[]): PackageManifest['version'] {
  const isTrack = (file: PackagedFile): boolean =>
    (file.madeFrom?.audioTrack ?? media[file.media]?.audioTrack) !== undefined
  if (files.some(isTrack)) return PACKAGE_VERSION
  return files.some((file) => file.madeFrom) ? 2 : 1
}

type Known = Pick<MediaInfo, 'fileName' | 'audioTrack' | 'bytes' | 'fingerprint'>

/** The fingerprint of a file that is what is known of it. */
async function sameFile(
  source: ByteSource,
  { fileName, ...known }: Known,
): Promise<Result<string, AppError>> {
  const found = await fingerprint(source)
  if (!found.ok) return found
  const isSame =
    (known.bytes ?? source.size) === source.size && (known.fingerprint ?? found.value) === found.value
  return isSame ? found : err({ code: 'file/changed', file: fileName })
}

/** What the manifest says of an origin, which goes in after its sound. */
async function madeFrom(
  origin: Origin | undefined,
  entryOf: (known: Known, print: string, source: ByteSource) => string,
): Promise<Result<Pick<PackagedFile, 'madeFrom'>, AppError>> {
  if (!origin) return ok({})
  const { from, original } = origin
  if (!original) return ok({ madeFrom: from })
  const same = await sameFile(original, from)
  if (!same.ok) return same
  const entry = entryOf(from, same.value, original)
  return ok({ madeFrom: { ...from, bytes: original.size, fingerprint: same.value, entry } })
}

const textItem = (name: string, text: string): ZipItem => ({
  name,
  source: bytesSource(name, new TextEncoder().encode(text)),
})
