import { contentKey } from '../../domain/contentKey.ts'
import type { AppError } from '../../domain/errors.ts'
import { FORMAT_LABELS, type MediaInfo } from '../../domain/media.ts'
import type { CancelSignal, FileLike } from '../../domain/ports.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { copyInto } from './copyInto.ts'
import { moveFile } from './fileHandle.ts'
import type { FingerprintOf } from './keptReferences.ts'
import type { PageClaims } from './pageClaims.ts'
import { storageError } from './storageError.ts'

/** Finished copies, in origin-private storage. */
const FOLDER = 'media'
/** Copies being made, each in a folder of its own with whatever the browser puts beside it meanwhile. */
const UNFINISHED = 'media.unfinished'

/**
 * What a copy is called: after what it was made of, so that a file that is used twice is kept once. Of the user's name for
 * the file there is only a hash in it; `null` where `contentKey` is.
 */
export function copyName(info: MediaInfo): string | null {
  const key = contentKey(info)
  return key && Object.hasOwn(FORMAT_LABELS, info.format) ? `${key}.${info.format}` : null
}

/** Copies of files in origin-private storage. */
export class CollectedCopies {
  readonly #claims: PageClaims
  readonly #fingerprintOf: FingerprintOf

  constructor(claims: PageClaims, fingerprintOf: FingerprintOf) {
    this.#claims = claims
    this.#fingerprintOf = fingerprintOf
  }

  async find(info: MediaInfo): Promise<FileLike | null> {
    const name = copyName(info)
    if (!name) return null
    await this.#claims.hold(claimName(name))
    try {
      const root = await navigator.storage.getDirectory()
      const folder = await root.getDirectoryHandle(FOLDER)
      const file = await (await folder.getFileHandle(name)).getFile()
      if (info.bytes !== undefined && file.size !== info.bytes) return null
      return new File([file], info.fileName, { lastModified: file.lastModified })
    } catch (thrown) {
      // It is not there, or the browser has no such storage: either way there is no copy.
      if (thrown instanceof DOMException) return null
      throw thrown
    }
  }

  /** Copies `file`, which has to be what `info` says, or finds it copied already. */
  async collect(
    info: MediaInfo,
    file: FileLike,
    onProgress: (bytesDone: number) => void,
    signal: CancelSignal,
  ): Promise<Result<FileLike, AppError>> {
    const name = copyName(info)
    if (!name)
      return err({ code: 'file/unreadable', file: info.fileName, detail: 'its content has not been checked' })
    if (info.bytes !== undefined && file.size !== info.bytes)
      return err({ code: 'file/changed', file: info.fileName })
    const waiting = new AbortController()
    signal.addEventListener('abort', () => waiting.abort(), { once: true })
    if (signal.aborted) return err({ code: 'cancelled' })
    try {
      // One page at a time copies a file; another that wants it finds it done.
      return await navigator.locks.request(
        `dubstage copying ${name}`,
        { signal: waiting.signal },
        async () => {
          const there = await this.find(info)
          if (!there) return this.#copy(name, info, file, onProgress, signal)
          onProgress(file.size)
          return ok(there)
        },
      )
    } catch (thrown) {
      if (signal.aborted) return err({ code: 'cancelled' })
      return err(storageError(thrown, info.fileName))
    }
  }

  async #copy(
    name: string,
    info: MediaInfo,
    file: FileLike,
    onProgress: (bytesDone: number) => void,
    signal: CancelSignal,
  ): Promise<Result<FileLike, AppError>> {
    const own = crypto.randomUUID()
    return navigator.locks.request(unfinishedLock(own), async () => {
      const root = await navigator.storage.getDirectory()
      const unfinished = await root.getDirectoryHandle(UNFINISHED, { create: true })
      const folder = await unfinished.getDirectoryHandle(own, { create: true })
      try {
        const handle = await folder.getFileHandle('copy', { create: true })
        const copied = await copyInto(handle, file, info.fileName, onProgress, signal)
        if (!copied.ok) return copied
        const copy = await handle.getFile()
        const fingerprint = await this.#fingerprintOf(copy)
        if (!fingerprint.ok) return fingerprint
        if (copy.size !== file.size || fingerprint.value !== info.fingerprint)
          return err({ code: 'file/changed', file: info.fileName })
        if (signal.aborted) return err({ code: 'cancelled' })
        await moveFile(handle, await root.getDirectoryHandle(FOLDER, { create: true }), name)
        const kept = await this.find(info)
        return kept
          ? ok(kept)
          : err({ code: 'storage/unavailable', detail: 'a copy vanished as it was made' })
      } finally {
        await unfinished.removeEntry(own, { recursive: true })
      }
    })
  }

  /** Removes the copies that are not of `keep`, and what a page left that was closed while it copied. */
  async sweep(keep: Iterable<MediaInfo>): Promise<void> {
    const names = new Set([...keep].map(copyName))
    try {
      const root = await navigator.storage.getDirectory()
      const folder = await root.getDirectoryHandle(FOLDER, { create: true })
      for await (const name of folder.keys()) {
        if (names.has(name)) continue
        await this.#claims.removeUnused(claimName(name), () => folder.removeEntry(name))
      }
      const unfinished = await root.getDirectoryHandle(UNFINISHED, { create: true })
      for await (const name of unfinished.keys()) {
        await navigator.locks.request(unfinishedLock(name), { ifAvailable: true }, async (lock) => {
          if (lock) await unfinished.removeEntry(name, { recursive: true })
        })
      }
    } catch (thrown) {
      // Storage that is refused holds nothing; a file that cannot be removed now is left to the next sweep.
      if (!(thrown instanceof DOMException)) throw thrown
    }
  }
}

const claimName = (name: string): string => `copy ${name}`
const unfinishedLock = (name: string): string => `dubstage unfinished ${name}`
