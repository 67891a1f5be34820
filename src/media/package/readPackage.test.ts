import { describe, expect, it } from 'vitest'
import { DOCUMENT_ENTRY, MANIFEST_ENTRY, type PackageManifest } from '../../domain/packageManifest.ts'
import { memoryByteSource } from '../../testing/memoryByteSource.ts'
import { opened, sessionOf, zipped } from '../../testing/packageFixture.ts'
import { packageItems } from './packageItems.ts'
import { partSource } from './partSource.ts'
import { checkPart } from './readPackage.ts'

const { signal } = new AbortController()
const NONE: ReadonlySet<string> = new Set()
const DX = Uint8Array.from({ length: 700 }, (_, n) => n)
const MX = Uint8Array.from({ length: 300 }, (_, n) => n * 7)

async function items(leftOut = NONE) {
  const { session, files } = await sessionOf({ DX, MX })
  const made = await packageItems(session, files, leftOut, signal)
  if (!made.ok) throw new Error(made.error.code)
  return { session, items: made.value }
}

/** A package whose manifest, or document, is another. */
async function changed(
  name: string,
  change: (found: PackageManifest & { media: Record<string, { bytes: number }> }) => object,
): Promise<Uint8Array> {
  const { items: good } = await items()
  return zipped(
    await Promise.all(
      good.map(async (item) => {
        if (item.name !== name) return item
        const bytes = await item.source.read(0, item.source.size)
        if (!bytes.ok) throw new Error('unreadable')
        const text = JSON.stringify(change(JSON.parse(new TextDecoder().decode(bytes.value))))
        return { name, source: memoryByteSource(name, new TextEncoder().encode(text)) }
      }),
    ),
  )
}

describe('a package', () => {
  it('has the document first and every file of the session, in place', async () => {
    const { session, items: made } = await items()
    expect(made.map(({ name }) => name)).toEqual([
      DOCUMENT_ENTRY,
      MANIFEST_ENTRY,
      'media/0001_DX.wav',
      'media/0002_MX.wav',
    ])
    const bytes = await zipped(made)
    const found = await opened(bytes)
    if (typeof found === 'string') throw new Error(found)
    expect(found.session).toEqual(session)
    const whole = memoryByteSource('reel.zip', bytes)
    for (const [id, content] of Object.entries({ DX, MX })) {
      const part = found.parts.get(id)
      const read = part && (await partSource(whole, part, id).read(0, content.length))
      expect(read?.ok && [...read.value], id).toEqual([...content])
      expect(await checkPart(whole, id, found)).toEqual({ ok: true, value: undefined })
    }
  })

  it('is the same to the byte when nothing has changed', async () => {
    const [first, second] = [await zipped((await items()).items), await zipped((await items()).items)]
    expect(Buffer.compare(first, second)).toBe(0)
  })

  it('has no files that no clip uses', async () => {
    const { session, files } = await sessionOf({ DX, MX })
    const made = await packageItems(
      { ...session, tracks: session.tracks.slice(0, 1) },
      new Map([...files].slice(0, 1)),
      NONE,
      signal,
    )
    expect(made.ok && made.value.map(({ name }) => name).slice(2)).toEqual(['media/0001_DX.wav'])
  })

  it('is not made when a file is missing, or is another one by now', async () => {
    const { session, files } = await sessionOf({ DX, MX })
    const only = new Map([...files].slice(0, 1))
    expect(await packageItems(session, only, NONE, signal)).toEqual({
      ok: false,
      error: { code: 'media/missing', file: 'MX.wav' },
    })
    const other = new Map(files).set('MX', memoryByteSource('MX.wav', DX))
    expect(await packageItems(session, other, NONE, signal)).toEqual({
      ok: false,
      error: { code: 'file/changed', file: 'MX.wav' },
    })
  })

  it('says which files were left out', async () => {
    const found = await opened(await zipped((await items(new Set(['MX']))).items))
    if (typeof found === 'string') throw new Error(found)
    expect([...found.parts.keys()]).toEqual(['DX'])
    expect(Object.keys(found.session.media)).toEqual(['DX', 'MX'])
  })

  it('names a file in it that is another one', async () => {
    const { items: made } = await items()
    const swapped = made.map((item) =>
      item.name.endsWith('MX.wav') ? { ...item, source: memoryByteSource('MX.wav', MX.toReversed()) } : item,
    )
    const bytes = await zipped(swapped)
    const found = await opened(bytes)
    if (typeof found === 'string') throw new Error(found)
    expect(await checkPart(memoryByteSource('reel.zip', bytes), 'MX', found)).toEqual({
      ok: false,
      error: {
        code: 'package/media',
        file: 'MX.wav',
        package: 'reel.zip',
        detail: 'its content is different',
      },
    })
  })
})

describe('a package is refused whose', () => {
  it('document or manifest is missing, damaged, newer, or of something else', async () => {
    const { items: made } = await items()
    const without = (name: string) => zipped(made.filter((item) => item.name !== name))
    expect(await opened(await without(DOCUMENT_ENTRY))).toBe(`it has no ${DOCUMENT_ENTRY}`)
    expect(await opened(await without(MANIFEST_ENTRY))).toBe(`it has no ${MANIFEST_ENTRY}`)
    expect(await opened(await changed(MANIFEST_ENTRY, (found) => ({ ...found, version: 4 })))).toBe(
      'shelf/newer',
    )
    expect(await opened(await changed(MANIFEST_ENTRY, (found) => ({ ...found, more: 1 })))).toContain(
      'manifest',
    )
    expect(await opened(await changed(DOCUMENT_ENTRY, (found) => ({ ...found, panLaw: 7 })))).toContain(
      'panLaw',
    )
    const bytes = await zipped(made)
    const at = Buffer.from(bytes).indexOf('"Fixture"')
    bytes[at + 1] = 0x47
    expect(await opened(bytes)).toBe(`its ${DOCUMENT_ENTRY} is damaged`)
  })

  it('manifest, document and entries contradict each other', async () => {
    const { items: made } = await items()
    const short = made.map((item) =>
      item.name.endsWith('MX.wav') ? { ...item, source: memoryByteSource('MX.wav', MX.slice(1)) } : item,
    )
    expect(await opened(await zipped(short))).toContain('another size')
    const extra = { name: 'media/readme.txt', source: memoryByteSource('a', MX) }
    expect(await opened(await zipped([...made, extra]))).toBe('its manifest does not list “media/readme.txt”')
    expect(await opened(await zipped(made.slice(0, -1)))).toBe(
      '“media/0002_MX.wav” is not in it, or is several files',
    )
    const files = (change: (files: PackageManifest['files']) => object[]) =>
      changed(MANIFEST_ENTRY, (found) => ({ ...found, files: change(found.files) })).then(opened)
    expect(await files((all) => all.slice(1))).toContain('does not list')
    expect(await files((all) => all.map((one) => ({ ...one, entry: all[0]?.entry })))).toContain(
      'several files',
    )
    expect(await files((all) => all.map((one) => ({ ...one, media: '__proto__' })))).toContain(
      'not the session',
    )
    expect(await files((all) => all.map((one) => ({ ...one, fingerprint: '0'.repeat(64) })))).toContain(
      'two files',
    )
    const leftOut = await changed(MANIFEST_ENTRY, (found) => ({ ...found, leftOut: ['DX'] }))
    expect(await opened(leftOut)).toContain('does not say where “DX.wav” is')
    const unknown = await changed(MANIFEST_ENTRY, (found) => ({ ...found, leftOut: ['constructor'] }))
    expect(await opened(unknown)).toContain('leaves out')
  })
})
