import { mkdir, realpath, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { BounceReport } from '../../domain/deliveryReport.ts'
import type { AppError } from '../../domain/errors.ts'
import { packageNames } from '../../domain/packageNames.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { writeZip, type ZipItem, type ZipSink } from '../../media/zip/writeZip.ts'
import type { BounceArguments } from './arguments.ts'
import { type BounceEnvironment, bounce } from './bounce.ts'
import { claimDeadParts, partPath, sweepDeadParts } from './deadParts.ts'
import { writeError } from './diskSink.ts'
import { type DiskSource, openDiskSource } from './diskSource.ts'
import { keepExisting } from './keepExisting.ts'
import { publishZip } from './pack.ts'
import { reportLines } from './progressPrinter.ts'
import { holdsCheckpoint } from './unfinishedExport.ts'

/**
 * As `bounce`, into one ZIP file: the files are made in a folder beside it, each of which goes when it is in the archive, so
 * that only one of them is there twice. On any error there is nothing at its place that was not there before.
 */
export async function bounceZip(
  order: BounceArguments,
  environment: BounceEnvironment,
): Promise<Result<BounceReport, AppError>> {
  const { out, stems, session } = order
  const target = await realpath(out).catch(() => undefined)
  for (const path of [...stems.map((stem) => stem.path), ...(session ? [session.path] : [])]) {
    if (target === undefined || (await realpath(path).catch(() => undefined)) !== target) continue
    return err({ code: 'export/write', file: out, detail: 'it is one of the files that are mixed' })
  }
  const free = order.replace ? ok(undefined) : await keepExisting(dirname(out), [basename(out)])
  if (!free.ok) return free
  const parts = `${basename(out)}.files`
  const folder = partPath(dirname(out), parts)
  /** What is in the folder is not that of a run that was killed, which is to go on. */
  let isOurs = true
  try {
    // One that was killed while its files went into the archive has some of them no more.
    const claimed = order.resume ? await claimDeadParts(dirname(out), [parts]) : new Set()
    isOurs = !(claimed.has(parts) && (await holdsCheckpoint(folder)))
    if (isOurs) {
      await sweepDeadParts(dirname(out), [parts])
      await mkdir(folder)
    }
  } catch (cause) {
    return err(writeError(out, cause))
  }
  try {
    const onBegun = (): void => {
      isOurs = true
    }
    const made = await bounce({ ...order, out: folder }, environment, { onBegun })
    if (!made.ok) return made
    const mixes = made.value.deliverables.flatMap(({ files }) => files.map(({ file }) => file))
    const items: ZipItem[] = []
    for (const name of [...mixes, ...packageNames('')]) {
      const { size } = await stat(join(folder, name))
      items.push({ name, source: readOnce(join(folder, name), name, size) })
    }
    const total = items.reduce((sum, { source }) => sum + source.size, 0)
    const { printer, signal } = environment
    const onProgress = (bytes: number): void =>
      printer?.tell(`${Math.floor((100 * bytes) / total)} % of the ZIP file`)
    const write = (sink: ZipSink) => writeZip(items, sink, onProgress, signal)
    const written = await publishZip(out, write, order.replace)
    if (!written.ok) return written
    printer?.lines(reportLines(made.value))
    return ok(made.value)
  } finally {
    if (isOurs) await rm(folder, { recursive: true, force: true })
  }
}

/** A file that is read from front to back, and is gone with its last byte. */
function readOnce(path: string, name: string, size: number): ByteSource {
  let open: DiskSource | null = null
  return {
    name,
    size,
    async read(offset, length, into) {
      if (!open) {
        const opened = await openDiskSource(path)
        if (!opened.ok) return opened
        open = opened.value
      }
      const bytes = await open.read(offset, length, into)
      if (bytes.ok && offset + length < size) return bytes
      await open.close()
      await rm(path, { force: true })
      return bytes
    },
  }
}
