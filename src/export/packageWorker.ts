import { expose } from 'comlink'
import type { AppError } from '../domain/errors.ts'
import type { ByteSource, FileLike } from '../domain/ports.ts'
import type { MediaId, Session } from '../domain/session.ts'
import type { Result } from '../lib/result.ts'
import { fileByteSource } from '../media/byteSource.ts'
import { packageItems } from '../media/package/packageItems.ts'
import { writeZip } from '../media/zip/writeZip.ts'
import { openPackageSink, type PackageTarget } from './packageTarget.ts'

export type PackageRequest = {
  readonly session: Session
  /** Originals. */
  readonly files: ReadonlyMap<MediaId, FileLike>
  readonly leftOut: ReadonlySet<MediaId>
  readonly target: PackageTarget
  /** What the package is called. */
  readonly name: string
}

const controller = new AbortController()

/** Writes one package. The worker is used once. */
const packageWorker = {
  async pack(
    { session, files, leftOut, target, name }: PackageRequest,
    onProgress: (bytesDone: number) => void,
  ): Promise<Result<File, AppError>> {
    const { signal } = controller
    const sources = new Map<MediaId, ByteSource>()
    for (const [id, file] of files) sources.set(id, fileByteSource(file))
    const opened = await openPackageSink(target, name)
    if (!opened.ok) return opened
    const items = await packageItems(session, sources, leftOut, signal)
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
