import type { AppError } from '../../domain/errors.ts'
import type { MediaInfo } from '../../domain/media.ts'
import type { FileLike, FilePart, FileReference, MediaState } from '../../domain/ports.ts'
import type { MediaId } from '../../domain/session.ts'
import type { Result } from '../../lib/result.ts'
import type { Database, StoredReference } from './database.ts'
import { askToRead, fileHandle, mayRead } from './fileHandle.ts'
import type { PageClaims } from './pageClaims.ts'

export type Located = { readonly state: MediaState; readonly file: FileLike | null }
export type FingerprintOf = (file: FileLike) => Promise<Result<string, AppError>>

const PERMISSION: Located = { state: { kind: 'permission' }, file: null }
const missing = (why: 'moved' | 'changed' | 'notKept'): Located => ({
  state: { kind: 'missing', why },
  file: null,
})

/** Handles of files on disk, in IndexedDB. */
export class KeptReferences {
  readonly #database: Database
  readonly #claims: PageClaims
  readonly #fingerprintOf: FingerprintOf

  constructor(database: Database, claims: PageClaims, fingerprintOf: FingerprintOf) {
    this.#database = database
    this.#claims = claims
    this.#fingerprintOf = fingerprintOf
  }

  async remember(media: MediaId, reference: FileReference, part?: FilePart): Promise<Result<void, AppError>> {
    const handle = fileHandle(reference)
    await this.#claims.hold(claimName(media))
    // Not proved yet: between being read and being remembered the file may have changed.
    const serial = crypto.randomUUID()
    const kept: StoredReference = { media, handle, ...(part && { part }), serial, provedModified: null }
    return this.#database.run(reference.name, async (database) => {
      await database.put('references', kept)
    })
  }

  /** How the file is at hand by its reference, without asking the user. */
  async locate(media: MediaId, info: MediaInfo): Promise<Located> {
    const kept = await this.#kept(media)
    if (!kept) return missing('notKept')
    if (!(await mayRead(kept.handle))) return PERMISSION
    let file: File
    try {
      file = partOf(await kept.handle.getFile(), kept.part, info.fileName)
    } catch (thrown) {
      if (!(thrown instanceof DOMException)) throw thrown
      return thrown.name === 'NotAllowedError' ? PERMISSION : missing('moved')
    }
    if (info.bytes !== undefined && file.size !== info.bytes) return missing('changed')
    if (info.fingerprint !== undefined && file.lastModified !== kept.provedModified) {
      // A date proves nothing by itself: copying and touching change it, and leave the content.
      const found = await this.#fingerprintOf(file)
      if (!found.ok) return missing(found.error.code === 'file/changed' ? 'changed' : 'moved')
      if (found.value !== info.fingerprint) return missing('changed')
      await this.#proved(kept, file.lastModified)
    }
    return { state: { kind: 'ready', kept: 'reference' }, file }
  }

  /** Those that may be read once the user has answered. */
  async requestAccess(media: readonly MediaId[]): Promise<ReadonlySet<MediaId>> {
    const kept = await Promise.all(media.map((id) => this.#kept(id)))
    // All at once: the browser wants a click not long ago for each, and puts one question after the other itself, or one
    // for all. It then calls all but one aborted, so that what counts is not its answers but what may be read now.
    await Promise.all(kept.map((one) => one && askToRead(one.handle)))
    const readable = await Promise.all(kept.map((one) => one !== undefined && mayRead(one.handle)))
    return new Set(media.filter((_, index) => readable[index]))
  }

  /** The reference of a file, whether or not it may be read. */
  async handleOf(media: MediaId): Promise<FileSystemFileHandle | undefined> {
    return (await this.#kept(media))?.handle
  }

  async sweep(keep: ReadonlyMap<MediaId, MediaInfo>): Promise<void> {
    const all = await this.#database.run('the references', (database) => database.getAllKeys('references'))
    if (!all.ok) return
    for (const media of all.value) {
      if (keep.has(media)) continue
      await this.#claims.removeUnused(claimName(media), async () => {
        await this.#database.run('the references', (database) => database.delete('references', media))
      })
    }
  }

  async #kept(media: MediaId): Promise<StoredReference | undefined> {
    await this.#claims.hold(claimName(media))
    const kept = await this.#database.run('the references', (database) => database.get('references', media))
    return kept.ok ? kept.value : undefined
  }

  /** Where this cannot be written the fingerprint is taken again the next time, which is all. */
  async #proved(kept: StoredReference, provedModified: number): Promise<void> {
    await this.#database.run('the references', async (database) => {
      const write = database.transaction('references', 'readwrite')
      const now = await write.store.get(kept.media)
      if (now?.serial === kept.serial) await write.store.put({ ...kept, provedModified })
      await write.done
    })
  }
}

/** A part is as old as the file that it is in. */
function partOf(file: File, part: FilePart | undefined, name: string): File {
  if (!part) return file
  const { offset, length } = part
  return new File([file.slice(offset, offset + length)], name, { lastModified: file.lastModified })
}

const claimName = (media: MediaId): string => `reference ${media}`
