import { createHash } from 'node:crypto'
import { type FileHandle, lstat, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { AppError } from '../../domain/errors.ts'
import type { DeliverySink } from '../../export/deliverySink.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { diskText } from './diskText.ts'

const READ_BYTES = 1 << 20

/** The SHA-256 of a file as it is on the disk. */
async function readBack(handle: FileHandle): Promise<string> {
  const hash = createHash('sha256')
  const buffer = new Uint8Array(READ_BYTES)
  for (let at = 0; ; ) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, at)
    if (bytesRead === 0) return hash.digest('hex')
    hash.update(buffer.subarray(0, bytesRead))
    at += bytesRead
  }
}

/** Writes under a temporary name; `publish` gives the finished file its own. */
export type DiskSink = DeliverySink & {
  publish(): Promise<Result<void, AppError>>
  discard(): Promise<void>
}

export function writeError(file: string, cause: unknown): AppError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return { code: 'export/diskFull', file }
  return { code: 'export/write', file, detail: diskText(cause) }
}

export async function openDiskSink(folder: string, file: string): Promise<Result<DiskSink, AppError>> {
  const target = join(folder, file)
  const temporary = join(folder, `.${file}.${process.pid}.part`)
  let handle: FileHandle
  try {
    // Known before the mix and not after it: a folder cannot be written over.
    if ((await lstat(target).catch(() => undefined))?.isDirectory()) throw new Error('it is a folder')
    handle = await open(temporary, 'wx+')
  } catch (cause) {
    return err(writeError(file, cause))
  }
  const hash = createHash('sha256')
  let pending: Promise<Result<ArrayBuffer | null, AppError>> = Promise.resolve(ok(null))

  const writeOut = async (bytes: Uint8Array<ArrayBuffer>): Promise<Result<ArrayBuffer, AppError>> => {
    try {
      for (let done = 0; done < bytes.length; ) {
        done += (await handle.write(bytes, done, bytes.length - done)).bytesWritten
      }
      return ok(bytes.buffer)
    } catch (cause) {
      return err(writeError(file, cause))
    }
  }
  return ok({
    // One write is under way while the next chunk is mixed; hashing goes on meanwhile.
    async write(bytes) {
      const before = await pending
      if (!before.ok) return before
      pending = writeOut(bytes)
      hash.update(bytes)
      return before
    },
    async finish(patches) {
      const last = await pending
      if (!last.ok) return last
      try {
        for (const { offset, bytes } of patches)
          for (let done = 0; done < bytes.length; )
            done += (await handle.write(bytes, done, bytes.length - done, offset + done)).bytesWritten
        const sha256 = patches.length === 0 ? hash.digest('hex') : await readBack(handle)
        await handle.close()
        return ok(sha256)
      } catch (cause) {
        return err(writeError(file, cause))
      }
    },
    async publish() {
      try {
        await rename(temporary, target)
        return ok(undefined)
      } catch (cause) {
        return err(writeError(file, cause))
      }
    },
    async discard() {
      await pending
      // A handle that is closed already says so by rejecting: either way it is closed now.
      await handle.close().catch(() => undefined)
      await rm(temporary, { force: true })
    },
  })
}
