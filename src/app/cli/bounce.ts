import { readFile, realpath } from 'node:fs/promises'
import type { BounceProgress, DeliveryOrder } from '../../domain/delivery.ts'
import type { BounceReport } from '../../domain/deliveryReport.ts'
import type { AppError } from '../../domain/errors.ts'
import { deliveredNames } from '../../domain/packageNames.ts'
import type { CancelSignal } from '../../domain/ports.ts'
import { checkLines } from '../../domain/reportedChecks.ts'
import type { MediaId, Session } from '../../domain/session.ts'
import { orderWarnings, standingFindings } from '../../domain/standingFindings.ts'
import { packageFiles } from '../../export/packageFiles.ts'
import { runBounce } from '../../export/runBounce.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { OpenMedia } from '../../media/playlist.ts'
import type { BounceArguments } from './arguments.ts'
import { sweepDeadParts } from './deadParts.ts'
import { checkRoom } from './diskRoom.ts'
import { type DiskSink, openDiskSink, writeError } from './diskSink.ts'
import { keepExisting, keepInputs } from './keepExisting.ts'
import { makeFolder, removeEmpty } from './makeFolder.ts'
import { openOrder } from './openOrder.ts'
import { type ProgressPrinter, progressLine, reportLines } from './progressPrinter.ts'
import { publishFiles } from './publishFiles.ts'
import { StemFiles } from './stemFiles.ts'
import { ThreadedDisk } from './threadedDisk.ts'

export type BounceEnvironment = {
  readonly kernelPath: string
  readonly version: string
  readonly signal: CancelSignal
  /** `diskThread.ts`, built: with it files are written by a thread of their own, without it by this one. */
  readonly diskThread?: URL
  /** Takes what was asked to be printed. */
  readonly onLines?: (lines: readonly string[]) => void
  /** Told of what a control would send back, once there is what was asked for. */
  readonly onFindings?: (found: readonly string[]) => void
  /** Told how far it is, and at the end of the files that were made. */
  readonly printer?: ProgressPrinter
  /** Seconds of sound that are to be made after it, of other sessions. */
  readonly waiting?: number
}

/**
 * Mixes a session, or files at unity from the start of the programme, and writes the deliverables, the report and the checksums
 * into a folder. PCM of another rate is converted first. What is there under their names is replaced where the line says
 * so, and a file that is mixed never. On any error the folder is left as it was found, but for what runs that were killed
 * have left of the same files.
 */
export async function bounce(
  asked: BounceArguments,
  environment: BounceEnvironment,
  /** Whether the folder's files are to be put into an archive beside it. */
  isArchive = false,
): Promise<Result<BounceReport, AppError>> {
  const { session, out, replace } = asked
  const disk = environment.diskThread ? new ThreadedDisk(environment.diskThread) : null
  const module = await WebAssembly.compile(await readFile(environment.kernelPath))
  const opened = new StemFiles(module, environment.signal)
  const sinks: DiskSink[] = []
  let made: readonly string[] = []
  let complete = false
  try {
    const ordered = await openOrder(opened, asked)
    if (!ordered.ok) return ordered
    const { session: mixed, order, plan } = ordered.value
    try {
      made = await makeFolder(out)
    } catch (cause) {
      return err(writeError(out, cause))
    }
    const inputs = await Promise.all(
      [...opened.paths, ...(session ? [session.path] : [])].map((path) => realpath(path)),
    )
    const mixFiles = plan.deliverables.flatMap((one) => one.files.map((file) => file.name))
    const files = deliveredNames(plan, '')
    await sweepDeadParts(out, files)
    const whose = session ? 'session’s files' : 'stems'
    const kept = await keepInputs(
      out,
      files,
      inputs,
      `it is one of the ${whose}. Give another --name or --out`,
    )
    if (!kept.ok) return kept
    const isFree = async () => (replace ? ok(undefined) : keepExisting(out, files))
    const free = await isFree()
    if (!free.ok) return free
    const room = await checkRoom(out, plan.deliverables, mixed.sampleRate, isArchive)
    if (!room.ok) return room
    for (const file of files) {
      const sink = await (disk?.open(out, file) ?? openDiskSink(out, file))
      if (!sink.ok) return sink
      sinks.push(sink.value)
    }
    const mixSinks = sinks.slice(0, mixFiles.length)
    const report = await render(module, mixed, opened.media, order, mixSinks, environment)
    if (!report.ok) return report
    const unchanged = await opened.unchanged()
    if (!unchanged.ok) return unchanged
    for (const [index, { bytes }] of (await packageFiles(report.value, '')).entries()) {
      const sink = sinks[mixFiles.length + index]
      await sink?.write(bytes)
      const written = await sink?.finish([])
      if (written?.ok === false) return written
    }
    // The mix took a while: something may have come into the folder meanwhile.
    const stillFree = await isFree()
    if (!stillFree.ok) return stillFree
    const published = await publishFiles(out, files, sinks)
    if (!published.ok) return published
    complete = true
    if (!isArchive) environment.printer?.lines(reportLines(report.value))
    if (report.value.checks) environment.onLines?.(checkLines(report.value.checks))
    environment.onFindings?.([
      ...orderWarnings(mixed, order, plan),
      ...standingFindings(report.value, {
        hasGuide: order.checks?.guide !== undefined,
        spec: order.master?.spec,
      }),
    ])
    return report
  } finally {
    await opened.close()
    if (!complete) {
      await Promise.all(sinks.map((sink) => sink.discard()))
      await removeEmpty(made)
    }
    await disk?.end()
  }
}

async function render(
  module: WebAssembly.Module,
  session: Session,
  media: ReadonlyMap<MediaId, OpenMedia>,
  order: DeliveryOrder,
  sinks: readonly DiskSink[],
  { version, signal, printer, waiting }: BounceEnvironment,
): Promise<Result<BounceReport, AppError>> {
  const onProgress = (progress: BounceProgress): void => printer?.tell(progressLine(progress, waiting))
  return runBounce({ session, media, order, module, sinks, version, signal, onProgress })
}
