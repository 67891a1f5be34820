import { describe, expect, it } from 'vitest'
import { type FileFormat, FORMAT_LABELS } from '../../domain/media.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { FORMAT_SAMPLES } from '../../testing/formatSamples.ts'
import { bytesRead, memoryByteSource } from '../../testing/memoryByteSource.ts'
import { ascii } from '../../testing/wavFixture.ts'
import { HEAD_BYTES } from '../probe.ts'
import { CONTAINER_FORMATS, FORMATS } from './registry.ts'

const headOf = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, HEAD_BYTES)

const others = (id: FileFormat): Uint8Array[] =>
  Object.entries(FORMAT_SAMPLES).flatMap(([format, samples]) => (format === id ? [] : [...samples]))

describe('the registry', () => {
  it('has every format that a file can be of, once', () => {
    expect([...FORMATS, ...CONTAINER_FORMATS].map(({ id }) => id).sort()).toEqual(
      Object.keys(FORMAT_LABELS).sort(),
    )
  })
})

describe.each(FORMATS)('the $id format', (format) => {
  const samples = FORMAT_SAMPLES[format.id]

  it('reads its own files without a word', async () => {
    expect(samples.length).toBeGreaterThan(0)
    for (const bytes of samples) {
      const source = memoryByteSource('A name.ext', bytes)
      const info = await format.probe(source, headOf(bytes))
      expect(info).toMatchObject({
        ok: true,
        value: { fileName: 'A name.ext', format: format.id, sampleRate: 48_000, warnings: [] },
      })
      if (!info?.ok) return
      const { dataOffset, length, channels, encoding } = info.value.pcm
      expect([100, 101]).toContain(length)
      expect(dataOffset + (length * channels * encoding.bits) / 8).toBeLessThanOrEqual(bytes.length)
    }
  })

  it('leaves the files of all others to them, however short', async () => {
    const strange = [Uint8Array.of(0), ascii('RIF'), ascii('FORM'), ascii('hello world'), new Uint8Array(100)]
    for (const bytes of [...others(format.id), ...strange]) {
      const source = memoryByteSource('a', bytes)
      expect(await format.probe(source, headOf(bytes))).toBeNull()
      expect(source.reads).toEqual([])
    }
  })

  it('cut anywhere: a value that lies within what is left, a named error, or nothing of its own', async () => {
    for (const whole of samples) {
      for (let length = 1; length < whole.length; length++) {
        const bytes = whole.subarray(0, length)
        const source = memoryByteSource('a', bytes)
        const info = await format.probe(source, headOf(bytes))
        expect(bytesRead(source)).toBeLessThanOrEqual(2 * whole.length)
        if (info?.ok) {
          const { dataOffset, length: frames, channels, encoding } = info.value.pcm
          expect(dataOffset + (frames * channels * encoding.bits) / 8).toBeLessThanOrEqual(length)
        } else if (info) {
          expect(['format/malformed', 'format/encoding']).toContain(info.error.code)
          expect(info.error).toMatchObject({ file: 'a' })
        }
      }
    }
  })

  it('hands on what the disk says, whichever read fails', async () => {
    for (const bytes of samples) {
      const gone = { code: 'file/unreadable', file: 'a', detail: 'it is no longer where it was' } as const
      // Shown only the first bytes, it has to ask for the others.
      const head = bytes.subarray(0, 12)
      const memory = memoryByteSource('a', bytes)
      await format.probe(memory, head)
      for (let failing = 1; failing <= memory.reads.length; failing++) {
        let reads = 0
        const source: ByteSource = {
          ...memory,
          read: async (offset, length) =>
            ++reads === failing ? { ok: false, error: gone } : memory.read(offset, length),
        }
        expect(await format.probe(source, head)).toEqual({ ok: false, error: gone })
      }
    }
  })

  it('does not change what it is shown', async () => {
    for (const bytes of samples) {
      const copy = bytes.slice()
      await format.probe(memoryByteSource('a', bytes), headOf(bytes))
      expect(bytes).toEqual(copy)
    }
  })
})
