import { proxy, wrap } from 'comlink'
import type { AppError } from '../domain/errors.ts'
import type { FileLike, PackageOrder, PackagePort } from '../domain/ports.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { PACKAGE_FOLDER, type PackageTarget } from './packageTarget.ts'
import type { PackageWorker } from './packageWorker.ts'

/** Milliseconds between two figures of progress: each is a message, and a redrawn bar. */
const PROGRESS_MS = 100

/** Writes packages in a Worker of their own. */
export class BrowserPackager implements PackagePort {
  /** Names this page's packages, and the lock that keeps another page from clearing them away. */
  readonly #page = crypto.randomUUID()
  #packages = 0

  async pack(
    { destination, name, ...order }: PackageOrder,
    onProgress: Parameters<PackagePort['pack']>[1],
    signal: Parameters<PackagePort['pack']>[2],
  ): Promise<Result<FileLike | null, AppError>> {
    if (signal.aborted) return err({ code: 'cancelled' })
    const toFile = destination.kind === 'file'
    if (!toFile) {
      await this.sweep()
      if (signal.aborted) return err({ code: 'cancelled' })
      if (this.#packages === 0)
        void navigator.locks.request(lockName(this.#page), () => new Promise(() => undefined))
    }
    this.#packages += 1
    const target: PackageTarget = toFile
      ? { kind: 'file', handle: destination.handle as FileSystemFileHandle }
      : { kind: 'storage', folder: PACKAGE_FOLDER, name: `${this.#page}.${this.#packages}` }
    const worker = new Worker(new URL('./packageWorker.ts', import.meta.url), { type: 'module' })
    const remote = wrap<PackageWorker>(worker)
    signal.addEventListener('abort', () => void remote.cancel(), { once: true })
    const crashed = new Promise<Result<never, AppError>>((resolve) => {
      worker.onerror = ({ message }) => resolve(err({ code: 'export/write', file: name, detail: message }))
    })
    let running = true
    let told = 0
    const progress = proxy((bytes: number) => {
      const now = performance.now()
      if (!running || now - told < PROGRESS_MS) return
      told = now
      onProgress(bytes)
    })
    try {
      const packed = await Promise.race([remote.pack({ ...order, target, name }, progress), crashed])
      if (!packed.ok) return packed
      return ok(toFile ? null : packed.value)
    } finally {
      running = false
      worker.terminate()
    }
  }

  async sweep(): Promise<void> {
    try {
      const root = await navigator.storage.getDirectory()
      const folder = await root.getDirectoryHandle(PACKAGE_FOLDER)
      for await (const name of folder.keys()) {
        const page = name.split('.')[0] ?? name
        if (page === this.#page) continue
        await navigator.locks.request(lockName(page), { ifAvailable: true }, (lock) =>
          lock ? folder.removeEntry(name) : undefined,
        )
      }
    } catch (thrown) {
      // Storage that is refused holds nothing; a file that cannot be removed now is left to the next sweep.
      if (!(thrown instanceof DOMException)) throw thrown
    }
  }
}

const lockName = (page: string): string => `dubstage package ${page}`
