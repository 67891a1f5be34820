import type { AppError } from '../domain/errors.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { ZipSink } from '../media/zip/writeZip.ts'
import { writeError } from './fileWriter.ts'

/** Where a package is written. */
export type PackageTarget =
  /** A file that the user picked. */
  | { readonly kind: 'file'; readonly handle: FileSystemFileHandle }
  /** A file of this name in a folder of origin-private storage, to be handed over as a download. */
  | { readonly kind: 'storage'; readonly folder: string; readonly name: string }

/** In origin-private storage, packages waiting to be downloaded. */
export const PACKAGE_FOLDER = 'packages'

/** Bytes written at a time to a picked file: of larger writes Chromium may not say why they failed (ADR 13). */
const PIECE = 2 ** 19

/** A package being written. Nothing that could pass for one is at the target before `publish`. */
export type PackageSink = ZipSink & {
  publish(): Promise<Result<File, AppError>>
  discard(): Promise<void>
  /** Discards what is written, and leaves the place: a picked file that is removed cannot be written by its handle again. */
  release(): Promise<void>
}

/** Opens the target; errors name the package as `file`. */
export async function openPackageSink(
  target: PackageTarget,
  file: string,
): Promise<Result<PackageSink, AppError>> {
  try {
    return ok(
      target.kind === 'file' ? await pickedSink(target.handle, file) : await storageSink(target, file),
    )
  } catch (cause) {
    return err(writeError(file, cause))
  }
}

/** Of the WHATWG File System standard's proposals: what removes an empty file that the picker made. */
type Removable = { remove?(): Promise<void> }

async function pickedSink(handle: FileSystemFileHandle, file: string): Promise<PackageSink> {
  const wasEmpty = (await handle.getFile()).size === 0
  const stream = await handle.createWritable()
  // Refused where the write that failed has ended the stream already, with the same outcome.
  const release = (): Promise<void> => stream.abort().catch(() => undefined)
  return {
    async write(offset, bytes) {
      try {
        for (let at = 0; at < bytes.length; at += PIECE) {
          const data = bytes.subarray(at, at + PIECE)
          await stream.write({ type: 'write', position: offset + at, data })
        }
        return ok(undefined)
      } catch (cause) {
        return err(writeError(file, cause))
      }
    },
    async publish() {
      try {
        await stream.close()
        return ok(await handle.getFile())
      } catch (cause) {
        return err(writeError(file, cause))
      }
    },
    async discard() {
      await release()
      // A file that cannot be removed is as empty as the picker made it.
      if (wasEmpty) await (handle as Removable).remove?.().catch(() => undefined)
    },
    release,
  }
}

async function storageSink(
  { folder: within, name }: PackageTarget & { kind: 'storage' },
  file: string,
): Promise<PackageSink> {
  const root = await navigator.storage.getDirectory()
  const folder = await root.getDirectoryHandle(within, { create: true })
  const handle = await folder.getFileHandle(name, { create: true })
  const access = await handle.createSyncAccessHandle()
  // What a page that ended in the middle has left of it.
  access.truncate(0)
  const discard = async (): Promise<void> => {
    access.close()
    await folder.removeEntry(name)
  }
  return {
    async write(at, bytes) {
      try {
        // A full quota is not always an exception: Chromium may return a count that makes no sense.
        if (access.write(bytes, { at }) === bytes.length) return ok(undefined)
        return err({ code: 'export/diskFull', file })
      } catch (cause) {
        return err(writeError(file, cause))
      }
    },
    async publish() {
      try {
        access.close()
        return ok(new File([await handle.getFile()], file, { type: 'application/zip' }))
      } catch (cause) {
        return err(writeError(file, cause))
      }
    },
    discard,
    release: discard,
  }
}
