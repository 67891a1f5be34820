import { describe, expect, it } from 'vitest'
import type { MediaInfo } from '../domain/media.ts'
import { DOCUMENT_ENTRY, MANIFEST_ENTRY, type PackageManifest } from '../domain/packageManifest.ts'
import type { ByteSource } from '../domain/ports.ts'
import { samples } from '../domain/units.ts'
import { packageItems } from '../media/package/packageItems.ts'
import { checkPart } from '../media/package/readPackage.ts'
import type { ZipItem } from '../media/zip/writeZip.ts'
import { memoryByteSource } from '../testing/memoryByteSource.ts'
import { opened, sessionOf, zipped } from '../testing/packageFixture.ts'
import { noise } from '../testing/signals.ts'
import { packedSounds } from './packedSounds.ts'

const { signal } = new AbortController()
const MOVIE = Uint8Array.from({ length: 700 }, (_, n) => n * 3)
const LENGTH = 48_000
const TRACKS = { first: { number: 1 }, second: { number: 2, name: 'MX' } }
const copyOf = (seed: number): ByteSource =>
  memoryByteSource('Reel.mov', new Uint8Array(Float32Array.from(noise(LENGTH, seed)).buffer))

/** A session of two audio tracks of one MOV, packed with copies of their sound or without. */
async function packed(withCopies: boolean) {
  const { session, files } = await sessionOf({ first: MOVIE, second: MOVIE })
  const media = Object.fromEntries(
    Object.entries(session.media).map(([id, info]): [string, MediaInfo] => [
      id,
      {
        ...info,
        fileName: 'Reel.mov',
        format: 'mov',
        audioTrack: TRACKS[id as keyof typeof TRACKS],
        pcm: {
          encoding: { kind: 'float', bits: 32, endian: 'le' },
          channels: 1,
          dataOffset: 0,
          length: samples(LENGTH),
        },
        conform: { codec: 'AAC', sampleRate: 48_000, length: samples(LENGTH) },
      },
    ]),
  )
  const given = { ...session, media }
  const copies = new Map([
    ['first', copyOf(1)],
    ['second', copyOf(2)],
  ])
  const sounds = await packedSounds(given, withCopies ? copies : files, withCopies ? files : new Map())
  if (!sounds.ok) throw new Error(sounds.error.code)
  const { session: there, files: parts, origins } = sounds.value
  const items = withCopies
    ? await packageItems(there, parts, new Set(), signal, origins)
    : await packageItems(given, files, new Set(), signal)
  if (!items.ok) throw new Error(items.error.code)
  return { items: items.value, given, there }
}

async function manifestOf(items: readonly ZipItem[]): Promise<PackageManifest> {
  const source = items.find(({ name }) => name === MANIFEST_ENTRY)?.source
  const read = await source?.read(0, source.size)
  if (!read?.ok) throw new Error('no manifest')
  return JSON.parse(new TextDecoder().decode(read.value))
}

/** The items with another manifest. */
async function withManifest(items: readonly ZipItem[], change: (found: PackageManifest) => PackageManifest) {
  const text = JSON.stringify(change(await manifestOf(items)))
  const source = memoryByteSource(MANIFEST_ENTRY, new TextEncoder().encode(text))
  return zipped(items.map((item) => (item.name === MANIFEST_ENTRY ? { ...item, source } : item)))
}

describe('the audio tracks of one file in a package', () => {
  it('have each its own sound, and their file once', async () => {
    const { items, there } = await packed(true)
    expect(items.map(({ name }) => name)).toEqual([
      DOCUMENT_ENTRY,
      MANIFEST_ENTRY,
      'media/0001_Reel.mov,_track_1.wav',
      'media/0002_Reel.mov',
      'media/0003_Reel.mov__MX.wav',
    ])
    const manifest = await manifestOf(items)
    expect(manifest.version).toBe(3)
    expect(manifest.files.map(({ madeFrom }) => [madeFrom?.audioTrack, madeFrom?.entry])).toEqual([
      [TRACKS.first, 'media/0002_Reel.mov'],
      [TRACKS.second, 'media/0002_Reel.mov'],
    ])
    const found = await opened(await zipped(items))
    if (typeof found === 'string') throw new Error(found)
    expect(found.session).toEqual(there)
    expect(Object.values(found.session.media).map(({ audioTrack }) => audioTrack)).toEqual([
      undefined,
      undefined,
    ])
  })

  it('have one entry where their sound is not at hand', async () => {
    const { items, given } = await packed(false)
    expect(items.map(({ name }) => name)).toEqual([DOCUMENT_ENTRY, MANIFEST_ENTRY, 'media/0001_Reel.mov'])
    expect((await manifestOf(items)).version).toBe(3)
    const bytes = await zipped(items)
    const found = await opened(bytes)
    if (typeof found === 'string') throw new Error(found)
    expect(found.session).toEqual(given)
    expect(found.parts.get('second')).toEqual(found.parts.get('first'))
    const whole = memoryByteSource('reel.zip', bytes)
    expect(await checkPart(whole, 'second', found)).toEqual({ ok: true, value: undefined })
  })

  it('are refused where files that are no tracks have one entry', async () => {
    const { items } = await packed(true)
    const plain = await withManifest(items, (found) => ({
      ...found,
      files: found.files.map(({ madeFrom, ...file }) => {
        if (!madeFrom) return file
        const { audioTrack: _, ...from } = madeFrom
        return { ...file, madeFrom: from }
      }),
    }))
    expect(await opened(plain)).toContain('“media/0002_Reel.mov” is not in it, is several files')
    const away = await withManifest(items, (found) => ({
      ...found,
      files: found.files.map((file) => ({
        ...file,
        ...(file.madeFrom && { madeFrom: { ...file.madeFrom, entry: 'media/none' } }),
      })),
    }))
    expect(await opened(away)).toContain('“media/none” is not in it')
  })
})
