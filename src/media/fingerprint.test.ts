import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesRead, memoryByteSource } from '../testing/memoryByteSource.ts'
import { fingerprint, fingerprintBlocks } from './fingerprint.ts'

const of = async (bytes: Uint8Array) => {
  const print = await fingerprint(memoryByteSource('a', bytes))
  if (!print.ok) throw new Error(print.error.code)
  return print.value
}

const BYTES = Uint8Array.from({ length: 5_000_000 }, (_, n) => (n * n) >> 3)

describe('fingerprint', () => {
  it('is the SHA-256 of the size and, of a short file, of all of it', async () => {
    for (const length of [1, 65_536, 65_537, 300_001]) {
      const bytes = BYTES.subarray(0, length)
      const size = Buffer.alloc(8)
      size.writeBigUInt64LE(BigInt(length))
      expect(await of(bytes)).toBe(createHash('sha256').update(size).update(bytes).digest('hex'))
    }
  })

  it('reads little of a long file, its first and last bytes among it', async () => {
    const source = memoryByteSource('a', BYTES)
    await fingerprint(source)
    expect(bytesRead(source)).toBe(64 * 65_536)
    for (const at of [0, BYTES.length - 1]) {
      const changed = BYTES.slice()
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(await of(changed)).not.toBe(await of(BYTES))
    }
  })

  it('knows a file from one that is cut or longer by a byte', async () => {
    expect(await of(BYTES.subarray(0, 4_999_999))).not.toBe(await of(BYTES))
  })

  it('has blocks within the file, in order, that do not overlap', () => {
    fc.assert(
      fc.property(fc.oneof(fc.nat(10_000_000), fc.nat(2 ** 45)), (size) => {
        const blocks = fingerprintBlocks(size)
        expect(blocks.length).toBeLessThanOrEqual(64)
        blocks.forEach(({ offset, length }, n) => {
          expect(offset).toBeGreaterThanOrEqual(n === 0 ? 0 : (blocks[n - 1]?.offset ?? 0) + 65_536)
          expect(offset + length).toBeLessThanOrEqual(size)
        })
        const last = blocks.at(-1)
        expect(last ? last.offset + last.length : 0).toBe(size)
      }),
    )
  })

  it('hands on what the disk says', async () => {
    const gone = { code: 'file/changed', file: 'a' } as const
    const source = { name: 'a', size: 10, read: async () => ({ ok: false, error: gone }) as const }
    expect(await fingerprint(source)).toEqual({ ok: false, error: gone })
  })
})
