import { createSHA256 } from 'hash-wasm'
import type { StreamHash } from '../kernel/hashLanes.ts'
import { err, ok } from '../lib/result.ts'
import { EXPORT_FOLDER } from './exportTarget.ts'
import { attempt, type FileState, type FileWriter, ignoreMissing, writeError } from './fileWriter.ts'

/** Bytes read at once where a file is read back. */
const READ_BYTES = 1 << 20

/**
 * Into origin-private storage by a synchronous handle, the fastest way a browser has. `hash`: of nothing yet, for this file
 * alone.
 */
export async function storageWriter(
  folder: string,
  file: string,
  hash: StreamHash,
  from?: FileState,
): Promise<FileWriter> {
  const root = await navigator.storage.getDirectory()
  const exports = await root.getDirectoryHandle(EXPORT_FOLDER, { create: true })
  const own = await exports.getDirectoryHandle(folder, { create: true })
  const handle = await own.getFileHandle(file, { create: true })
  const access = await handle.createSyncAccessHandle()
  let at = from?.bytes ?? 0
  if (from && at > 0) {
    try {
      hash.load(from.hash)
      if (from.head) access.write(from.head.slice(), { at: 0 })
      await prove(access, from.bytes, hash.digest())
    } catch (cause) {
      access.close()
      throw cause
    }
  }
  // Not of an empty file: ext4 would write all of it to the disk when it is closed.
  if (access.getSize() !== at) access.truncate(at)
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
    state: () => ({ bytes: at, hash: hash.save() }),
    finish: (patches) =>
      attempt(file, async () => {
        for (const { offset, bytes } of patches) {
          const written = access.write(bytes.slice(), { at: offset })
          if (written !== bytes.length)
            throw new Error(`${written} of ${bytes.length} bytes were written over`)
        }
        const sha256 = patches.length === 0 ? hash.digest() : await readBack(access)
        // Not flushed to the platter: the files are handed over at once, and downloads are copies.
        access.close()
        return sha256
      }),
    deliver: async () => ok(undefined),
    publish: () => attempt(file, () => handle.getFile()),
    async discard() {
      access.close()
      await own.removeEntry(file).catch(ignoreMissing)
      // The files beside it may be open still: the last of them takes the folder along.
      await exports.removeEntry(folder).catch(ignoreInUse)
    },
    async release() {
      access.close()
    },
  }
}

/** The SHA-256 of a file as it lies in storage. */
async function readBack(access: FileSystemSyncAccessHandle): Promise<string> {
  const hash = await createSHA256()
  const buffer = new Uint8Array(READ_BYTES)
  for (let at = 0; ; ) {
    const read = access.read(buffer, { at })
    if (read === 0) return hash.digest('hex')
    hash.update(buffer.subarray(0, read))
    at += read
  }
}

/** A folder with a file in it is not removed; one with an open file is locked besides; another may have removed it. */
function ignoreInUse(cause: unknown): void {
  const expected = ['InvalidModificationError', 'NoModificationAllowedError', 'NotFoundError']
  if (!(cause instanceof DOMException && expected.includes(cause.name))) throw cause
}

/**
 * That a file begins with what was written to it: after a power cut the disk may not have all of it, for a page that goes on
 * writing does not wait for the disk.
 */
async function prove(access: FileSystemSyncAccessHandle, bytes: number, sha256: string): Promise<void> {
  const found = await createSHA256()
  const piece = new Uint8Array(READ_BYTES)
  for (let at = 0; at < bytes; ) {
    const read = access.read(piece.subarray(0, Math.min(READ_BYTES, bytes - at)), { at })
    if (read === 0) throw new Error('what was written of it is no longer there')
    found.update(piece.subarray(0, read))
    at += read
  }
  if (found.digest('hex') !== sha256) throw new Error('what was written of it is no longer the same')
}
