import type { AppError } from '../domain/errors.ts'
import { err, ok, type Result } from '../lib/result.ts'

/** Folders of origin-private storage that the importer keeps things in. */
export const CONFORMED_FOLDER = 'conformed'
export const PEAKS_FOLDER = 'peaks'
/** What files are called while they are written: `<page>.<number>.part`. */
export const PART = '.part'

/** Renames within a folder; of the File System standard's draft, in all browsers that we build for. */
type Movable = FileSystemFileHandle & { move(name: string): Promise<void> }

/** What a failure of origin-private storage means for `file`. */
export function storageError(file: string, cause: unknown): AppError {
  if (cause instanceof DOMException && cause.name === 'QuotaExceededError')
    return { code: 'storage/full', file }
  return { code: 'storage/unavailable', detail: cause instanceof Error ? cause.message : String(cause) }
}

async function attempt<T>(file: string, work: () => Promise<T>): Promise<Result<T, AppError>> {
  try {
    return ok(await work())
  } catch (cause) {
    return err(storageError(file, cause))
  }
}

/** A folder of origin-private storage. `file` is what an error is about. */
export const openFolder = (
  folder: string,
  file: string,
): Promise<Result<FileSystemDirectoryHandle, AppError>> =>
  attempt(file, async () =>
    (await navigator.storage.getDirectory()).getDirectoryHandle(folder, { create: true }),
  )

/** A file in a folder; `null` where there is none. */
export async function findFile(folder: FileSystemDirectoryHandle, name: string): Promise<File | null> {
  try {
    return await (await folder.getFileHandle(name)).getFile()
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'NotFoundError') return null
    throw cause
  }
}

/** A file being written in a Worker. It has its name only once it is whole. */
export type PartWriter = {
  write(bytes: Uint8Array<ArrayBuffer>): Result<void, AppError>
  /** Gives it its name, unless another has come first: that one is as good. */
  publish(name: string): Promise<Result<void, AppError>>
  discard(): Promise<void>
}

export function openPart(
  folder: FileSystemDirectoryHandle,
  part: string,
  file: string,
): Promise<Result<PartWriter, AppError>> {
  return attempt(file, async () => {
    const handle = (await folder.getFileHandle(part, { create: true })) as Movable
    const access = await handle.createSyncAccessHandle()
    access.truncate(0)
    let at = 0
    return {
      write(bytes) {
        try {
          // A full quota is not always an exception: Chromium may return a count that makes no sense.
          if (access.write(bytes, { at }) !== bytes.length) return err({ code: 'storage/full', file })
        } catch (cause) {
          return err(storageError(file, cause))
        }
        at += bytes.length
        return ok(undefined)
      },
      publish: (name) =>
        attempt(file, async () => {
          access.flush()
          access.close()
          if (await findFile(folder, name)) await folder.removeEntry(part)
          else await handle.move(name)
        }),
      async discard() {
        access.close()
        await removeFile(folder, part)
      },
    }
  })
}

/** Removes a file, and tells whether it is gone: one that was not there is, one that a Worker still holds is not. */
export async function removeFile(folder: FileSystemDirectoryHandle, name: string): Promise<boolean> {
  try {
    await folder.removeEntry(name)
  } catch (cause) {
    if (!(cause instanceof DOMException)) throw cause
    if (cause.name === 'NoModificationAllowedError') return false
    if (cause.name !== 'NotFoundError') throw cause
  }
  return true
}
