import { type FileHandle, lstat, open, readFile, realpath, rename, rm } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { AppError } from '../../domain/errors.ts'
import { inThousands } from '../../export/reportText.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { packageItems } from '../../media/package/packageItems.ts'
import { writeZip, type ZipSink } from '../../media/zip/writeZip.ts'
import type { PackArguments } from './arguments.ts'
import type { BounceEnvironment } from './bounce.ts'
import { partPath, sweepDeadParts } from './deadParts.ts'
import { writeError } from './diskSink.ts'
import { keepExisting } from './keepExisting.ts'
import { findSession } from './sessionFiles.ts'
import { StemFiles } from './stemFiles.ts'

/**
 * Puts a session and the files that its clips use into a package. On any error there is nothing at its place that was not
 * there before.
 */
export async function pack(
  { session, package: out, replace }: PackArguments,
  { kernelPath, signal, printer }: BounceEnvironment,
): Promise<Result<void, AppError>> {
  const files = new StemFiles(await WebAssembly.compile(await readFile(kernelPath)), signal)
  try {
    const found = await findSession(files, session.path, session.media)
    if (!found.ok) return found
    const sources = new Map([...found.value.files].map(([id, { source }]) => [id, source]))
    const target = await realpath(out).catch(() => undefined)
    const inputs = await Promise.all([...files.paths, session.path].map((path) => realpath(path)))
    if (target && inputs.includes(target))
      return err({ code: 'export/write', file: out, detail: 'it is one of the files that go into it' })
    const free = replace ? ok(undefined) : await keepExisting(dirname(out), [basename(out)])
    if (!free.ok) return free
    const items = await packageItems(found.value.session, sources, new Set(), signal)
    if (!items.ok) return items
    const total = items.value.reduce((sum, { source }) => sum + source.size, 0)
    const onProgress = (bytes: number): void => printer?.tell(`${Math.floor((100 * bytes) / total)} %`)
    const published = await publishZip(
      out,
      async (sink) => {
        const written = await writeZip(items.value, sink, onProgress, signal)
        if (!written.ok) return written
        const unchanged = await files.unchanged()
        return unchanged.ok ? written : unchanged
      },
      replace,
    )
    if (!published.ok) return published
    const count = items.value.length
    printer?.lines([`${basename(out)}: ${count} files, ${inThousands(total)} bytes`])
    return ok(undefined)
  } finally {
    await files.close()
  }
}

/**
 * Writes under a temporary name beside the file, which takes its place when all is written; where one has come there
 * meanwhile, only with `replace`.
 */
export async function publishZip(
  path: string,
  write: (sink: ZipSink) => Promise<Result<number, AppError>>,
  replace = false,
): Promise<Result<void, AppError>> {
  const temporary = partPath(dirname(path), basename(path))
  let handle: FileHandle
  try {
    if ((await lstat(path).catch(() => undefined))?.isDirectory()) throw new Error('it is a folder')
    await sweepDeadParts(dirname(path), [basename(path)])
    handle = await open(temporary, 'wx')
  } catch (cause) {
    return err(writeError(path, cause))
  }
  try {
    const written = await write({ write: (offset, bytes) => writeAll(handle, path, offset, bytes) })
    if (!written.ok) return written
    await handle.close()
    const free = replace ? ok(undefined) : await keepExisting(dirname(path), [basename(path)])
    if (!free.ok) return free
    await rename(temporary, path)
    return ok(undefined)
  } catch (cause) {
    return err(writeError(path, cause))
  } finally {
    // Closed already, and renamed, when all went well.
    await handle.close().catch(() => undefined)
    await rm(temporary, { force: true })
  }
}

async function writeAll(
  handle: FileHandle,
  path: string,
  offset: number,
  bytes: Uint8Array,
): Promise<Result<void, AppError>> {
  try {
    for (let done = 0; done < bytes.length; )
      done += (await handle.write(bytes, done, bytes.length - done, offset + done)).bytesWritten
    return ok(undefined)
  } catch (cause) {
    return err(writeError(path, cause))
  }
}
