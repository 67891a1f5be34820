import { createSHA256 } from 'hash-wasm'
import type { AppError } from '../domain/errors.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { EXPORT_FOLDER, type ExportTarget } from './exportTarget.ts'
import type { Patch } from './formats/deliveryEncoder.ts'

/** A file as it is ordered. `patched`: its first bytes are not final until its last are written. */
export type WrittenFile = { readonly name: string; readonly patched: boolean }

/** Bytes read at once where a file is read back. */
const READ_BYTES = 1 << 20

/** One file being written at a target. Nothing has its final name, or content, before `publish`. */
export type FileWriter = {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<Result<void, AppError>>
  /** With patches over its first bytes; the SHA-256 of the whole. */
  finish(patches: readonly Patch[]): Promise<Result<string, AppError>>
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

export async function openWriter(
  target: ExportTarget,
  { name, patched }: WrittenFile,
): Promise<Result<FileWriter, AppError>> {
  return attempt(name, () => {
    if (target.kind === 'storage') return storageWriter(target, name)
    return patched ? stagedWriter(target, name) : folderWriter(target.handle, name)
  })
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
    finish: (patches) =>
      attempt(file, async () => {
        for (const { offset, bytes } of patches) {
          const written = access.write(bytes.slice(), { at: offset })
          if (written !== bytes.length)
            throw new Error(`${written} of ${bytes.length} bytes were written over`)
        }
        const sha256 = patches.length === 0 ? hash.digest('hex') : await readBack(access)
        // Not flushed to the platter: the files are handed over at once, and downloads are copies.
        access.close()
        return sha256
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

/**
 * Into a folder on disk by way of origin-private storage: what a browser writes into a folder cannot be read before it is
 * published, and a file that is patched has to be read to be hashed.
 */
async function stagedWriter(
  { handle, staging }: ExportTarget & { kind: 'folder' },
  file: string,
): Promise<FileWriter> {
  const written = await folderWriter(handle, file)
  const staged = await storageWriter({ kind: 'storage', folder: staging }, file)
  return {
    write: (bytes) => staged.write(bytes),
    async finish(patches) {
      const sha256 = await staged.finish(patches)
      if (!sha256.ok) return sha256
      const whole = await staged.publish()
      if (!whole.ok) return whole
      for (let at = 0; at < whole.value.size; at += READ_BYTES) {
        const part = await attempt(file, () => whole.value.slice(at, at + READ_BYTES).arrayBuffer())
        if (!part.ok) return part
        const copied = await written.write(new Uint8Array(part.value))
        if (!copied.ok) return copied
      }
      const sum = await written.finish([])
      if (!sum.ok || sum.value === sha256.value) return sum
      return err({ code: 'export/write', file, detail: 'its copy in the folder differs from what was made' })
    },
    async publish() {
      const published = await written.publish()
      await staged.discard()
      return published
    },
    async discard() {
      await written.discard()
      await staged.discard()
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
