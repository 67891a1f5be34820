import type { AppError } from '../../domain/errors.ts'
import type { ConformSource, MediaInfo } from '../../domain/media.ts'
import type { FileLike } from '../../domain/ports.ts'
import { ok, type Result } from '../../lib/result.ts'
import { fileByteSource } from '../byteSource.ts'
import { CONFORMED_FOLDER, findFile, openFolder, openPart } from '../originStore.ts'
import { conformedInfo, copyName, encodeNote, readNote } from './conformedCopy.ts'
import { conformSource } from './conformSource.ts'

type Request = {
  readonly module: WebAssembly.Module
  readonly file: FileLike
  readonly source: ConformSource
  readonly sampleRate: number
  readonly part: string
}

/**
 * Makes the conformed copy of a file in origin-private storage, in a Worker, or finds it there. `proceed` is told the part
 * done, 0…1, and stops the work by returning false. Nothing is left behind then, or when it fails.
 */
export async function conformFile(
  { module, file, source, sampleRate, part }: Request,
  proceed: (done: number) => boolean,
): Promise<Result<MediaInfo, AppError>> {
  const name = copyName(source, sampleRate)
  if (!name) throw new TypeError('not a fingerprint')
  const folder = await openFolder(CONFORMED_FOLDER, source.fileName)
  if (!folder.ok) return folder
  const there = await findFile(folder.value, name)
  const known = there && (await readNote(there))
  if (known) return ok(conformedInfo(source, known, sampleRate))
  if (there) await folder.value.removeEntry(name)

  const opened = await openPart(folder.value, part, source.fileName)
  if (!opened.ok) return opened
  const writer = opened.value
  let published = false
  try {
    const note = await conformSource(module, fileByteSource(file), source, sampleRate, writer, proceed)
    if (!note.ok) return note
    const ended = writer.write(encodeNote(note.value))
    if (!ended.ok) return ended
    const done = await writer.publish(name)
    if (!done.ok) return done
    published = true
    return ok(conformedInfo(source, note.value, sampleRate))
  } finally {
    if (!published) await writer.discard()
  }
}
