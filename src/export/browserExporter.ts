import { proxy, wrap } from 'comlink'
import type { BounceProgress, DeliveryOrder } from '../domain/delivery.ts'
import { deliveryContainer } from '../domain/deliveryContainers.ts'
import { planDelivery } from '../domain/deliveryPlan.ts'
import type { AppError } from '../domain/errors.ts'
import type { BounceResult, CancelSignal, ExportDestination, ExportPort, FileLike } from '../domain/ports.ts'
import type { MediaId, Session } from '../domain/session.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { BounceWorker } from './bounceWorker.ts'
import { type DeliveryTarget, EXPORT_FOLDER } from './exportTarget.ts'
import type { PackageTarget } from './packageTarget.ts'

export class BrowserExporter implements ExportPort {
  readonly #loadKernel: () => Promise<WebAssembly.Module>
  readonly #version: string
  #exports = 0
  #holdsLock = false
  /** Names this page's exports, and the lock that keeps another page from clearing them away. */
  readonly #page = crypto.randomUUID()

  constructor(loadKernel: () => Promise<WebAssembly.Module>, version: string) {
    this.#loadKernel = loadKernel
    this.#version = version
  }

  async bounce(
    session: Session,
    media: ReadonlyMap<MediaId, FileLike>,
    order: DeliveryOrder,
    destination: ExportDestination,
    onProgress: (progress: BounceProgress) => void,
    signal: CancelSignal,
  ): Promise<Result<BounceResult, AppError>> {
    if (destination.kind !== 'folder' || isStaged(session, order)) await this.#clearStorage()
    this.#exports += 1
    const target = targetOf(destination, `${this.#page}.${this.#exports}`)
    const module = await this.#loadKernel()
    const worker = new Worker(new URL('./bounceWorker.ts', import.meta.url), { type: 'module' })
    const remote = wrap<BounceWorker>(worker)
    signal.addEventListener('abort', () => void remote.cancel(), { once: true })
    const crashed = new Promise<Result<never, AppError>>((resolve) => {
      worker.onerror = ({ message }) =>
        resolve(err({ code: 'export/write', file: order.name, detail: message }))
    })
    let running = true
    // It comes by a channel of its own, and the last of it may be later than the result.
    const progress = proxy((now: BounceProgress) => running && onProgress(now))
    try {
      const request = { session, files: media, order, module, target, version: this.#version }
      const done = await Promise.race([remote.bounce(request, progress), crashed])
      if (!done.ok) return done
      const isPicked = destination.kind !== 'downloads' && destination.handle !== null
      return ok({ report: done.value.report, files: isPicked ? [] : done.value.files })
    } finally {
      running = false
      worker.terminate()
    }
  }

  /** Removes what earlier pages left in storage. An export of a page that is still open is under its lock. */
  async #clearStorage(): Promise<void> {
    const root = await navigator.storage.getDirectory()
    const exports = await root.getDirectoryHandle(EXPORT_FOLDER, { create: true })
    if (!this.#holdsLock)
      void navigator.locks.request(lockName(this.#page), () => new Promise(() => undefined))
    this.#holdsLock = true
    for await (const name of exports.keys()) {
      const page = name.split('.')[0] ?? name
      const remove = () => exports.removeEntry(name, { recursive: true })
      if (page === this.#page) await remove()
      else
        await navigator.locks.request(lockName(page), { ifAvailable: true }, (lock) =>
          lock ? remove() : undefined,
        )
    }
  }
}

/** `name`: of what it has in storage, which goes when the page does. */
function targetOf(destination: ExportDestination, name: string): DeliveryTarget {
  switch (destination.kind) {
    case 'folder':
      return { kind: 'folder', handle: destination.handle as FileSystemDirectoryHandle, staging: name }
    case 'downloads':
      return { kind: 'storage', folder: name }
    case 'zip': {
      const archive: PackageTarget =
        destination.handle === null
          ? { kind: 'storage', folder: EXPORT_FOLDER, name: `${name}.zip` }
          : { kind: 'file', handle: destination.handle as FileSystemFileHandle }
      return { kind: 'zip', folder: name, archive, name: destination.name }
    }
  }
}

/** Whether files of an order have to be in storage on their way into a folder. */
function isStaged(session: Session, order: DeliveryOrder): boolean {
  const planned = planDelivery(session, order)
  return (
    planned.ok && planned.value.deliverables.some(({ container }) => !deliveryContainer(container).appendOnly)
  )
}

const lockName = (page: string): string => `dubstage export ${page}`
