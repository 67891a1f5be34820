import { crc32 } from 'hash-wasm'
import type { AppError } from '../../domain/errors.ts'
import {
  DOCUMENT_ENTRY,
  MANIFEST_ENTRY,
  MANIFEST_LIMIT,
  type PackageManifest,
  type ReadManifest,
} from '../../domain/packageManifest.ts'
import type { ByteSource, FilePart } from '../../domain/ports.ts'
import type { MediaId, Session } from '../../domain/session.ts'
import { DOCUMENT_LIMIT, readDocument } from '../../domain/sessionDocument.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { fingerprint } from '../fingerprint.ts'
import { readZip, type ZipEntry } from '../zip/readZip.ts'
import { shownName, zipFault } from '../zip/zipFault.ts'
import { partSource } from './partSource.ts'

/** What looks into what was found; loaded when something is opened. */
export type PackageReaders = {
  readonly session: (found: unknown) => Result<Session, AppError>
  readonly manifest: ReadManifest
}

/** Where a file lies in a package, its fingerprint, and whether it is the sound of another one. */
export type PackagePart = FilePart & { readonly fingerprint: string; readonly converted: boolean }

/** A session and where its files lie in the package; those that are not in `parts` were left out of it. */
export type OpenPackage = { readonly session: Session; readonly parts: ReadonlyMap<MediaId, PackagePart> }

/**
 * What a package holds, by its directory, document and manifest: its media are not read. `package/invalid` for a file
 * that is no whole package or contradicts itself, `session/invalid` and `shelf/newer` for what its document says.
 */
export async function readPackage(
  source: ByteSource,
  readers: PackageReaders,
): Promise<Result<OpenPackage, AppError>> {
  const found = await readZip(source)
  if (!found.ok) return found
  const entries = new Map(found.value.map((entry) => [entry.name, entry]))
  const document = await entryText(source, entries.get(DOCUMENT_ENTRY), DOCUMENT_ENTRY, DOCUMENT_LIMIT)
  if (!document.ok) return document
  const session = readDocument(document.value, readers.session)
  if (!session.ok) return session
  const text = await entryText(source, entries.get(MANIFEST_ENTRY), MANIFEST_ENTRY, MANIFEST_LIMIT)
  if (!text.ok) return text
  const json = parsed(text.value)
  const manifest = json ? readers.manifest(json.value) : zipFault(source, `${MANIFEST_ENTRY} is not JSON`)
  if (!manifest.ok) return manifest
  const parts = partsOf(session.value, manifest.value, entries)
  if (typeof parts === 'string') return zipFault(source, parts)
  return ok({ session: session.value, parts })
}

/** Whether a file of a package is the one that the session knows: its content is looked at, as for a relink. */
export async function checkPart(
  source: ByteSource,
  media: MediaId,
  { session, parts }: OpenPackage,
): Promise<Result<void, AppError>> {
  const part = parts.get(media)
  const file = session.media[media]?.fileName ?? media
  if (!part) return err({ code: 'media/missing', file })
  const found = await fingerprint(partSource(source, part, file))
  if (!found.ok) return found
  if (found.value === part.fingerprint) return ok(undefined)
  return err({ code: 'package/media', file, package: source.name, detail: 'its content is different' })
}

async function entryText(
  source: ByteSource,
  entry: ZipEntry | undefined,
  name: string,
  limit: number,
): Promise<Result<string, AppError>> {
  if (!entry) return zipFault(source, `it has no ${name}`)
  if (entry.length > limit) return zipFault(source, `its ${name} is larger than ${limit / 2 ** 20} MiB`)
  const bytes = await source.read(entry.offset, entry.length)
  if (!bytes.ok) return bytes
  if (Number.parseInt(await crc32(bytes.value), 16) !== entry.crc32)
    return zipFault(source, `its ${name} is damaged`)
  return ok(new TextDecoder().decode(bytes.value))
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined
    throw cause
  }
}

/** Where each file lies, or in what the document, the manifest and the entries contradict each other. */
function partsOf(
  session: Session,
  { files, leftOut }: PackageManifest,
  entries: ReadonlyMap<string, ZipEntry>,
): ReadonlyMap<MediaId, PackagePart> | string {
  const parts = new Map<MediaId, PackagePart>()
  const unlisted = new Set(entries.keys())
  unlisted.delete(DOCUMENT_ENTRY)
  unlisted.delete(MANIFEST_ENTRY)
  const shared = new Set<string>()
  /** Every entry is one file, of which there may be several audio tracks. */
  const take = (name: string, isTrack: boolean): boolean => {
    if (isTrack && shared.has(name)) return true
    if (isTrack) shared.add(name)
    return unlisted.delete(name)
  }
  for (const { media, entry: name, bytes, fingerprint: listed, madeFrom } of files) {
    const info = Object.hasOwn(session.media, media) ? session.media[media] : undefined
    const entry = entries.get(name)
    if (!info || parts.has(media))
      return `its manifest has a file that is not the session’s: ${shownName(name)}`
    if (!entry || !take(name, info.audioTrack !== undefined))
      return `${shownName(name)} is not in it, or is several files`
    if (entry.length !== bytes || (info.bytes ?? bytes) !== bytes)
      return `${shownName(info.fileName)} has another size than its manifest or its session says`
    if ((info.fingerprint ?? listed) !== listed)
      return `its manifest and its session know two files as ${shownName(info.fileName)}`
    const { entry: own, bytes: ownBytes, audioTrack } = madeFrom ?? {}
    if (own !== undefined && (!take(own, audioTrack !== undefined) || entries.get(own)?.length !== ownBytes))
      return `${shownName(own)} is not in it, is several files, or of another size than its manifest says`
    parts.set(media, {
      offset: entry.offset,
      length: entry.length,
      fingerprint: listed,
      converted: madeFrom !== undefined,
    })
  }
  const [extra] = unlisted
  if (extra !== undefined) return `its manifest does not list ${shownName(extra)}`
  const absent = new Set(leftOut)
  if ([...absent].some((id) => !Object.hasOwn(session.media, id)))
    return 'its manifest leaves out a file that is not the session’s'
  for (const [id, { fileName }] of Object.entries(session.media)) {
    if (parts.has(id) === absent.has(id)) return `its manifest does not say where ${shownName(fileName)} is`
  }
  return parts
}
