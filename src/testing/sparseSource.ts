import type { ByteSource } from '../domain/ports.ts'
import { err, ok } from '../lib/result.ts'
import type { MemoryByteSource, RecordedRead } from './memoryByteSource.ts'

/** A file of `size` bytes, mostly zeros: `head` at its start, `tail` at its end. Keeps a record of what is read of it. */
export function sparseSource(
  size: number,
  head: Uint8Array,
  tail: Uint8Array = new Uint8Array(0),
): MemoryByteSource {
  const reads: RecordedRead[] = []
  const source: ByteSource = {
    name: 'feature.wav',
    size,
    async read(offset, length) {
      reads.push({ offset, length })
      if (offset < 0 || offset + length > size) return err({ code: 'file/changed', file: source.name })
      const bytes = new Uint8Array(length)
      bytes.set(head.subarray(offset, offset + length))
      const from = size - tail.length
      for (let i = Math.max(0, from - offset); i < length; i++) bytes[i] = tail[offset + i - from] ?? 0
      return ok(bytes)
    },
  }
  return { ...source, reads }
}
