import { createHash, type Hash } from 'node:crypto'
import { type FileHandle, lstat, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { AppError } from '../../domain/errors.ts'
import type { DeliverySink } from '../../export/deliverySink.ts'
import type { FileState } from '../../export/fileWriter.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { partPath } from './deadParts.ts'
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

/**
 * The hash of the first bytes of a file, which is to be gone on with. Throws when they are not those that were written: the disk
 * may not have had all of them when the machine went out.
 */
async function readOn(handle: FileHandle, { bytes, hash: written, head }: FileState): Promise<Hash> {
  if (head)
    for (let done = 0; done < head.length; )
      done += (await handle.write(head, done, head.length - done, done)).bytesWritten
  const hash = createHash('sha256')
  const buffer = new Uint8Array(READ_BYTES)
  for (let at = 0; at < bytes; ) {
    const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, bytes - at), at)
    if (bytesRead === 0) throw new Error('what was written of it is no longer there')
    hash.update(buffer.subarray(0, bytesRead))
    at += bytesRead
  }
  if (bytes > 0 && !hash.copy().digest().equals(written))
    throw new Error('what was written of it is no longer the same')
  await handle.truncate(bytes)
  return hash
}

/** Writes under a temporary name; `publish` gives the finished file its own. */
export type DiskSink = DeliverySink & {
  /** All that was given, written: its length and its SHA-256; `null` where a write has failed, of which the next tells. */
  state(): Promise<FileState | null>
  publish(): Promise<Result<void, AppError>>
  discard(): Promise<void>
  /** Lets go of the file, and leaves it as it is. */
  release(): Promise<void>
}

export function writeError(file: string, cause: unknown): AppError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return { code: 'export/diskFull', file }
  return { code: 'export/write', file, detail: diskText(cause) }
}

/** `from`: what the unfinished file of this process's has to begin with, which is gone on with then; fails where it does not. */
export async function openDiskSink(
  folder: string,
  file: string,
  from?: FileState,
): Promise<Result<DiskSink, AppError>> {
  const target = join(folder, file)
  const temporary = partPath(folder, file)
  let handle: FileHandle | null = null
  try {
    // Known before the mix and not after it: a folder cannot be written over.
    if ((await lstat(target).catch(() => undefined))?.isDirectory()) throw new Error('it is a folder')
    handle = await open(temporary, from ? 'r+' : 'wx+')
    const hash = from ? await readOn(handle, from) : createHash('sha256')
    return ok(sinkOf(handle, hash, { file, target, temporary, at: from?.bytes ?? 0 }))
  } catch (cause) {
    await handle?.close()
    return err(writeError(file, cause))
  }
}

type Place = {
  readonly file: string
  readonly target: string
  readonly temporary: string
  /** Bytes that are written. */
  readonly at: number
}

function sinkOf(handle: FileHandle, hash: Hash, { file, target, temporary, at: begun }: Place): DiskSink {
  let at = begun
  let pending: Promise<Result<ArrayBuffer | null, AppError>> = Promise.resolve(ok(null))

  const writeOut = async (bytes: Uint8Array<ArrayBuffer>): Promise<Result<ArrayBuffer, AppError>> => {
    try {
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, at)
        done += bytesWritten
        at += bytesWritten
      }
      return ok(bytes.buffer)
    } catch (cause) {
      return err(writeError(file, cause))
    }
  }
  return {
    // One write is under way while the next chunk is mixed; hashing goes on meanwhile.
    async write(bytes) {
      const before = await pending
      if (!before.ok) return before
      pending = writeOut(bytes)
      hash.update(bytes)
      return before
    },
    async state() {
      const last = await pending
      return last.ok ? { bytes: at, hash: hash.copy().digest() } : null
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
    async release() {
      await pending
      await handle.close().catch(() => undefined)
    },
  }
}
