import { expose } from 'comlink'
import type { AppError } from '../domain/errors.ts'
import type { ByteSource, FileLike } from '../domain/ports.ts'
import type { MediaId, Session } from '../domain/session.ts'
import type { Result } from '../lib/result.ts'
import { fileByteSource } from '../media/byteSource.ts'
import { packageItems } from '../media/package/packageItems.ts'
import { writeZip } from '../media/zip/writeZip.ts'
import { openPackageSink, type PackageTarget } from './packageTarget.ts'
import { packedSounds } from './packedSounds.ts'

export type PackageRequest = {
  readonly session: Session
  /** As in `PackageOrder`. */
  readonly files: ReadonlyMap<MediaId, FileLike>
  readonly originals: ReadonlyMap<MediaId, FileLike>
  readonly leftOut: ReadonlySet<MediaId>
  readonly target: PackageTarget
  /** What the package is called. */
  readonly name: string
}

const sourcesOf = (files: ReadonlyMap<MediaId, FileLike>): ReadonlyMap<MediaId, ByteSource> =>
  new Map([...files].map(([id, file]) => [id, fileByteSource(file)]))

const controller = new AbortController()

/** Writes one package. The worker is used once. */
const packageWorker = {
  async pack(
    { session, files, originals, leftOut, target, name }: PackageRequest,
    onProgress: (bytesDone: number) => void,
  ): Promise<Result<File, AppError>> {
    const { signal } = controller
    const opened = await openPackageSink(target, name)
    if (!opened.ok) return opened
    const sounds = await packedSounds(session, sourcesOf(files), sourcesOf(originals))
    const items = sounds.ok
      ? await packageItems(sounds.value.session, sounds.value.files, leftOut, signal, sounds.value.origins)
      : sounds
    const written = items.ok ? await writeZip(items.value, opened.value, onProgress, signal) : items
    const published = written.ok ? await opened.value.publish() : written
    if (!published.ok) await opened.value.discard()
    return published
  },

  cancel(): void {
    controller.abort()
  },
}

export type PackageWorker = typeof packageWorker

expose(packageWorker)
