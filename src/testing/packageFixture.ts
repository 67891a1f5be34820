import { readPackageManifest } from '../domain/packageManifestSchema.ts'
import type { ByteSource } from '../domain/ports.ts'
import type { MediaId, Session } from '../domain/session.ts'
import { readSession } from '../domain/sessionSchema.ts'
import { ok } from '../lib/result.ts'
import { fingerprint } from '../media/fingerprint.ts'
import { packageItems } from '../media/package/packageItems.ts'
import { type OpenPackage, readPackage } from '../media/package/readPackage.ts'
import { writeZip, type ZipItem, type ZipSink } from '../media/zip/writeZip.ts'
import { memoryByteSource } from './memoryByteSource.ts'
import { sessionFixture } from './sessionFixture.ts'

export const READERS = { session: readSession, manifest: readPackageManifest }
const { signal } = new AbortController()

/** A file that is written in memory. */
export function memorySink(): ZipSink & { readonly bytes: () => Uint8Array<ArrayBuffer> } {
  let all = new Uint8Array(0)
  return {
    async write(offset, bytes) {
      const end = offset + bytes.length
      if (end > all.length) {
        const longer = new Uint8Array(end)
        longer.set(all)
        all = longer
      }
      all.set(bytes, offset)
      return ok(undefined)
    },
    bytes: () => all,
  }
}

export async function zipped(items: readonly ZipItem[]): Promise<Uint8Array<ArrayBuffer>> {
  const sink = memorySink()
  const written = await writeZip(items, sink, () => undefined, signal)
  if (!written.ok) throw new Error(written.error.code)
  if (written.value !== sink.bytes().length) throw new Error('a length that is not the file’s')
  return sink.bytes()
}

/** A session of files of these contents, by id, as the importer would know them. */
export async function sessionOf(contents: Readonly<Record<MediaId, Uint8Array>>): Promise<{
  readonly session: Session
  readonly files: ReadonlyMap<MediaId, ByteSource>
}> {
  const fixture = sessionFixture(Object.keys(contents).map((id) => ({ id, name: id, channels: 1 })))
  const files = new Map<MediaId, ByteSource>()
  const media: Record<MediaId, Session['media'][string]> = {}
  for (const [id, bytes] of Object.entries(contents)) {
    const info = fixture.media[id]
    const source = memoryByteSource(`${id}.wav`, bytes)
    const found = await fingerprint(source)
    if (!info || !found.ok) throw new Error('no fixture')
    files.set(id, source)
    media[id] = { ...info, fileName: `${id}.wav`, bytes: bytes.length, fingerprint: found.value }
  }
  const tracks = fixture.tracks.map((track) => ({
    ...track,
    clips: track.clips.map((clip) => ({ ...clip, media: [track.id] })),
  }))
  return { session: { ...fixture, media, tracks }, files }
}

/** A package of two small files. */
export async function smallPackage(): Promise<Uint8Array<ArrayBuffer>> {
  const { session, files } = await sessionOf({
    DX: Uint8Array.from({ length: 700 }, (_, n) => n),
    Ünder: Uint8Array.from({ length: 300 }, (_, n) => n * 7),
  })
  const items = await packageItems(session, files, new Set(), signal)
  if (!items.ok) throw new Error(items.error.code)
  return zipped(items.value)
}

/** What comes of opening these bytes: the package, or the clause that says what is wrong. */
export async function opened(bytes: Uint8Array): Promise<OpenPackage | string> {
  const found = await readPackage(memoryByteSource('reel.dubstage.zip', bytes), READERS)
  if (found.ok) return found.value
  return 'detail' in found.error ? found.error.detail : found.error.code
}
