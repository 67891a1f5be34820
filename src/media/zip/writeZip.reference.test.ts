import {
  closeSync,
  createReadStream,
  ftruncateSync,
  openSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import type { ByteSource } from '../../domain/ports.ts'
import { ok } from '../../lib/result.ts'
import { memoryByteSource } from '../../testing/memoryByteSource.ts'
import { zipped } from '../../testing/packageFixture.ts'
import { runTool, temporaryDirectory } from '../../testing/referenceTools.ts'
import { readZip } from './readZip.ts'
import { writeZip } from './writeZip.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)

const PYTHON = `
import sys, zipfile, hashlib
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
for i in z.infolist():
    print(i.filename, i.file_size, i.compress_type, i.CRC, hashlib.sha256(z.read(i)).hexdigest() if i.file_size < 2**24 else '-')
`

describe('a file of stored entries', () => {
  it('is what unzip, zipinfo and Python’s zipfile say, and what went in', async () => {
    const contents = [new Uint8Array(0), Uint8Array.of(1), new Uint8Array(3_000_000).map((_, n) => n * 31)]
    const names = ['session.json', 'media/0001_Ночь 🌙.wav', 'media/0002_long.wav']
    const items = names.map((name, n) => ({
      name,
      source: memoryByteSource(name, contents[n] ?? new Uint8Array()),
    }))
    const bytes = await zipped(items)
    const path = directory.file('small.zip')
    writeFileSync(path, bytes)
    expect(runTool('unzip', ['-tqq', path]).toString()).toBe('')
    expect(runTool('zipinfo', ['-h', path]).toString()).toContain('number of entries: 3')
    for (const [index, content] of contents.entries()) {
      expect(Buffer.compare(runTool('unzip', ['-p', path, names[index] ?? '']), content), names[index]).toBe(
        0,
      )
    }
    const lines = runTool('python3', ['-c', PYTHON, path]).toString().trim().split('\n')
    expect(lines.map((line) => line.replace(/ \d+ 0 .*$/, ''))).toEqual(names)

    const read = await readZip(memoryByteSource('small.zip', bytes))
    expect(read.ok && read.value.map(({ name }) => name)).toEqual(names)
    for (const [index, entry] of (read.ok ? read.value : []).entries()) {
      const found = bytes.subarray(entry.offset, entry.offset + entry.length)
      expect(Buffer.compare(found, contents[index] ?? new Uint8Array()), entry.name).toBe(0)
    }
  })

  it('is cancelled between two pieces', async () => {
    const stop = new AbortController()
    const source = memoryByteSource('a', new Uint8Array(10 * 2 ** 20))
    const sink = { write: async () => ok(undefined) }
    const done: number[] = []
    const cancel = (bytes: number): void => {
      done.push(bytes)
      if (done.length === 2) stop.abort()
    }
    const written = await writeZip([{ name: 'a', source }], sink, cancel, stop.signal)
    expect(written).toEqual({ ok: false, error: { code: 'cancelled' } })
    expect(done).toEqual([4 * 2 ** 20, 8 * 2 ** 20])
  })
})

const ZEROS = Buffer.alloc(4 * 2 ** 20)

/** Silence with a mark at both ends, of any length. */
function silentSource(name: string, size: number): ByteSource {
  return {
    name,
    size,
    async read(offset, length, into) {
      const bytes = into ? into.subarray(0, length).fill(0) : new Uint8Array(length)
      if (offset === 0) bytes[0] = 1
      if (offset + length === size) bytes[length - 1] = 2
      return ok(bytes)
    },
  }
}

describe('a file beyond 4 GiB', () => {
  it('is read in place, and by the reference programs, with an entry that long and entries behind it', async () => {
    const path = directory.file('long.zip')
    const file = openSync(path, 'w+')
    const long = 2 ** 32 + 4321
    const after = Uint8Array.of(9, 8, 7, 6)
    const written = await writeZip(
      [
        { name: 'media/0001_long.wav', source: silentSource('long', long) },
        { name: 'media/0002_after.wav', source: memoryByteSource('after', after) },
      ],
      {
        // A hole stays a hole.
        async write(offset, bytes) {
          if (ZEROS.compare(bytes, 0, bytes.length, 0, bytes.length) !== 0)
            writeSync(file, bytes, 0, bytes.length, offset)
          return ok(undefined)
        },
      },
      () => undefined,
      new AbortController().signal,
    )
    ftruncateSync(file, written.ok ? written.value : 0)
    closeSync(file)
    expect(statSync(path).size).toBeGreaterThan(2 ** 32)

    expect(runTool('zipinfo', ['-l', path]).toString()).toMatch(/0001_long\.wav[\s\S]*0002_after\.wav/)
    expect(runTool('zipinfo', ['-t', path]).toString()).toContain(`2 files, ${long + 4} bytes uncompressed`)
    expect(runTool('unzip', ['-p', path, 'media/0002_after.wav'])).toEqual(Buffer.from(after))
    const script = `import sys, zipfile\nfor i in zipfile.ZipFile(sys.argv[1]).infolist(): print(i.file_size, i.header_offset)`
    const found = runTool('python3', ['-c', script, path]).toString().trim().split(/\s+/).map(Number)
    expect(found.slice(0, 3)).toEqual([long, 0, 4])
    expect(found[3]).toBeGreaterThan(long)

    const read = await readZip(diskSource(path))
    expect(read.ok && read.value.map(({ name, length }) => [name, length])).toEqual([
      ['media/0001_long.wav', long],
      ['media/0002_after.wav', 4],
    ])
    const [, last] = read.ok ? read.value : []
    const bytes = await diskSource(path).read(last?.offset ?? 0, 4)
    expect(bytes.ok && [...bytes.value]).toEqual([9, 8, 7, 6])
  })
})

function diskSource(path: string): ByteSource {
  return {
    name: path,
    size: statSync(path).size,
    async read(offset, length) {
      const chunks: Buffer[] = []
      for await (const chunk of createReadStream(path, { start: offset, end: offset + length - 1 })) {
        chunks.push(chunk)
      }
      return ok(Buffer.concat(chunks))
    },
  }
}
