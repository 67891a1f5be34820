import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mediaMetadata } from '../../domain/mediaMetadataSchema.ts'
import { encodingCode } from '../../kernel/pcmCodec.ts'
import { FORMAT_SAMPLES } from '../../testing/formatSamples.ts'
import { bytesRead, memoryByteSource } from '../../testing/memoryByteSource.ts'
import { probeFile } from '../../testing/probeFile.ts'

/** Bytes that a number or a size is most likely to go wrong on. */
const edge = fc.constantFrom(0, 1, 7, 0x7f, 0x80, 0xfe, 0xff)
const near = fc.tuple(fc.nat(120), edge)
const anywhere = fc.tuple(fc.nat(3000), fc.oneof(edge, fc.nat(255)))
/** A 32-bit field overwritten whole: what a lying header does. */
const field = fc.tuple(
  fc.nat(1500),
  fc.constantFrom(0, 1, 8, 0x7fff_ffff, 0x8000_0000, 0xffff_fff7, 0xffff_ffff),
)

const damage = fc.record({
  bytes: fc.array(fc.oneof(near, anywhere), { maxLength: 8 }),
  fields: fc.array(field, { maxLength: 2 }),
  cut: fc.option(fc.nat(3000), { nil: undefined, freq: 3 }),
  /** Where a copy of a stretch is put: chunks twice, nested and out of order. */
  copy: fc.option(fc.tuple(fc.nat(2500), fc.nat(2500), fc.nat(200)), { nil: undefined, freq: 3 }),
})

type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never

function damaged(base: Uint8Array, { bytes: changes, fields, cut, copy }: Damage): Uint8Array {
  const bytes = base.slice(0, cut)
  const view = new DataView(bytes.buffer)
  if (copy) bytes.copyWithin(copy[0], copy[1], copy[1] + copy[2])
  for (const [at, value] of fields) if (at + 4 <= bytes.length) view.setUint32(at, value, at % 2 === 0)
  for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
  return bytes
}

describe.each(Object.entries(FORMAT_SAMPLES))('%s files damaged at random', (_format, samples) => {
  it('are read within their bounds, or refused by name, in few and bounded reads', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...samples), damage, async (base, how) => {
        const bytes = damaged(base, how)
        const source = memoryByteSource('a.wav', bytes)
        const info = await probeFile(source)
        if (source.reads.length > 20) throw new Error(`${source.reads.length} reads`)
        if (bytesRead(source) > 4 * base.length) throw new Error(`${bytesRead(source)} bytes read`)
        if (!info.ok) {
          expect(info.error).toMatchObject({ file: 'a.wav' })
          expect(info.error.code).not.toBe('file/changed')
          return
        }
        const { pcm, metadata } = info.value
        expect(pcm.length).toBeGreaterThan(0)
        // Throws for what the kernel cannot decode.
        encodingCode(pcm.encoding)
        const end = pcm.dataOffset + (pcm.length * pcm.channels * pcm.encoding.bits) / 8
        expect(end).toBeLessThanOrEqual(bytes.length)
        expect(metadata?.markers?.every(({ sample }) => sample <= pcm.length) ?? true).toBe(true)
        expect(mediaMetadata.safeParse(metadata ?? {})).toEqual({ success: true, data: metadata ?? {} })
        // What is kept can be no larger than what it was read from, give or take its names.
        expect(JSON.stringify(metadata ?? {}).length).toBeLessThan(2000 + 6 * bytes.length)
      }),
      { numRuns: 4200 },
    )
    // Two seconds, unless other work has the processor.
  })
})
