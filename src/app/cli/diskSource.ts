import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { AppError } from '../../domain/errors.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { diskText } from './diskText.ts'

/** A file on disk, read by range. Keep it open for as long as the job runs, then `close`. */
export type DiskSource = ByteSource & {
  /** When it was changed last, in milliseconds since 1970. */
  readonly date: number
  /** Fails with `file/changed` where its length or its date is no longer what it was when it was opened. */
  unchanged(): Promise<Result<void, AppError>>
  close(): Promise<void>
}

export async function openDiskSource(path: string): Promise<Result<DiskSource, AppError>> {
  const name = basename(path)
  let handle: FileHandle
  let size: number
  let date: number
  try {
    handle = await open(path, 'r')
  } catch (cause) {
    return err({ code: 'file/unreadable', file: path, detail: diskText(cause) })
  }
  try {
    const stat = await handle.stat()
    if (!stat.isFile()) throw new Error('it is not a file')
    size = stat.size
    date = stat.mtimeMs
  } catch (cause) {
    await handle.close()
    return err({ code: 'file/unreadable', file: path, detail: diskText(cause) })
  }
  return ok({
    name,
    size,
    date,
    async read(offset, length, into) {
      if (offset + length > size) return err({ code: 'file/changed', file: name })
      const buffer = into ? into.subarray(0, length) : new Uint8Array(length)
      try {
        for (let done = 0; done < length; ) {
          const { bytesRead } = await handle.read(buffer, done, length - done, offset + done)
          if (bytesRead === 0) return err({ code: 'file/changed', file: name })
          done += bytesRead
        }
      } catch (cause) {
        return err({ code: 'file/unreadable', file: name, detail: diskText(cause) })
      }
      return ok(buffer)
    },
    async unchanged() {
      try {
        const now = await handle.stat()
        return now.size === size && now.mtimeMs === date
          ? ok(undefined)
          : err({ code: 'file/changed', file: name })
      } catch (cause) {
        return err({ code: 'file/unreadable', file: name, detail: diskText(cause) })
      }
    },
    close: () => handle.close(),
  })
}
