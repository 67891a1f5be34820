import { readFile, realpath } from 'node:fs/promises'
import type { BounceReport } from '../../domain/deliveryReport.ts'
import type { AppError } from '../../domain/errors.ts'
import { deliveredNames, packageNames } from '../../domain/packageNames.ts'
import type { CancelSignal } from '../../domain/ports.ts'
import { checkLines } from '../../domain/reportedChecks.ts'
import { orderWarnings, standingFindings } from '../../domain/standingFindings.ts'
import { jobIdentity } from '../../export/checkpoint.ts'
import type { FileState } from '../../export/fileWriter.ts'
import { packageFiles } from '../../export/packageFiles.ts'
import { PassKeeper } from '../../export/passKeeper.ts'
import { runBounce } from '../../export/runBounce.ts'
import { err, ok, type Result } from '../../lib/result.ts'
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
import {
  bytesThere,
  CHECKPOINTS,
  ExportKeeper,
  KEEP_EVERY_MS,
  removeCheckpoints,
  takenUpLine,
  takeUp,
} from './unfinishedExport.ts'

export type BounceEnvironment = {
  readonly kernelPath: string
  readonly version: string
  /** What this program is told by from other builds of it; only itself goes on where it was interrupted. The version when absent. */
  readonly build?: string
  /** Milliseconds of work after which it is kept how far that is; `KEEP_EVERY_MS` when absent. */
  readonly keepEvery?: number
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
 * have left of the same files: that is taken away, or gone on with where the line says `resume`.
 */
export async function bounce(
  asked: BounceArguments,
  environment: BounceEnvironment,
  /** The folder's files are to be put into an archive beside it; told when what is in the folder is this run's to remove. */
  archive: { readonly onBegun: () => void } | null = null,
): Promise<Result<BounceReport, AppError>> {
  const { session, out, replace, resume } = asked
  const { version, signal, printer, build = version, keepEvery = KEEP_EVERY_MS, waiting } = environment
  const disk = environment.diskThread ? new ThreadedDisk(environment.diskThread) : null
  const module = await WebAssembly.compile(await readFile(environment.kernelPath))
  const opened = new StemFiles(module, signal)
  const sinks: DiskSink[] = []
  let made: readonly string[] = []
  let begun = false
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
    const names = plan.deliverables.flatMap((one) => one.files.map((file) => file.name))
    const files = deliveredNames(plan, '')
    // Of one that is to go on nothing is touched before it is known that it may.
    if (!resume) await sweepDeadParts(out, [...files, ...CHECKPOINTS])
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
    const job = await jobIdentity(build, opened.facts(), mixed, order)
    const open = async (file: string, from?: FileState) =>
      disk?.open(out, file, from) ?? openDiskSink(out, file, from)
    const { sampleRate } = mixed
    const left = resume ? await takeUp({ folder: out, names, job, plan }, open) : null
    const from = left && 'checkpoint' in left ? left.checkpoint : null
    if (left && 'sinks' in left) sinks.push(...left.sinks)
    if (left) printer?.lines([takenUpLine(left)])
    if (resume) await sweepDeadParts(out, from ? packageNames('') : [...files, ...CHECKPOINTS])
    const has = from ? bytesThere(plan, from) : 0
    const room = await checkRoom(out, plan.deliverables, sampleRate, archive !== null, has)
    if (!room.ok) return room
    begun = true
    archive?.onBegun()
    for (const file of files.slice(sinks.length)) {
      const sink = await open(file)
      if (!sink.ok) return sink
      sinks.push(sink.value)
    }
    const startedAt = from?.startedAt ?? Date.now()
    const mixSinks = sinks.slice(0, names.length)
    const keeper = new ExportKeeper({ folder: out, job, startedAt, serial: from?.serial ?? 0 }, mixSinks)
    const passes = new PassKeeper((state) => keeper.keep(state), signal, keepEvery)
    const report = await runBounce({
      ...{ session: mixed, media: opened.media, order, module, sinks: mixSinks, version, signal },
      startedAt: new Date(startedAt),
      onProgress(progress) {
        keeper.part = progress.done / progress.total
        printer?.tell(progressLine(progress, waiting))
      },
      between: (state) => passes.between(state),
      ...(from && { from: from.state }),
    })
    if (!report.ok) return report
    const unchanged = await opened.unchanged()
    if (!unchanged.ok) return unchanged
    for (const [index, { bytes }] of (await packageFiles(report.value, '')).entries()) {
      const sink = sinks[names.length + index]
      await sink?.write(bytes)
      const written = await sink?.finish([])
      if (written?.ok === false) return written
    }
    // The mix took a while: something may have come into the folder meanwhile.
    const stillFree = await isFree()
    if (!stillFree.ok) return stillFree
    await removeCheckpoints(out)
    const published = await publishFiles(out, files, sinks)
    if (!published.ok) return published
    complete = true
    if (!archive) printer?.lines(reportLines(report.value))
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
      // Before it was begun, what is there is still that of the run that was killed.
      await Promise.all(sinks.map((sink) => (begun ? sink.discard() : sink.release())))
      if (begun) await removeCheckpoints(out)
      await removeEmpty(made)
    }
    await disk?.end()
  }
}
