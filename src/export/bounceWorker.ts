import { expose, type Remote, transfer, wrap } from 'comlink'
import type { BounceProgress, BounceReport, DeliveryOrder } from '../domain/delivery.ts'
import { deliveryContainer } from '../domain/deliveryContainers.ts'
import { planDelivery } from '../domain/deliveryPlan.ts'
import type { AppError } from '../domain/errors.ts'
import type { FileLike } from '../domain/ports.ts'
import type { MediaId, Session } from '../domain/session.ts'
import { ok, type Result } from '../lib/result.ts'
import { fileByteSource } from '../media/byteSource.ts'
import type { OpenMedia } from '../media/playlist.ts'
import { runBounce } from './bounceJob.ts'
import type { DeliverySink } from './deliverySink.ts'
import type { DeliveryTarget } from './exportTarget.ts'
import type { Patch } from './formats/deliveryEncoder.ts'
import { writeArchive } from './packageArchive.ts'
import { packageFiles, packageNames } from './packageFiles.ts'
import type { WriterWorker } from './writerWorker.ts'

export type BounceRequest = {
  readonly session: Session
  readonly files: ReadonlyMap<MediaId, FileLike>
  readonly order: DeliveryOrder
  readonly module: WebAssembly.Module
  readonly target: DeliveryTarget
  readonly version: string
}

/** Chunks that may be on their way to the writer, a file. More would only fill memory when the disk is slow. */
const IN_FLIGHT = 3

const controller = new AbortController()

/** One export, mixed here and written beside. The worker is used once. */
const bounceWorker = {
  async bounce(
    request: BounceRequest,
    onProgress: (progress: BounceProgress) => void,
  ): Promise<Result<{ report: BounceReport; files: File[] }, AppError>> {
    const { session, order, module, target, version } = request
    const planned = planDelivery(session, order)
    if (!planned.ok) return planned
    const media = new Map<MediaId, OpenMedia>()
    for (const [id, file] of request.files) {
      const info = session.media[id]
      if (info) media.set(id, { info, source: fileByteSource(file) })
    }
    const writer = wrap<WriterWorker>(
      new Worker(new URL('./writerWorker.ts', import.meta.url), { type: 'module' }),
    )
    // A folder may get several packages: each has its own report and checksums.
    const prefix = `${order.name}_`
    const parts = planned.value.deliverables.flatMap(({ container, files }) =>
      files.map(({ name }) => ({ name, patched: !deliveryContainer(container).appendOnly })),
    )
    const opened = await writer.open(
      target.kind === 'zip' ? { kind: 'storage', folder: target.folder } : target,
      [...parts, ...packageNames(prefix).map((name) => ({ name, patched: false }))],
    )
    if (!opened.ok) return discard(writer, opened)
    const sinks = parts.map((_, index) => new WriterSink(writer, index))
    const { signal } = controller
    const report = await runBounce({ session, media, order, module, sinks, version, signal, onProgress })
    if (!report.ok) return discard(writer, report)
    for (const [index, { bytes }] of (await packageFiles(report.value, prefix)).entries()) {
      const at = sinks.length + index
      const written = await writer.write(at, transfer(bytes, [bytes.buffer]))
      if (!written.ok) return discard(writer, written)
      const finished = await writer.finish(at, [])
      if (!finished.ok) return discard(writer, finished)
    }
    const files = await writer.publish()
    if (!files.ok) return files
    if (target.kind !== 'zip') return ok({ report: report.value, files: files.value })
    const archive = await writeArchive(target, files.value, signal)
    return archive.ok ? ok({ report: report.value, files: [archive.value] }) : archive
  },

  cancel(): void {
    controller.abort()
  },
}

async function discard<T>(writer: Remote<WriterWorker>, failure: T): Promise<T> {
  await writer.discard()
  return failure
}

/** Passes chunks to the writer without waiting for each, and its buffers back. */
class WriterSink implements DeliverySink {
  readonly #writer: Remote<WriterWorker>
  readonly #index: number
  readonly #pending: Promise<Result<ArrayBuffer, AppError>>[] = []

  constructor(writer: Remote<WriterWorker>, index: number) {
    this.#writer = writer
    this.#index = index
  }

  async write(bytes: Uint8Array<ArrayBuffer>): Promise<Result<ArrayBuffer | null, AppError>> {
    this.#pending.push(this.#writer.write(this.#index, transfer(bytes, [bytes.buffer])))
    if (this.#pending.length < IN_FLIGHT) return ok(null)
    const oldest = await this.#pending.shift()
    return oldest ?? ok(null)
  }

  async finish(patches: readonly Patch[]): Promise<Result<string, AppError>> {
    for (const pending of this.#pending) {
      const written = await pending
      if (!written.ok) return written
    }
    return this.#writer.finish(this.#index, patches)
  }
}

export type BounceWorker = typeof bounceWorker

expose(bounceWorker)
