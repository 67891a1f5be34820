import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { joined } from '../../lib/joined.ts'
import { bytesRead, memoryByteSource } from '../../testing/memoryByteSource.ts'
import { opened, READERS, smallPackage } from '../../testing/packageFixture.ts'
import { temporaryDirectory } from '../../testing/referenceTools.ts'
import { readPackage } from '../package/readPackage.ts'
import { readZip } from './readZip.ts'
import { directoryEnd, directoryHeader, localHeader, type StoredEntry } from './zipRecords.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)

type Made = Partial<StoredEntry> & { readonly name: string }

/** A ZIP file of entries of ten bytes each, which may lie about themselves in the directory. */
function zipOf(...entries: readonly Made[]): Uint8Array {
  const parts: Uint8Array[] = []
  const listed: Uint8Array[] = []
  let at = 0
  for (const one of entries) {
    const entry = { length: 10, crc32: 0, headerOffset: at, ...one }
    const part = joined([localHeader(entry), new Uint8Array(10)])
    parts.push(part)
    listed.push(directoryHeader(entry))
    at += part.length
  }
  const all = joined(listed)
  return joined([...parts, all, directoryEnd(entries.length, all.length, at)])
}

async function refusal(bytes: Uint8Array): Promise<string> {
  const read = await readZip(memoryByteSource('a.zip', bytes))
  if (read.ok) return `${read.value.length} entries`
  return read.error.code === 'package/invalid' ? read.error.detail : read.error.code
}

/** Changes the 16 or 32-bit field `field` bytes after a record's signature, for the first such record. */
function patched(
  bytes: Uint8Array,
  signature: number,
  field: number,
  value: number,
  size: 2 | 4 = 2,
): Uint8Array {
  const copy = bytes.slice()
  const view = new DataView(copy.buffer)
  let at = 0
  while (view.getUint32(at, true) !== signature) at += 1
  if (size === 2) view.setUint16(at + field, value, true)
  else view.setUint32(at + field, value, true)
  return copy
}
const [LOCAL, DIRECTORY, END] = [0x0403_4b50, 0x0201_4b50, 0x0605_4b50] as const

describe('a ZIP file is refused by what is wrong with it:', () => {
  it.each([
    ['../../etc/passwd'],
    ['media/../../a.wav'],
    ['/etc/passwd'],
    ['C:\\a.wav'],
    ['C:a.wav'],
    ['media\\a.wav'],
    ['media//a.wav'],
    ['./a.wav'],
    ['a\u0000.wav'],
    ['a\n.wav'],
    [''],
    ['x'.repeat(600)],
  ])('a name that leads out of it, %j', async (name) => {
    expect(await refusal(zipOf({ name: 'good.wav' }))).toBe('1 entries')
    expect(await refusal(zipOf({ name }))).toMatch(/a name that leads out of the package or is none$/)
  })

  it('names that come twice, as systems see them', async () => {
    expect(await refusal(zipOf({ name: 'a.wav' }, { name: 'a.wav' }))).toBe('“a.wav” is in it twice')
    expect(await refusal(zipOf({ name: 'é.wav' }, { name: 'E\u0301.WAV' }))).toMatch(/twice$/)
  })

  it('entries that overlap, go beyond the directory, or lie about their size', async () => {
    const same = zipOf({ name: 'a' }, { name: 'b', headerOffset: 0 })
    expect(await refusal(same)).toMatch(/overlaps|contradict/)
    expect(await refusal(zipOf({ name: 'a', length: 11 }))).toBe('“a” overlaps what comes after it')
    expect(await refusal(zipOf({ name: 'a', headerOffset: 9_999 }))).toMatch(/overlaps/)
    const beyond = zipOf({ name: 'a', headerOffset: 9_999 }, { name: 'b', headerOffset: 99_999 })
    expect(await refusal(beyond)).toMatch(/overlaps/)
    expect(await refusal(patched(zipOf({ name: 'a' }), DIRECTORY, 24, 999, 4))).toMatch(/lies about its size/)
    expect(await refusal(patched(zipOf({ name: 'a' }), LOCAL, 22, 3, 4))).toMatch(/contradict/)
    expect(await refusal(patched(zipOf({ name: 'a' }), LOCAL, 14, 3, 4))).toMatch(/contradict/)
    expect(await refusal(zipOf({ name: 'a', length: 2 ** 40 }))).toMatch(/overlaps/)
  })

  it('an archive that is split, or encrypted', async () => {
    const good = zipOf({ name: 'a' })
    expect(await refusal(patched(good, END, 4, 1))).toMatch(/split/)
    expect(await refusal(patched(good, END, 6, 1))).toMatch(/split/)
    expect(await refusal(patched(good, END, 8, 2))).toMatch(/split/)
    expect(await refusal(patched(good, DIRECTORY, 34, 1))).toMatch(/split/)
    expect(await refusal(patched(good, DIRECTORY, 8, 1))).toBe('“a” is encrypted')
    expect(await refusal(patched(good, LOCAL, 6, 1))).toBe('“a” is encrypted')
  })

  it('a directory of other lengths or places than its end says', async () => {
    const good = zipOf({ name: 'a' }, { name: 'b' })
    expect(await refusal(joined([new Uint8Array(4), good]))).toMatch(/not where its end says/)
    expect(await refusal(patched(good, END, 10, 1))).toMatch(/split/)
    expect(await refusal(patched(patched(good, END, 10, 3), END, 8, 3))).toBe('its directory is damaged')
    expect(await refusal(patched(patched(good, END, 10, 1), END, 8, 1))).toMatch(/longer than its entries/)
    expect(await refusal(new Uint8Array(0))).toMatch(/cut off/)
    expect(await refusal(joined([good, new Uint8Array(1)]))).toMatch(/cut off/)
  })

  it('compressed entries, bombs among them, without unpacking any', async () => {
    const bomb = directory.file('bomb.zip')
    const script = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z: z.writestr('session.dubstage.json', bytes(2**26))`
    execFileSync('python3', ['-c', script, bomb])
    const source = memoryByteSource('bomb.zip', readFileSync(bomb))
    expect(source.size).toBeLessThan(100_000)
    expect(await opened(readFileSync(bomb))).toBe(
      '“session.dubstage.json” is compressed, and packages are not',
    )
  })
})

describe('a ZIP file of another program', () => {
  it('is read when it is stored, with its comment', async () => {
    const path = directory.file('other.zip')
    writeFileSync(directory.file('a.wav'), 'some sound')
    execFileSync('zip', ['-0', '-q', 'other.zip', 'a.wav'], { cwd: directory.file('') })
    execFileSync('zip', ['-z', '-q', 'other.zip'], { cwd: directory.file(''), input: 'a comment\n' })
    const bytes = readFileSync(path)
    const read = await readZip(memoryByteSource('other.zip', bytes))
    const [entry] = read.ok ? read.value : []
    expect(entry?.name).toBe('a.wav')
    const from = entry?.offset ?? 0
    expect(bytes.subarray(from, from + (entry?.length ?? 0)).toString()).toBe('some sound')
  })

  it('is refused in full when it is encrypted', async () => {
    writeFileSync(directory.file('b.wav'), 'some sound')
    execFileSync('zip', ['-0', '-q', '-P', 'secret', 'locked.zip', 'b.wav'], { cwd: directory.file('') })
    expect(await refusal(readFileSync(directory.file('locked.zip')))).toBe('“b.wav” is encrypted')
  })
})

describe('a package', () => {
  it('is refused wherever it is cut off', async () => {
    const whole = await smallPackage()
    for (let length = 0; length < whole.length; length += 1)
      expect(await opened(whole.subarray(0, length)), String(length)).toMatch(
        /cut off|not where its end says/,
      )
  })

  it('damaged at random is opened within its bounds or refused, in few and bounded reads', async () => {
    const whole = await smallPackage()
    const edge = fc.constantFrom(0, 1, 0x7f, 0x80, 0xff)
    const place = fc.nat(whole.length - 1)
    const fromEnd = fc.nat(700).map((back) => whole.length - 1 - back)
    const damage = fc.record({
      bytes: fc.array(fc.tuple(fc.oneof(place, fromEnd), fc.oneof(edge, fc.nat(255))), { maxLength: 6 }),
      fields: fc.array(
        fc.tuple(fc.oneof(place, fromEnd), fc.constantFrom(0, 1, 0xffff, 0x7fff_ffff, 0xffff_ffff)),
        { maxLength: 2 },
      ),
      copy: fc.option(fc.tuple(place, place, fc.nat(400)), { nil: undefined, freq: 3 }),
    })
    let survived = 0
    await fc.assert(
      fc.asyncProperty(damage, async ({ bytes: changes, fields, copy }) => {
        const bytes = whole.slice()
        const view = new DataView(bytes.buffer)
        if (copy) bytes.copyWithin(copy[0], copy[1], copy[1] + copy[2])
        for (const [at, value] of fields) if (at + 4 <= bytes.length) view.setUint32(at, value, true)
        for (const [at, value] of changes) bytes[at] = value
        const source = memoryByteSource('a.zip', bytes)
        const found = await readPackage(source, READERS)
        if (source.reads.length > 20) throw new Error(`${source.reads.length} reads`)
        if (bytesRead(source) > 4 * bytes.length) throw new Error(`${bytesRead(source)} bytes read`)
        if (!found.ok) {
          expect(['package/invalid', 'session/invalid', 'shelf/newer']).toContain(found.error.code)
          return
        }
        survived += 1
        for (const { offset, length } of found.value.parts.values()) {
          expect(offset).toBeGreaterThanOrEqual(0)
          expect(offset + length).toBeLessThanOrEqual(bytes.length)
        }
      }),
      { numRuns: 3000 },
    )
    // The damage is not so great that nothing was ever read.
    expect(survived).toBeGreaterThan(0)
  })
})
