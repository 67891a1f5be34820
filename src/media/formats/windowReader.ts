import type { AppError } from '../../domain/errors.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { ok, type Result } from '../../lib/result.ts'

/** Bytes read at once while headers follow each other closely. */
export const WINDOW_BYTES = 65_536
/** Bytes read after a jump over a long chunk, where the next header may be followed by another long one. */
const LANDING_BYTES = 4096

/** Small headers of a file, read through a window, so that a walk over thousands of them takes few reads. */
export type WindowReader = {
  readonly size: number
  /** Up to `length` bytes (at most 4096) from `offset`; fewer, or none, where the file ends. */
  read(offset: number, length: number): Promise<Result<DataView, AppError>>
  /** As `read`, of any length, and without moving the window: for a body that is taken whole. */
  readWhole(offset: number, length: number): Promise<Result<Uint8Array, AppError>>
}

/** A window over `source` that starts out holding `head`, its first bytes. */
export function windowReader(source: ByteSource, head: Uint8Array): WindowReader {
  let bytes = head
  let start = 0
  return {
    size: source.size,
    async read(offset, length) {
      const wanted = Math.max(0, Math.min(length, source.size - offset))
      const windowEnd = start + bytes.length
      if (wanted > 0 && (offset < start || offset + wanted > windowEnd)) {
        const near = offset >= start && offset < windowEnd + LANDING_BYTES
        const span = near ? WINDOW_BYTES : LANDING_BYTES
        const read = await source.read(offset, Math.min(span, source.size - offset))
        if (!read.ok) return read
        bytes = read.value
        start = offset
      }
      return ok(new DataView(bytes.buffer, bytes.byteOffset + (wanted > 0 ? offset - start : 0), wanted))
    },
    async readWhole(offset, length) {
      const wanted = Math.max(0, Math.min(length, source.size - offset))
      const inside = offset >= start && offset + wanted <= start + bytes.length
      if (wanted === 0) return ok(new Uint8Array(0))
      return inside
        ? ok(bytes.subarray(offset - start, offset - start + wanted))
        : source.read(offset, wanted)
    },
  }
}
