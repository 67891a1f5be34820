import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { applyCommand } from '../../domain/commands.ts'
import type { AppError } from '../../domain/errors.ts'
import type { MediaInfo } from '../../domain/media.ts'
import { fileNameKey, namesToSearch, type OfferedFile, planRelink } from '../../domain/relink.ts'
import type { MediaId, Session } from '../../domain/session.ts'
import { DOCUMENT_LIMIT, readDocument } from '../../domain/sessionDocument.ts'
import { readSession } from '../../domain/sessionSchema.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { ProbedFile, StemFiles } from './stemFiles.ts'

/** Files and folders that are looked through at most. */
const ENTRY_LIMIT = 20_000

type Offered = OfferedFile & { readonly file: ProbedFile }

/**
 * The session of a document, with the files that its clips use opened in `files`: looked for beside the document and, as
 * deep as it goes, in the folder `media`. The names in the document are compared with those that are there, and never
 * followed as paths. Fails with the first file that is missing or another one.
 */
export async function openSession(
  files: StemFiles,
  path: string,
  media: string | null,
): Promise<Result<Session, AppError>> {
  const read = await readSessionFile(path)
  if (!read.ok) return read
  const session = read.value
  const used = new Set(session.tracks.flatMap(({ clips }) => clips.flatMap((clip) => clip.media)))
  const wanted = Object.fromEntries(Object.entries(session.media).filter(([id]) => used.has(id)))
  const beside = await filesIn(dirname(path), false)
  const within = media === null ? ok([]) : await filesIn(media, true)
  if (!beside.ok) return beside
  if (!within.ok) return within
  const offered = await likely(files, [...beside.value, ...within.value], wanted, session.sampleRate)
  if (!offered.ok) return offered
  const plan = planRelink(wanted, offered.value)
  const found: Record<MediaId, MediaInfo> = {}
  for (const [id, known] of Object.entries(wanted)) {
    const opened = await openOne(files, known, plan.get(id), session.sampleRate)
    if (!opened.ok) return opened
    files.media.set(id, opened.value)
    found[id] = opened.value.info
  }
  // What is read is what was found here, not what the document says of it.
  return ok(applyCommand(session, { type: 'media/relink', media: found }))
}

type Plan = ReturnType<typeof planRelink<Offered>>

async function openOne(
  files: StemFiles,
  known: MediaInfo,
  result: ReturnType<Plan['get']>,
  rate: number,
): ReturnType<StemFiles['ready']> {
  const { fileName: file } = known
  if (result?.kind === 'ambiguous') {
    const detail = 'several files could be it, and nothing tells them apart'
    return err({ code: 'media/mismatch', file, offered: result.files[0]?.fileName ?? file, detail })
  }
  if (result?.kind === 'none' && result.nearest) {
    const { file: other, detail } = result.nearest
    return err({ code: 'media/mismatch', file, offered: other.fileName, detail })
  }
  if (result?.kind !== 'found') return err({ code: 'media/missing', file })
  const opened = await files.ready(result.file.file, rate)
  if (opened.ok && opened.value.info.pcm.length !== known.pcm.length) {
    const detail = `it has ${opened.value.info.pcm.length} samples at ${rate} Hz, not ${known.pcm.length}`
    return err({ code: 'media/mismatch', file, offered: result.file.fileName, detail })
  }
  return opened
}

async function readSessionFile(path: string): Promise<Result<Session, AppError>> {
  try {
    if ((await stat(path)).size > DOCUMENT_LIMIT) {
      return err({ code: 'session/invalid', detail: `it is larger than ${DOCUMENT_LIMIT / 2 ** 20} MiB` })
    }
    return readDocument(await readFile(path, 'utf8'), readSession)
  } catch (cause) {
    return unreadable(path, cause)
  }
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
    const isNamed = names.has(fileNameKey(path.slice(dirname(path).length).replace(/^[\\/]/, '')))
    const about = await stat(path).catch(() => null)
    if (!about?.isFile() || !(isNamed || sizes.has(about.size))) continue
    const file = await files.probe(path, rate)
    if (file.ok) offered.push(offeredFile(file.value))
    // A file of another name that cannot be read is none of ours.
    else if (isNamed) return file
  }
  return ok(offered)
}

function offeredFile(file: ProbedFile): Offered {
  const { probed } = file
  if (probed.kind === 'inPlace') {
    const { fileName, bytes, fingerprint, pcm } = probed.info
    const facts = { ...(bytes !== undefined && { bytes }), ...(fingerprint !== undefined && { fingerprint }) }
    return { fileName, ...facts, length: pcm.length, channels: pcm.channels, file }
  }
  const { fileName, bytes, fingerprint, channels } = probed.source
  return { fileName, bytes, fingerprint, channels, file }
}

const unreadable = (file: string, cause: unknown): Result<never, AppError> =>
  err({ code: 'file/unreadable', file, detail: cause instanceof Error ? cause.message : String(cause) })
