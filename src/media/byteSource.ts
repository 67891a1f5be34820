import type { AppError } from '../domain/errors.ts'
import type { ByteSource, FileLike } from '../domain/ports.ts'
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
        return err({ code: 'file/unreadable', file: name, detail: reason(thrown) })
      }
    },
  }
}

/** The two that the File API specifies for reading (§ 7), in plain words: browsers word them for developers. */
function reason(failure: DOMException): string {
  switch (failure.name) {
    case 'NotFoundError':
      return 'it is no longer where it was'
    case 'NotReadableError':
      return 'it was moved, changed or locked since it was added'
    default:
      return failure.message || failure.name
  }
}
