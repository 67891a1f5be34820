import type { ByteSource, FilePart } from '../../domain/ports.ts'
import { err, ok } from '../../lib/result.ts'

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

/** A few bytes of memory and a file after them, read as one file. */
export function headedSource(name: string, head: Uint8Array, rest: ByteSource): ByteSource {
  return {
    name,
    size: head.length + rest.size,
    async read(offset, length, into) {
      const start = Math.max(0, offset - head.length)
      const end = Math.max(0, offset + length - head.length)
      if (end > rest.size) return err({ code: 'file/changed', file: name })
      if (offset >= head.length) return rest.read(start, end - start, into)
      const bytes = new Uint8Array(length)
      bytes.set(head.subarray(offset, offset + length))
      const after = end > 0 ? await rest.read(0, end) : ok(new Uint8Array(0))
      if (!after.ok) return after
      bytes.set(after.value, length - end)
      return ok(bytes)
    },
  }
}
