import type { ByteSource } from '../domain/ports.ts'
import { err, ok } from '../lib/result.ts'

export type RecordedRead = { readonly offset: number; readonly length: number }

/** Bytes in memory that keep a record of what was asked of them, to prove that a file is never read whole. */
export type MemoryByteSource = ByteSource & { readonly reads: readonly RecordedRead[] }

export function memoryByteSource(name: string, bytes: Uint8Array): MemoryByteSource {
  const reads: RecordedRead[] = []
  return {
    name,
    size: bytes.length,
    reads,
    async read(offset, length) {
      reads.push({ offset, length })
      if (offset < 0 || offset + length > bytes.length) return err({ code: 'file/changed', file: name })
      return ok(bytes.slice(offset, offset + length))
    },
  }
}

export const bytesRead = (source: MemoryByteSource): number =>
  source.reads.reduce((sum, read) => sum + read.length, 0)
