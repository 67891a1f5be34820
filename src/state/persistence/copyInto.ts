import type { AppError } from '../../domain/errors.ts'
import type { CancelSignal, FileLike } from '../../domain/ports.ts'
import { unreadable } from '../../domain/unreadable.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { storageError } from './storageError.ts'

/** Bytes read at a time. */
const SLICE = 8 * 2 ** 20
/**
 * Bytes written at a time. Chromium closes the pipe to a writer that finds no room; of a write that does not fit into the
 * pipe whole the page may then hear that it was aborted, and not why.
 */
const PIECE = 2 ** 19

/**
 * Writes the bytes of `file` to `target`, which has them only when all are written: `storage/full` and `cancelled` leave
 * it as it was. `name` is what the user calls the file; `onProgress` is told bytes.
 */
export async function copyInto(
  target: FileSystemFileHandle,
  file: FileLike,
  name: string,
  onProgress: (bytesDone: number) => void,
  signal: CancelSignal,
): Promise<Result<void, AppError>> {
  if (!('createWritable' in target))
    return err({ code: 'storage/unavailable', detail: 'it cannot write files' })
  const writable = await target.createWritable()
  const failed = async (error: AppError): Promise<Result<never, AppError>> => {
    // Refused where the write that failed has ended the stream already, with the same outcome.
    await writable.abort().catch(() => undefined)
    return err(error)
  }
  for (let offset = 0; offset < file.size; offset += SLICE) {
    if (signal.aborted) return failed({ code: 'cancelled' })
    const end = Math.min(offset + SLICE, file.size)
    const bytes = await readSlice(file, offset, end, name)
    if (!bytes.ok) return failed(bytes.error)
    try {
      for (let at = 0; at < bytes.value.byteLength; at += PIECE)
        await writable.write(bytes.value.slice(at, at + PIECE))
    } catch (thrown) {
      return failed(storageError(thrown, name))
    }
    onProgress(end)
  }
  if (signal.aborted) return failed({ code: 'cancelled' })
  try {
    await writable.close()
    return ok(undefined)
  } catch (thrown) {
    return err(storageError(thrown, name))
  }
}

async function readSlice(
  file: FileLike,
  start: number,
  end: number,
  name: string,
): Promise<Result<ArrayBuffer, AppError>> {
  try {
    const bytes = await file.slice(start, end).arrayBuffer()
    return bytes.byteLength === end - start ? ok(bytes) : err({ code: 'file/changed', file: name })
  } catch (thrown) {
    if (!(thrown instanceof DOMException)) throw thrown
    return err(unreadable(name, thrown))
  }
}
