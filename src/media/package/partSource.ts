import type { ByteSource, FilePart } from '../../domain/ports.ts'
import { err } from '../../lib/result.ts'

/** A part of a file as a file of its own. The part lies within it. */
export function partSource(
  whole: ByteSource,
  { offset: start, length: size }: FilePart,
  name: string,
): ByteSource {
  return {
    name,
    size,
    async read(offset, length, into) {
      if (offset + length > size) return err({ code: 'file/changed', file: name })
      return whole.read(start + offset, length, into)
    },
  }
}

/** Bytes in memory, read as a file. */
export function bytesSource(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    size: bytes.length,
    async read(offset, length) {
      if (offset + length > bytes.length) return err({ code: 'file/changed', file: name })
      return { ok: true, value: bytes.subarray(offset, offset + length) }
    },
  }
}
