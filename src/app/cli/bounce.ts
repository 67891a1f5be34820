import { readFile, realpath, rm } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { applyCommand, trackFromMedia } from '../../domain/commands.ts'
import { DELIVERABLES } from '../../domain/deliverables/registry.ts'
import { type BounceReport, deliverableFileName, safeFileName } from '../../domain/delivery.ts'
import type { AppError } from '../../domain/errors.ts'
import type { CancelSignal } from '../../domain/ports.ts'
import { emptySession, type MediaId, type Session } from '../../domain/session.ts'
import { runBounce } from '../../export/bounceJob.ts'
import { reportJson } from '../../export/report.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { OpenMedia } from '../../media/playlist.ts'
import { probeMedia } from '../../media/probe.ts'
import type { BounceArguments } from './arguments.ts'
import { type DiskSink, openDiskSink, writeError } from './diskSink.ts'
import { type DiskSource, openDiskSource } from './diskSource.ts'
import { makeFolder, removeEmpty } from './makeFolder.ts'

export type BounceEnvironment = {
  readonly kernelPath: string
  readonly version: string
  readonly signal: CancelSignal
}

/**
 * Mixes files at unity from the start of the programme and writes the deliverables and `report.json` into a folder.
 * On any error the folder is left as it was found.
 */
export async function bounce(
  { stems, out, name, format }: BounceArguments,
  environment: BounceEnvironment,
): Promise<Result<BounceReport, AppError>> {
  const sources: DiskSource[] = []
  const sinks: DiskSink[] = []
  let made: readonly string[] = []
  let complete = false
  try {
    let session = emptySession(name)
    const media = new Map<MediaId, OpenMedia>()
    for (const { stem, path } of stems) {
      const opened = await openStem(path, session.sampleRate)
      if (!opened.ok) return opened
      sources.push(opened.value.source)
      const { info } = opened.value
      const id = String(sources.length)
      const ids = { track: id, clip: id, media: [id] }
      const start = samplePosition(0)
      const track = trackFromMedia(ids, [info], speakersOf(info), start, basename(path, extname(path)), stem)
      session = applyCommand(session, { type: 'tracks/add', media: { [id]: info }, tracks: [track] })
      media.set(id, opened.value)
    }
    try {
      made = await makeFolder(out)
    } catch (cause) {
      return err(writeError(out, cause))
    }
    const fileName = safeFileName(name)
    const inputs = await Promise.all(stems.map(({ path }) => realpath(path)))
    const files = [...DELIVERABLES.map(({ id }) => deliverableFileName(fileName, id)), 'report.json']
    for (const file of files) {
      const target = await realpath(join(out, file)).catch(() => undefined)
      if (target && inputs.includes(target)) {
        return err({
          code: 'export/write',
          file,
          detail: 'it is one of the stems. Give another --name or --out',
        })
      }
      const sink = await openDiskSink(out, file)
      if (!sink.ok) return sink
      sinks.push(sink.value)
    }
    const mixSinks = sinks.slice(0, DELIVERABLES.length)
    const report = await render(session, media, { name: fileName, format }, mixSinks, environment)
    if (!report.ok) return report
    for (const sink of sinks.slice(DELIVERABLES.length)) {
      await sink.write(new TextEncoder().encode(reportJson(report.value)))
      const written = await sink.finish()
      if (!written.ok) return written
    }
    const published = await publish(
      files.map((file) => join(out, file)),
      sinks,
    )
    if (!published.ok) return published
    complete = true
    return report
  } finally {
    await Promise.all(sources.map((source) => source.close()))
    if (!complete) {
      await Promise.all(sinks.map((sink) => sink.discard()))
      await removeEmpty(made)
    }
  }
}

async function render(
  session: Session,
  media: ReadonlyMap<MediaId, OpenMedia>,
  order: { readonly name: string; readonly format: BounceArguments['format'] },
  sinks: readonly DiskSink[],
  { kernelPath, version, signal }: BounceEnvironment,
): Promise<Result<BounceReport, AppError>> {
  const module = await WebAssembly.compile(await readFile(kernelPath))
  return runBounce({ session, media, order, module, sinks, version, signal, onProgress: () => undefined })
}

/** All or nothing: when one file cannot take its name, those that did are taken away again. */
async function publish(
  paths: readonly string[],
  sinks: readonly DiskSink[],
): Promise<Result<void, AppError>> {
  for (const [index, sink] of sinks.entries()) {
    const published = await sink.publish()
    if (published.ok) continue
    await Promise.all(paths.slice(0, index).map((path) => rm(path, { force: true })))
    return published
  }
  return ok(undefined)
}
