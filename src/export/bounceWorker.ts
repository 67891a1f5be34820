import { expose, transfer, wrap } from 'comlink'
import type { CheckReport } from '../domain/checks.ts'
import type { BounceProgress, DeliveryOrder } from '../domain/delivery.ts'
import { deliveryContainer } from '../domain/deliveryContainers.ts'
import { type DeliveryPlan, planDelivery } from '../domain/deliveryPlan.ts'
import type { BounceReport } from '../domain/deliveryReport.ts'
import type { AppError } from '../domain/errors.ts'
import { packageNames, packagePrefix } from '../domain/packageNames.ts'
import type { FileLike } from '../domain/ports.ts'
import type { MediaId, Session } from '../domain/session.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { JobState } from './bounceJob.ts'
import { jobIdentity, keptFiles } from './checkpoint.ts'
import {
  markPublishing,
  readCheckpoints,
  removeCheckpoints,
  removeExport,
  unmarkPublishing,
  writeCheckpoint,
} from './checkpointFiles.ts'
import type { DeliveryTarget, ExportTarget } from './exportTarget.ts'
import { openExportFiles } from './openExportFiles.ts'
import { openMedia, startReader } from './openMedia.ts'
import { writeArchive } from './packageArchive.ts'
import { type PackageFile, packageFiles } from './packageFiles.ts'
import { PassKeeper } from './passKeeper.ts'
import { runBounce } from './runBounce.ts'
import { checkSources } from './sourceChecks.ts'
import { WriterSink } from './writerSink.ts'
import type { WriterWorker } from './writerWorker.ts'

export type BounceRequest = {
  /** The export's own in origin-private storage. */
  readonly id: string
  /** Milliseconds since 1970 when it was ordered. */
  readonly addedAt: number
  readonly session: Session
  readonly files: ReadonlyMap<MediaId, FileLike>
  readonly order: DeliveryOrder
  readonly module: WebAssembly.Module
  readonly target: DeliveryTarget
  readonly version: string
  /** What this program is told by from other builds of it. */
  readonly build: string
  /** To go on from the latest checkpoint of an earlier run, where there is one that holds. */
  readonly resume: boolean
}

type Finished = { readonly report: BounceReport; readonly files: File[]; readonly checks: CheckReport | null }

const controller = new AbortController()
// Both take a while to begin, and this one may be there before there is anything to do.
const reader = startReader()
const writer = wrap<WriterWorker>(
  new Worker(new URL('./writerWorker.ts', import.meta.url), { type: 'module' }),
)
let keeper: PassKeeper | null = null
let paused = false

/** One export, mixed here and written beside. The worker is used once. */
const bounceWorker = {
  async bounce(
    request: BounceRequest,
    onProgress: (progress: BounceProgress) => void,
  ): Promise<Result<Finished, AppError>> {
    const planned = planDelivery(request.session, request.order)
    if (!planned.ok) return planned
    const made = await make(request, planned.value, onProgress)
    if (made.ok) {
      if (request.target.kind !== 'storage') await removeExport(request.id)
      return made
    }
    const keeps = made.error.code !== 'cancelled' && (await readCheckpoints(request.id)).length > 0
    await (keeps ? writer.release() : writer.discard())
    await (keeps ? unmarkPublishing(request.id) : removeExport(request.id))
    return made
  },

  /** Holds the mix after the window that is being mixed, and keeps where it is; or lets it go on. */
  setPaused(now: boolean): void {
    paused = now
    keeper?.setPaused(now)
  },

  cancel(): void {
    controller.abort()
  },
}

async function make(
  request: BounceRequest,
  planned: DeliveryPlan,
  onProgress: (progress: BounceProgress) => void,
): Promise<Result<Finished, AppError>> {
  const { id, addedAt, session, order, module, version, files } = request
  const { signal } = controller
  const guide = order.checks?.guide
  let checks: CheckReport | null = null
  const names = planned.deliverables.flatMap((one) =>
    one.files.map(({ name }) => ({ name, patched: !deliveryContainer(one.container).appendOnly })),
  )
  const prefix = packagePrefix(order)
  const all = [...names, ...packageNames(prefix).map((name) => ({ name, patched: false }))]
  const media = openMedia(reader, session, files, guide)
  const job = await jobIdentity(request.build, addedAt, session, order)
  const to = request.target
  const gathered: ExportTarget = to.kind === 'zip' ? { kind: 'storage', folder: to.folder } : to
  if (request.resume) {
    const unchanged = await checkSources(session, files, guide)
    if (!unchanged.ok) return unchanged
  }
  const opened = await openExportFiles(writer, request, { job, planned, names: all }, gathered)
  if (!opened.ok) return opened
  const from = opened.value
  let { serial } = from ?? { serial: 0 }
  let part = 0
  const keep = async (state: JobState): Promise<Result<void, AppError>> => {
    const states = await writer.states(names.length)
    if (!states) return ok(undefined)
    try {
      await writeCheckpoint(id, { serial: serial + 1, job, part, state, files: keptFiles(state, states) })
      // Only then is the other place free: it has the one that holds.
      serial += 1
    } catch (cause) {
      // Without room for it the one before is still there; without room for the files they will say so themselves.
      if (!(cause instanceof DOMException)) throw cause
    }
    return ok(undefined)
  }
  keeper = new PassKeeper(keep, signal)
  keeper.setPaused(paused)
  const own = keeper
  const report = await runBounce({
    session,
    media,
    order,
    module,
    sinks: names.map((_, index) => new WriterSink(writer, index)),
    version,
    startedAt: new Date(addedAt),
    signal,
    onProgress(progress) {
      part = progress.done / progress.total
      onProgress(progress)
    },
    onChecked: (found) => {
      checks = found
    },
    between: (state) => own.between(state),
    ...(from && { from: from.state }),
  })
  if (!report.ok) return report
  const unchanged = await checkSources(session, files, guide)
  if (!unchanged.ok) return unchanged
  const pages = await packageFiles(report.value, prefix)
  const written = await writePages(names.length, pages)
  if (!written.ok) return written
  for (const index of all.keys()) {
    if (signal.aborted) return err({ code: 'cancelled' })
    const delivered = await writer.deliver(index)
    if (!delivered.ok) return delivered
  }
  if (to.kind === 'staged' || to.kind === 'folder') await markPublishing(id)
  const published = await writer.publish()
  if (!published.ok) return published
  if (to.kind === 'zip') {
    const archive = await writeArchive(to, published.value, signal)
    return archive.ok ? ok({ report: report.value, files: [archive.value], checks }) : archive
  }
  await removeCheckpoints(id)
  return ok({ report: report.value, files: published.value, checks })
}

async function writePages(first: number, pages: readonly PackageFile[]): Promise<Result<void, AppError>> {
  for (const [index, { bytes }] of pages.entries()) {
    const written = await writer.write(first + index, transfer(bytes, [bytes.buffer]))
    if (!written.ok) return written
    const finished = await writer.finish(first + index, [])
    if (!finished.ok) return finished
  }
  return ok(undefined)
}

export type BounceWorker = typeof bounceWorker

expose(bounceWorker)
