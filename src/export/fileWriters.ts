import { createSHA256 } from 'hash-wasm'
import type { AppError } from '../domain/errors.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { EXPORT_FOLDER, type ExportTarget } from './exportTarget.ts'

/** One file being written at a target. Nothing has its final name, or content, before `publish`. */
export type FileWriter = {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<Result<void, AppError>>
  finish(): Promise<Result<string, AppError>>
  publish(): Promise<Result<File, AppError>>
  discard(): Promise<void>
}

/** What a failed write means. Browsers say QuotaExceededError both for the origin's quota and for a full disk. */
export function writeError(file: string, cause: unknown): AppError {
  if (cause instanceof DOMException && cause.name === 'QuotaExceededError')
    return { code: 'export/diskFull', file }
  return { code: 'export/write', file, detail: cause instanceof Error ? cause.message : String(cause) }
}

async function attempt<T>(file: string, work: () => Promise<T>): Promise<Result<T, AppError>> {
  try {
    return ok(await work())
  } catch (cause) {
    return err(writeError(file, cause))
  }
}

export async function openWriter(target: ExportTarget, file: string): Promise<Result<FileWriter, AppError>> {
  return attempt(file, () =>
    target.kind === 'folder' ? folderWriter(target.handle, file) : storageWriter(target, file),
  )
}

/** Into origin-private storage by a synchronous handle, the fastest way a browser has. */
async function storageWriter(target: ExportTarget & { kind: 'storage' }, file: string): Promise<FileWriter> {
  const root = await navigator.storage.getDirectory()
  const exports = await root.getDirectoryHandle(EXPORT_FOLDER, { create: true })
  const folder = await exports.getDirectoryHandle(target.folder, { create: true })
  const handle = await folder.getFileHandle(file, { create: true })
  const access = await handle.createSyncAccessHandle()
  access.truncate(0)
  const hash = await createSHA256()
  let at = 0
  return {
    async write(bytes) {
      try {
        const written = access.write(bytes, { at })
        // A full quota is not always an exception: Chromium may return a count that makes no sense.
        if (written !== bytes.length) return err({ code: 'export/diskFull', file })
      } catch (cause) {
        return err(writeError(file, cause))
      }
      at += bytes.length
      hash.update(bytes)
      return ok(undefined)
    },
    finish: () =>
      attempt(file, async () => {
        // Not flushed to the platter: the files are handed over at once, and downloads are copies.
        access.close()
        return hash.digest('hex')
      }),
    publish: () => attempt(file, () => handle.getFile()),
    async discard() {
      access.close()
      await folder.removeEntry(file).catch(ignoreMissing)
      // The files beside it may be open still: the last of them takes the folder along.
      await exports.removeEntry(target.folder).catch(ignoreNotEmpty)
    },
  }
}

/** Into a folder on disk. The browser writes to a file of its own and swaps it in when the stream is closed. */
async function folderWriter(folder: FileSystemDirectoryHandle, file: string): Promise<FileWriter> {
  const existed = await folder.getFileHandle(file).then(
    () => true,
    (cause: unknown) => {
      ignoreMissing(cause)
      return false
    },
  )
  const handle = await folder.getFileHandle(file, { create: true })
  const stream = await handle.createWritable()
  const hash = await createSHA256()
  return {
    write: (bytes) =>
      attempt(file, async () => {
        await stream.write(bytes)
        hash.update(bytes)
      }),
    finish: async () => ok(hash.digest('hex')),
    publish: () =>
      attempt(file, async () => {
        await stream.close()
        return handle.getFile()
      }),
    async discard() {
      // A stream that failed or was closed cannot be aborted; then there is nothing left to undo in it.
      await stream.abort().catch(() => undefined)
      if (!existed) await folder.removeEntry(file).catch(ignoreMissing)
    },
  }
}

/** A folder with a file in it is not removed; one with an open file is locked besides. */
function ignoreNotEmpty(cause: unknown): void {
  const expected = ['InvalidModificationError', 'NoModificationAllowedError']
  if (!(cause instanceof DOMException && expected.includes(cause.name))) throw cause
}

function ignoreMissing(cause: unknown): void {
  if (!(cause instanceof DOMException && cause.name === 'NotFoundError')) throw cause
}
