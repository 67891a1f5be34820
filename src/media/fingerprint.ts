import type { AppError } from '../domain/errors.ts'
import type { ByteSource } from '../domain/ports.ts'
import { batches } from '../lib/batches.ts'
import { ok, type Result } from '../lib/result.ts'

/** Bytes of the size that is hashed before them. */
const SIZE_BYTES = 8
const BLOCKS = 64
const BLOCK_BYTES = 65_536
/** Blocks that are asked for at once: each is a trip to another process in a browser. */
const AT_ONCE = 16

/**
 * What a file is known by, wherever it lies: the SHA-256, in hexadecimal, of its size (64 bits, little-endian) and of at
 * most 64 blocks of 64 KiB spread evenly over it, the first and the last among them. A file of 4 MiB or less is hashed
 * whole; of a longer one 4 MiB are read, however long it is. It proves a relink, and is in the names of copies (`contentKey`): it is no proof against
 * someone who edits a file so that it stays the same.
 */
export async function fingerprint(source: ByteSource): Promise<Result<string, AppError>> {
  const blocks = fingerprintBlocks(source.size)
  // All of it is at hand at once: the browser hashes it itself, with no Wasm memory that stays until it is collected.
  const hashed = new Uint8Array(SIZE_BYTES + blocks.reduce((sum, { length }) => sum + length, 0))
  new DataView(hashed.buffer).setBigUint64(0, BigInt(source.size), true)
  let at = SIZE_BYTES
  for (const some of batches(blocks, AT_ONCE)) {
    for (const bytes of await Promise.all(some.map(({ offset, length }) => source.read(offset, length)))) {
      if (!bytes.ok) return bytes
      hashed.set(bytes.value, at)
      at += bytes.value.length
    }
  }
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', hashed))
  return ok(Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(''))
}

/** Where the blocks lie in a file of `size` bytes; they do not overlap. */
export function fingerprintBlocks(size: number): { readonly offset: number; readonly length: number }[] {
  const count = Math.min(BLOCKS, Math.ceil(size / BLOCK_BYTES))
  const last = size - BLOCK_BYTES
  const whole = size <= BLOCKS * BLOCK_BYTES
  return Array.from({ length: count }, (_, n) => {
    const offset = whole ? n * BLOCK_BYTES : Math.floor((last * n) / (count - 1))
    return { offset, length: Math.min(BLOCK_BYTES, size - offset) }
  })
}
