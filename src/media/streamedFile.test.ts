import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { FileLike } from '../domain/ports.ts'
import { StreamedFile } from './streamedFile.ts'

const MB = 1 << 20
const SIZE = 5 * MB + 12_345
const bytes = Uint8Array.from({ length: SIZE }, (_, n) => (n * 2_654_435_761) >>> 11)
const file = new File([bytes], 'DX.wav')

/** The file, and how its parts were asked for: by a stream, or as they are. */
function watched(streams: 'work' | 'fail' | 'none' = 'work') {
  const asked: string[] = []
  const slice = (start: number, end: number) => {
    const part = file.slice(start, end)
    const arrayBuffer = (): Promise<ArrayBuffer> => {
      asked.push(`plain ${start}`)
      return part.arrayBuffer()
    }
    const stream = (): ReadableStream => {
      asked.push(`stream ${start}`)
      if (streams === 'work') return part.stream()
      return new ReadableStream({
        type: 'bytes',
        pull: () => Promise.reject(new DOMException('', 'NotReadableError')),
      })
    }
    return streams === 'none' ? { arrayBuffer } : { arrayBuffer, stream }
  }
  const { name, size } = file
  return { asked, source: new StreamedFile({ name, size, slice } as FileLike) }
}

async function expectPart(
  source: StreamedFile,
  offset: number,
  length: number,
  spare: ArrayBuffer | null = null,
) {
  const read = await source.read(offset, length, spare)
  if (!read.ok) throw new Error(read.error.code)
  expect(Buffer.compare(read.value, bytes.subarray(offset, offset + length))).toBe(0)
  return read.value.buffer as ArrayBuffer
}

it('reads on in one stream, into memory that it is given', async () => {
  const { asked, source } = watched()
  const first = await expectPart(source, 100, 2 * MB)
  const memory = new Uint8Array(first)
  const second = await expectPart(source, 100 + 2 * MB, MB, first)
  expect(first.byteLength, 'given away').toBe(0)
  expect(second.byteLength, 'and used').toBe(2 * MB)
  expect(memory.length).toBe(0)
  await expectPart(source, 100 + 3 * MB, 1000, second)
  await expectPart(source, 1100 + 3 * MB, SIZE - 1100 - 3 * MB)
  expect(asked).toEqual(['stream 100'])
})

it('reads here and there plainly, and begins a stream again where much is wanted', async () => {
  const { asked, source } = watched()
  await expectPart(source, 5000, 10)
  await expectPart(source, 0, MB)
  await expectPart(source, 3 * MB, MB)
  await expectPart(source, 0, 0)
  await expectPart(source, 4 * MB, 5)
  expect(asked).toEqual(['plain 5000', 'stream 0', `stream ${3 * MB}`])
})

it.each(['fail', 'none'] as const)('reads plainly where streams %s', async (streams) => {
  const { asked, source } = watched(streams)
  await expectPart(source, 0, MB, new ArrayBuffer(MB))
  expect(asked.at(-1)).toBe('plain 0')
})

it('is read again after it was let go of, in a stream of its own', async () => {
  const { asked, source } = watched()
  await expectPart(source, 0, MB)
  source.close()
  await expectPart(source, MB, MB)
  expect(asked).toEqual(['stream 0', `stream ${MB}`])
})

it('says what a plain read says: past the end there is nothing', async () => {
  const { source } = watched()
  await expectPart(source, 0, 4 * MB)
  const beyond = await source.read(4 * MB, 2 * MB, null)
  expect(beyond).toEqual({ ok: false, error: { code: 'file/changed', file: 'DX.wav' } })
})

it('gives each of many reads at once what it asked for', async () => {
  const part = fc.tuple(
    fc.nat(SIZE - 2 * MB),
    fc.oneof(fc.nat(1000), fc.integer({ min: MB - 5, max: 2 * MB })),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 6 }), async (parts) => {
      const { source } = watched()
      await Promise.all(parts.map(([offset, length]) => expectPart(source, offset, length)))
    }),
    { numRuns: 20 },
  )
})
