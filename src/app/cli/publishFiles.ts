import { link, lstat, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { AppError } from '../../domain/errors.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { type DiskSink, writeError } from './diskSink.ts'

/** A file that was there before, and the name that it has too until all others are published. */
type Earlier = { readonly path: string; readonly aside: string }

/**
 * Gives finished files their names in a folder, all or none: when one cannot take its name, those that did are taken away
 * again, and what was there before has its name back. `sinks` are those of `names`, in their order.
 */
export async function publishFiles(
  folder: string,
  names: readonly string[],
  sinks: readonly Pick<DiskSink, 'publish'>[],
): Promise<Result<void, AppError>> {
  const earlier: Earlier[] = []
  const published: string[] = []
  for (const [index, sink] of sinks.entries()) {
    const name = names[index] ?? ''
    const path = join(folder, name)
    const aside = join(folder, `.${name}.${process.pid}.old`)
    const held = await keepAside(path, aside)
    if (held.ok && held.value) earlier.push({ path, aside })
    const done = held.ok ? await sink.publish() : err(writeError(name, held.error))
    if (done.ok) published.push(path)
    else {
      // What cannot be removed keeps the earlier one from its name, which is told.
      const had = new Set(earlier.map((one) => one.path))
      const added = published.filter((one) => !had.has(one))
      await Promise.allSettled(added.map((one) => rm(one, { force: true })))
      return (await putBack(earlier)) ?? done
    }
  }
  // The delivery is whole without: one that cannot be removed is in nobody's way.
  await Promise.allSettled(earlier.map((one) => rm(one.aside, { force: true })))
  return ok(undefined)
}

/** Fails where some cannot have their names again, and says under which they are to be found. */
async function putBack(earlier: readonly Earlier[]): Promise<Result<never, AppError> | undefined> {
  const moved = await Promise.allSettled(earlier.map(({ path, aside }) => rename(aside, path)))
  const stuck = earlier.filter((_, index) => moved[index]?.status === 'rejected')
  const [first, ...more] = stuck.map(({ path, aside }) => ({ file: basename(path), now: basename(aside) }))
  if (!first) return undefined
  const others = more.map(({ file, now }) => `; so is that of “${file}”, as “${now}”`).join('')
  const detail = `the one that was there before could not get its name back, and is “${first.now}” now${others}`
  return err({ code: 'export/write', file: first.file, detail })
}

/**
 * Gives what is there a second name, so that there is one under the first at every moment, however this ends; another name
 * where a disk gives no file two. Whether there was a file. A folder stays: to publish over it fails, and says so.
 */
async function keepAside(path: string, aside: string): Promise<Result<boolean, unknown>> {
  const found = await lstat(path).catch(() => undefined)
  if (!found || found.isDirectory()) return ok(false)
  try {
    await rm(aside, { force: true })
    await link(path, aside).catch(() => rename(path, aside))
    return ok(true)
  } catch (cause) {
    return err(cause)
  }
}
