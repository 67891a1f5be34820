import type { AppError } from '../../domain/errors.ts'
import type { MediaInfo } from '../../domain/media.ts'
import type {
  CancelSignal,
  FileLike,
  FilePart,
  FileReference,
  FolderReference,
  FolderSearch,
  LibraryPort,
  Occupant,
  PickedFile,
  StorageSpace,
} from '../../domain/ports.ts'
import type { MediaId } from '../../domain/session.ts'
import type { Result } from '../../lib/result.ts'
import { CollectedCopies } from './collectedCopies.ts'
import type { Database } from './database.ts'
import { folderHandle } from './fileHandle.ts'
import { folderOccupants, type OwnFile } from './folderOccupants.ts'
import { searchFolder } from './folderSearch.ts'
import { type FingerprintOf, KeptReferences, type Located } from './keptReferences.ts'
import { PageClaims } from './pageClaims.ts'
import { askToPersist } from './persist.ts'

/**
 * Files of sessions between visits: references to files on disk, and copies in origin-private storage. Of a conformed
 * file this is the original; the conformed copy is the importer's.
 */
export class MediaLibrary implements LibraryPort {
  readonly #database: Database
  readonly #references: KeptReferences
  readonly #copies: CollectedCopies

  /** `fingerprintOf` is `MediaInfo.fingerprint` of a file as it is now. */
  constructor(database: Database, fingerprintOf: FingerprintOf) {
    const claims = new PageClaims()
    this.#database = database
    this.#references = new KeptReferences(database, claims, fingerprintOf)
    this.#copies = new CollectedCopies(claims, fingerprintOf)
  }

  remember(media: MediaId, reference: FileReference, part?: FilePart): Promise<Result<void, AppError>> {
    return this.#references.remember(media, reference, part)
  }

  async locate(media: Readonly<Record<MediaId, MediaInfo>>): Promise<ReadonlyMap<MediaId, Located>> {
    const located = Object.entries(media).map(
      async ([id, info]): Promise<[MediaId, Located]> => [id, await this.#locateOne(id, info)],
    )
    return new Map(await Promise.all(located))
  }

  requestAccess(media: readonly MediaId[]): Promise<ReadonlySet<MediaId>> {
    return this.#references.requestAccess(media)
  }

  filesIn(
    folder: FolderReference,
    wanted: FolderSearch,
    signal: CancelSignal,
  ): Promise<Result<readonly PickedFile[], AppError>> {
    return searchFolder(folderHandle(folder), wanted, signal)
  }

  occupants(
    folder: FolderReference,
    names: readonly string[],
    media: Readonly<Record<MediaId, MediaInfo>>,
  ): Promise<Result<readonly Occupant[], AppError>> {
    const own = (): Promise<readonly OwnFile[]> =>
      Promise.all(
        Object.entries(media).map(async ([id, { fileName, bytes }]) => {
          const handle = await this.#references.handleOf(id)
          return { fileName, bytes, handle }
        }),
      )
    return folderOccupants(folderHandle(folder), names, own)
  }

  async collect(
    _media: MediaId,
    info: MediaInfo,
    file: FileLike,
    onProgress: (bytesDone: number) => void,
    signal: CancelSignal,
  ): Promise<Result<FileLike, AppError>> {
    const copy = await this.#copies.collect(info, file, onProgress, signal)
    // Not waited for: the user may leave the question open.
    if (copy.ok) void askToPersist(this.#database)
    return copy
  }

  /** By the browser's account, which may allow more than the disk has. */
  async space(): Promise<StorageSpace> {
    const { usage = 0, quota = 0 } = await navigator.storage.estimate()
    return { usedBytes: usage, freeBytes: Math.max(0, quota - usage) }
  }

  /**
   * `keep` has to name what this page's own session and its undo history use, too. What another open page uses stays.
   */
  async sweep(keep: ReadonlyMap<MediaId, MediaInfo>): Promise<void> {
    await this.#references.sweep(keep)
    await this.#copies.sweep(keep.values())
  }

  async #locateOne(media: MediaId, info: MediaInfo): Promise<Located> {
    const copy = await this.#copies.find(info)
    if (copy) return { state: { kind: 'ready', kept: 'copy' }, file: copy }
    return this.#references.locate(media, info)
  }
}
