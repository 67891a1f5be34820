import { appendFileSync, openAsBlob, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import type { FileLike } from '../domain/ports.ts'
import { temporaryDirectory } from '../testing/referenceTools.ts'
import { fileByteSource } from './byteSource.ts'

const BYTES = Uint8Array.from({ length: 1000 }, (_, i) => (i * 7) % 256)
const directory = temporaryDirectory()
afterAll(directory.remove)

async function onDisk(name: string): Promise<{ file: File; path: string }> {
  const path = directory.file(name)
  writeFileSync(path, BYTES)
  return { file: new File([await openAsBlob(path)], name), path }
}

describe('fileByteSource', () => {
  it('gives exactly the bytes of a range, the first, the last and none', async () => {
    const source = fileByteSource(new File([BYTES], 'a.wav'))
    expect(source).toMatchObject({ name: 'a.wav', size: 1000 })
    for (const [offset, length] of [
      [0, 10],
      [123, 456],
      [999, 1],
      [0, 0],
      [1000, 0],
    ] as const) {
      const read = await source.read(offset, length)
      expect(read).toEqual({ ok: true, value: BYTES.slice(offset, offset + length) })
    }
  })

  it('asks the file for that range and no more', async () => {
    const asked: number[][] = []
    const file: FileLike = {
      name: 'long.wav',
      size: 10e9,
      slice(start, end) {
        asked.push([start, end])
        return new Blob([new Uint8Array(end - start)])
      },
    }
    await fileByteSource(file).read(9e9, 4096)
    expect(asked).toEqual([[9e9, 9e9 + 4096]])
  })

  it('says that a file has changed when it is shorter than what is asked for', async () => {
    const source = fileByteSource(new File([BYTES], 'a.wav'))
    expect(await source.read(990, 11)).toEqual({ ok: false, error: { code: 'file/changed', file: 'a.wav' } })
  })

  it.each([
    ['deleted', (path: string) => rmSync(path)],
    ['cut short', (path: string) => truncateSync(path, 100)],
    ['appended to', (path: string) => appendFileSync(path, 'more')],
  ])('names a file on disk that was %s after it was added', async (what, change) => {
    const { file, path } = await onDisk(`${what}.wav`)
    const source = fileByteSource(file)
    expect(await source.read(500, 100)).toEqual({ ok: true, value: BYTES.slice(500, 600) })
    change(path)
    expect(await source.read(500, 100)).toEqual({
      ok: false,
      error: {
        code: 'file/unreadable',
        file: `${what}.wav`,
        detail: 'it was moved, changed or locked since it was added',
      },
    })
  })

  it('says that a file is gone where the browser says so', async () => {
    const gone: FileLike = {
      name: 'gone.wav',
      size: 10,
      slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('no entry', 'NotFoundError')) }),
    }
    expect(await fileByteSource(gone).read(0, 10)).toEqual({
      ok: false,
      error: { code: 'file/unreadable', file: 'gone.wav', detail: 'it is no longer where it was' },
    })
  })

  it('lets a bug through', async () => {
    const broken: FileLike = {
      name: 'broken.wav',
      size: 10,
      slice: () => ({ arrayBuffer: () => Promise.reject(new TypeError('a bug')) }),
    }
    await expect(fileByteSource(broken).read(0, 10)).rejects.toThrow('a bug')
  })
})
