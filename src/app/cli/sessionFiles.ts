import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { applyCommand } from '../../domain/commands.ts'
import type { AppError } from '../../domain/errors.ts'
import type { MediaInfo, ProbedMedia } from '../../domain/media.ts'
import { packedSession } from '../../domain/packageManifest.ts'
import {
  fileNameKey,
  matchMedia,
  namesToSearch,
  type OfferedFile,
  offeredTrack,
  planRelink,
} from '../../domain/relink.ts'
import type { MediaId, Session } from '../../domain/session.ts'
import { DOCUMENT_LIMIT, readDocument } from '../../domain/sessionDocument.ts'
import { readSession } from '../../domain/sessionSchema.ts'
import { soundName } from '../../domain/soundName.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { offeredFacts, probedTracks } from '../offeredFile.ts'
import { diskText } from './diskText.ts'
import { isZip, openPacked, type PackedFiles } from './packedFiles.ts'
import type { ProbedFile, StemFiles } from './stemFiles.ts'

/** Files and folders that are looked through at most. */
const ENTRY_LIMIT = 20_000

type Offered = OfferedFile & { readonly file: ProbedFile }

/** A session and the files that its clips use, as they are on disk or in the package that it came in. */
export type FoundSession = { readonly session: Session; readonly files: ReadonlyMap<MediaId, ProbedFile> }

/**
 * The session of a document, with the files that its clips use: looked for beside the document and, as deep as it goes, in
 * the folder `media`; or of a package, with those in it and in `media`. The names in the document are compared with those
 * that are there, and never followed as paths. Fails with the first file that is missing or another one.
 */
export async function findSession(
  files: StemFiles,
  path: string,
  media: string | null,
): Promise<Result<FoundSession, AppError>> {
  const read = await readSessionFile(files, path)
  if (!read.ok) return read
  const { session, sources } = read.value
  const wanted = packedSession(session).media
  const found = new Map<MediaId, ProbedFile>()
  for (const [id, source] of sources ?? []) {
    const probed = await files.probeSource(source, session.sampleRate)
    if (!probed.ok) return probed
    const known = session.media[id]
    const offers = offeredFiles(probed.value)
    const track = known ? offeredTrack(known, offers) : offers[0]
    const match = known && matchMedia(known, track)
    if (match?.same === false)
      return err({ code: 'package/media', file: source.name, package: basename(path), detail: match.detail })
    found.set(id, track.file)
  }
  const missing = Object.fromEntries(Object.entries(wanted).filter(([id]) => !found.has(id)))
  const beside = sources ? ok([]) : await filesIn(dirname(path), false)
  const within = media === null ? ok([]) : await filesIn(media, true)
  if (!beside.ok) return beside
  if (!within.ok) return within
  const offered = await likely(files, [...beside.value, ...within.value], missing, session.sampleRate)
  if (!offered.ok) return offered
  const plan = planRelink(missing, offered.value, session.media)
  for (const [id, known] of Object.entries(missing)) {
    const chosen = choose(known, plan.get(id))
    if (!chosen.ok) return chosen
    found.set(id, chosen.value)
  }
  return ok({ session, files: found })
}

/** `findSession`, with the files opened in `files`, ready to be mixed. */
export async function openSession(
  files: StemFiles,
  path: string,
  media: string | null,
): Promise<Result<Session, AppError>> {
  const read = await findSession(files, path, media)
  if (!read.ok) return read
  const { session } = read.value
  const infos: Record<MediaId, MediaInfo> = {}
  for (const [id, file] of read.value.files) {
    const known = session.media[id]
    const opened = await files.ready(file, session.sampleRate)
    if (!opened.ok) return opened
    const { info } = opened.value
    if (known && info.pcm.length !== known.pcm.length) {
      const detail = `it has ${info.pcm.length} samples at ${session.sampleRate} Hz, not ${known.pcm.length}`
      return err({ code: 'media/mismatch', file: soundName(known), offered: file.source.name, detail })
    }
    files.media.set(id, opened.value)
    infos[id] = info
  }
  // What is read is what was found here, not what the document says of it.
  return ok(applyCommand(session, { type: 'media/relink', media: infos }))
}

type Plan = ReturnType<typeof planRelink<Offered>>

function choose(known: MediaInfo, result: ReturnType<Plan['get']>): Result<ProbedFile, AppError> {
  const file = soundName(known)
  if (result?.kind === 'ambiguous') {
    const detail = 'several files could be it, and nothing tells them apart'
    return err({ code: 'media/mismatch', file, offered: result.files[0]?.fileName ?? file, detail })
  }
  if (result?.kind === 'none' && result.nearest) {
    const { file: other, detail } = result.nearest
    return err({ code: 'media/mismatch', file, offered: other.fileName, detail })
  }
  return result?.kind === 'found' ? ok(result.file.file) : err({ code: 'media/missing', file })
}

/** The session of a package, with its files, or of a document, without. */
async function readSessionFile(
  files: StemFiles,
  path: string,
): Promise<Result<Pick<PackedFiles, 'session'> & Partial<PackedFiles>, AppError>> {
  const source = await files.source(path)
  if (!source.ok) return source
  const zip = await isZip(source.value)
  if (!zip.ok) return zip
  if (zip.value) return openPacked(source.value)
  const { size } = source.value
  if (size > DOCUMENT_LIMIT)
    return err({ code: 'session/invalid', detail: `it is larger than ${DOCUMENT_LIMIT / 2 ** 20} MiB` })
  const bytes = await source.value.read(0, size)
  if (!bytes.ok) return bytes
  const session = readDocument(new TextDecoder().decode(bytes.value), readSession)
  return session.ok ? ok({ session: session.value }) : session
}

/** Paths of the files in a folder, and in those within it when `deep`. */
async function filesIn(folder: string, deep: boolean): Promise<Result<readonly string[], AppError>> {
  try {
    const found = await readdir(folder, { withFileTypes: true, recursive: deep })
    if (found.length > ENTRY_LIMIT) {
      return err({
        code: 'folder/tooBig',
        folder,
        detail: `it holds more than ${ENTRY_LIMIT} files and folders`,
      })
    }
    return ok(found.filter((one) => !one.isDirectory()).map((one) => join(one.parentPath, one.name)))
  } catch (cause) {
    return unreadable(folder, cause)
  }
}

/** Those of the files that may be one of the wanted, by name or by size, looked into. */
async function likely(
  files: StemFiles,
  paths: readonly string[],
  wanted: Readonly<Record<MediaId, MediaInfo>>,
  rate: number,
): Promise<Result<readonly Offered[], AppError>> {
  const names = new Set([...namesToSearch(wanted)].map(fileNameKey))
  const sizes = new Set(Object.values(wanted).flatMap(({ bytes }) => bytes ?? []))
  const offered: Offered[] = []
  for (const path of new Set(paths)) {
    const isNamed = names.has(fileNameKey(basename(path)))
    const about = await stat(path).catch(() => null)
    if (!about?.isFile() || !(isNamed || sizes.has(about.size))) continue
    const file = await files.probe(path, rate)
    if (file.ok) offered.push(...offeredFiles(file.value))
    // A file of another name that cannot be read is none of ours.
    else if (isNamed) return file
  }
  return ok(offered)
}

/** All that a file has to offer: itself, or each of its audio tracks. */
function offeredFiles({ source, probed }: ProbedFile): readonly [Offered, ...Offered[]] {
  const offered = (track: ProbedMedia): Offered => ({
    ...offeredFacts(track),
    file: { source, probed: track },
  })
  const [first, ...others] = probedTracks(probed)
  return [offered(first), ...others.map(offered)]
}

const unreadable = (file: string, cause: unknown): Result<never, AppError> =>
  err({ code: 'file/unreadable', file, detail: diskText(cause) })
