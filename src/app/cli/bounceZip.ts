import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { BounceReport } from '../../domain/delivery.ts'
import type { AppError } from '../../domain/errors.ts'
import { packageNames } from '../../export/packageFiles.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { writeZip } from '../../media/zip/writeZip.ts'
import type { BounceArguments } from './arguments.ts'
import { type BounceEnvironment, bounce } from './bounce.ts'
import { writeError } from './diskSink.ts'
import { type DiskSource, openDiskSource } from './diskSource.ts'
import { publishZip } from './pack.ts'

/**
 * As `bounce`, into one ZIP file: the files are made in a folder beside it, which goes when it is written. On any error
 * there is nothing at its place that was not there before.
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
  let folder: string
  try {
    folder = await mkdtemp(join(dirname(out), `.${basename(out)}.`))
  } catch (cause) {
    return err(writeError(out, cause))
  }
  const open: DiskSource[] = []
  try {
    const made = await bounce({ ...order, out: folder }, environment)
    if (!made.ok) return made
    const mixes = made.value.deliverables.flatMap(({ files }) => files.map(({ file }) => file))
    for (const name of [...mixes, ...packageNames('')]) {
      const source = await openDiskSource(join(folder, name))
      if (!source.ok) return source
      open.push(source.value)
    }
    const items = open.map((source) => ({ name: source.name, source }))
    const written = await publishZip(out, (sink) =>
      writeZip(items, sink, () => undefined, environment.signal),
    )
    return written.ok ? ok(made.value) : written
  } finally {
    for (const source of open) await source.close()
    await rm(folder, { recursive: true, force: true })
  }
}
