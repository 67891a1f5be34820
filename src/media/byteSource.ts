import type { AppError } from '../domain/errors.ts'
import type { ByteSource, FileLike } from '../domain/ports.ts'
import { unreadable } from '../domain/unreadable.ts'
import { err, ok, type Result } from '../lib/result.ts'

/**
 * A browser file, read by range. A read fails with `file/unreadable` when the file is gone or refused, and with
 * `file/changed` when it no longer holds what was asked for: a file cut short since it was added.
 */
export function fileByteSource(file: FileLike): ByteSource {
  const { name, size, lastModified } = file
  return {
    name,
    size,
    ...(lastModified !== undefined && { modified: lastModified }),
    async read(offset, length): Promise<Result<Uint8Array, AppError>> {
      try {
        const bytes = new Uint8Array(await file.slice(offset, offset + length).arrayBuffer())
        return bytes.length === length ? ok(bytes) : err({ code: 'file/changed', file: name })
      } catch (thrown) {
        if (!(thrown instanceof DOMException)) throw thrown
        return err(unreadable(name, thrown))
      }
    },
  }
}
