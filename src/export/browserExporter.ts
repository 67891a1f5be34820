import { proxy, wrap } from 'comlink'
import type { BounceProgress } from '../domain/delivery.ts'
import type { AppError } from '../domain/errors.ts'
import type {
  BounceControl,
  BounceResult,
  ExportDestination,
  ExportPort,
  ExportRun,
} from '../domain/exportPorts.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { BounceWorker } from './bounceWorker.ts'
import { isPublishing, readCheckpoints, removeExport } from './checkpointFiles.ts'
import { type DeliveryTarget, EXPORT_FOLDER } from './exportTarget.ts'
import type { PackageTarget } from './packageTarget.ts'

export class BrowserExporter implements ExportPort {
  readonly #loadKernel: () => Promise<WebAssembly.Module>
  readonly #version: string
  readonly #build: string
  readonly #claims = new Map<string, () => void>()
  /** Begun before there is an export for it. */
  #spare: Worker | null = null

  /** `build`: what tells this program from other builds of it; only itself goes on where it was interrupted. */
  constructor(loadKernel: () => Promise<WebAssembly.Module>, version: string, build: string) {
    this.#loadKernel = loadKernel
    this.#version = version
    this.#build = build
  }

  prepare(): void {
    if (this.#spare) return
    const worker = startWorker()
    // One that does not begin is not waited for: the next is begun when it is needed, and tells what is wrong.
    worker.onerror = () => {
      if (this.#spare === worker) this.#spare = null
    }
    this.#spare = worker
  }

  async bounce(
    { id, addedAt, session, media, order, destination, replaces, resume }: ExportRun,
    onProgress: (progress: BounceProgress) => void,
    control: BounceControl,
  ): Promise<Result<BounceResult, AppError>> {
    const target = targetOf(destination, id, replaces)
    const module = await this.#loadKernel()
    const worker = this.#spare ?? startWorker()
    this.#spare = null
    const remote = wrap<BounceWorker>(worker)
    control.signal.addEventListener('abort', () => void remote.cancel(), { once: true })
    control.onPause((paused) => void remote.setPaused(paused))
    const crashed = new Promise<Result<never, AppError>>((resolve) => {
      worker.onerror = ({ message }) =>
        resolve(err({ code: 'export/write', file: order.name, detail: message }))
    })
    let running = true
    // It comes by a channel of its own, and the last of it may be later than the result.
    const progress = proxy((now: BounceProgress) => running && onProgress(now))
    try {
      const built = { version: this.#version, build: this.#build }
      const request = { id, addedAt, session, files: media, order, module, target, ...built, resume }
      const done = await Promise.race([remote.bounce(request, progress), crashed])
      if (!done.ok) return done
      const isPicked = destination.kind !== 'downloads' && destination.handle !== null
      const { report, files, checks } = done.value
      return ok({ report, files: isPicked ? [] : files, checks })
    } finally {
      running = false
      worker.terminate()
    }
  }

  async kept(id: string): Promise<number | null> {
    const [latest] = await readCheckpoints(id)
    return latest?.part ?? null
  }

  wasPublishing(id: string): Promise<boolean> {
    return isPublishing(id)
  }

  async claim(id: string): Promise<boolean> {
    if (this.#claims.has(id)) return true
    return new Promise((resolve, reject) => {
      navigator.locks
        .request(lockName(id), { ifAvailable: true }, (lock) => {
          resolve(lock !== null)
          return lock && new Promise<void>((release) => this.#claims.set(id, release))
        })
        .catch(reject)
    })
  }

  async discard(id: string): Promise<void> {
    await removeExport(id)
    await removeExport(archiveName(id))
    this.#claims.get(id)?.()
    this.#claims.delete(id)
  }

  async sweep(keep: ReadonlySet<string>): Promise<void> {
    const root = await navigator.storage.getDirectory()
    const exports = await root.getDirectoryHandle(EXPORT_FOLDER, { create: true })
    const names: string[] = []
    for await (const name of exports.keys()) names.push(name)
    for (const name of names) {
      const id = name.replace(/\.zip$/, '')
      if (keep.has(id) || this.#claims.has(id)) continue
      await navigator.locks.request(lockName(id), { ifAvailable: true }, async (lock) => {
        if (lock) await removeExport(name)
      })
    }
  }
}

const startWorker = (): Worker =>
  new Worker(new URL('./bounceWorker.ts', import.meta.url), { type: 'module' })

function targetOf(destination: ExportDestination, id: string, replaces: readonly string[]): DeliveryTarget {
  switch (destination.kind) {
    case 'folder':
      return {
        kind: 'staged',
        handle: destination.handle as FileSystemDirectoryHandle,
        folder: id,
        replaces,
      }
    case 'downloads':
      return { kind: 'storage', folder: id }
    case 'zip': {
      const archive: PackageTarget =
        destination.handle === null
          ? { kind: 'storage', folder: EXPORT_FOLDER, name: archiveName(id) }
          : { kind: 'file', handle: destination.handle as FileSystemFileHandle }
      return { kind: 'zip', folder: id, archive, name: destination.name }
    }
  }
}

/** Of an archive that waits to be downloaded. */
const archiveName = (id: string): string => `${id}.zip`

/** Held by the page whose queue has the export: no other page runs it or clears it away. A page that holds one is not frozen. */
const lockName = (id: string): string => `dubstage export ${id}`
