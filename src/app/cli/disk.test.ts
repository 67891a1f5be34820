import { createHash } from 'node:crypto'
import { appendFileSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { temporaryDirectory } from '../../testing/referenceTools.ts'
import { openDiskSink, writeError } from './diskSink.ts'
import { openDiskSource } from './diskSource.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)

let count = 0
function folder(): string {
  count += 1
  const path = directory.file(`folder ${count}`)
  mkdirSync(path)
  return path
}

async function sinkIn(path: string, file = 'a.wav') {
  const sink = await openDiskSink(path, file)
  if (!sink.ok) throw new Error(sink.error.code)
  return sink.value
}

describe('a disk sink', () => {
  it('shows nothing under the name of the file until it is published, and hashes what it wrote', async () => {
    const path = folder()
    const sink = await sinkIn(path)
    const parts = [1, 2, 3].map((value) => new Uint8Array(100_000 * value).fill(value))
    const all = Buffer.concat(parts)
    for (const part of parts) expect((await sink.write(part.slice())).ok).toBe(true)
    expect(readdirSync(path)).not.toContain('a.wav')
    expect(await sink.finish([])).toEqual({ ok: true, value: createHash('sha256').update(all).digest('hex') })
    expect(readdirSync(path)).not.toContain('a.wav')
    expect((await sink.publish()).ok).toBe(true)
    expect(readdirSync(path)).toEqual(['a.wav'])
    expect(readFileSync(`${path}/a.wav`).equals(all)).toBe(true)
  })

  it('is patched before it is published, and hashed again as it lies there', async () => {
    const path = folder()
    const sink = await sinkIn(path)
    const all = Buffer.alloc(2_500_000, 7)
    expect((await sink.write(Uint8Array.from(all))).ok).toBe(true)
    const patches = [
      { offset: 4, bytes: Uint8Array.of(1, 2, 3) },
      { offset: 1_500_000, bytes: new Uint8Array(10) },
    ]
    for (const { offset, bytes } of patches) all.set(bytes, offset)
    expect(await sink.finish(patches)).toEqual({
      ok: true,
      value: createHash('sha256').update(all).digest('hex'),
    })
    expect((await sink.publish()).ok).toBe(true)
    expect(readFileSync(`${path}/a.wav`).equals(all)).toBe(true)
  })

  it('gives back only buffers that are written out', async () => {
    const path = folder()
    const sink = await sinkIn(path)
    const expected: number[] = []
    let buffer = new ArrayBuffer(50_000)
    for (let value = 1; value <= 20; value++) {
      const bytes = new Uint8Array(buffer).fill(value)
      expected.push(...bytes)
      const written = await sink.write(bytes)
      if (!written.ok) throw new Error(written.error.code)
      buffer = written.value ?? new ArrayBuffer(50_000)
    }
    const hash = await sink.finish([])
    await sink.publish()
    const file = readFileSync(`${path}/a.wav`)
    expect(file.equals(Buffer.from(expected))).toBe(true)
    expect(hash).toEqual({ ok: true, value: createHash('sha256').update(file).digest('hex') })
  })

  it('leaves nothing when it is discarded, before or after it is finished', async () => {
    for (const finished of [false, true]) {
      const path = folder()
      const sink = await sinkIn(path)
      await sink.write(new Uint8Array(1000))
      if (finished) await sink.finish([])
      await sink.discard()
      expect(readdirSync(path)).toEqual([])
    }
  })

  it('leaves an older file alone until the new one is whole', async () => {
    const path = folder()
    writeFileSync(`${path}/a.wav`, 'old')
    const sink = await sinkIn(path)
    await sink.write(new Uint8Array(10))
    await sink.discard()
    expect(readFileSync(`${path}/a.wav`, 'utf8')).toBe('old')
  })

  it('says which file cannot be opened', async () => {
    const opened = await openDiskSink(directory.file('there is none'), 'a.wav')
    expect(opened).toMatchObject({ ok: false, error: { code: 'export/write', file: 'a.wav' } })
  })

  it.each(['ENOSPC', 'EDQUOT', 'EFBIG'])('calls %s a full disk', (code) => {
    const cause = Object.assign(new Error('no space'), { code })
    expect(writeError('a.wav', cause)).toEqual({ code: 'export/diskFull', file: 'a.wav' })
    expect(writeError('a.wav', new Error('odd'))).toEqual({
      code: 'export/write',
      file: 'a.wav',
      detail: 'odd',
    })
  })
})

describe('a disk source', () => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, i) => (i * 13) % 251)

  async function sourceOf(name: string) {
    const path = directory.file(name)
    writeFileSync(path, bytes)
    const source = await openDiskSource(path)
    if (!source.ok) throw new Error(source.error.code)
    return { path, source: source.value }
  }

  it('reads any range, into memory of its own or that it is offered', async () => {
    const { source } = await sourceOf('b.wav')
    expect(source).toMatchObject({ name: 'b.wav', size: 1000 })
    for (const [offset, length] of [
      [0, 1000],
      [999, 1],
      [500, 0],
      [123, 456],
    ] as const) {
      const expected = { ok: true, value: bytes.slice(offset, offset + length) }
      const into = new Uint8Array(1200).fill(7)
      for (const read of [await source.read(offset, length), await source.read(offset, length, into)])
        expect(read.ok && { ok: true, value: Uint8Array.from(read.value) }).toEqual(expected)
      expect(into.subarray(length).every((value) => value === 7)).toBe(true)
    }
    await source.close()
  })

  it('says that a file has changed when it is shorter than it was, and reads on when it is longer', async () => {
    const { path, source } = await sourceOf('c.wav')
    appendFileSync(path, 'more')
    expect((await source.read(0, 1000)).ok).toBe(true)
    const changed = { ok: false, error: { code: 'file/changed', file: 'c.wav' } }
    expect(await source.read(999, 2)).toEqual(changed)
    truncateSync(path, 100)
    expect(await source.read(50, 51)).toEqual(changed)
    await source.close()
  })

  it('names a path that is missing or is a folder', async () => {
    const missing = directory.file('missing.wav')
    expect(await openDiskSource(missing)).toMatchObject({
      ok: false,
      error: { code: 'file/unreadable', file: missing },
    })
    expect(await openDiskSource(folder())).toMatchObject({
      ok: false,
      error: { code: 'file/unreadable', detail: 'it is not a file' },
    })
  })
})
