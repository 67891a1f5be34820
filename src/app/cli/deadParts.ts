import { readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Where a file, or a folder of files, is until it is finished: named by the process that writes it. */
export const partPath = (folder: string, name: string): string => join(folder, `.${name}.${process.pid}.part`)

/**
 * Takes what runs that were killed have left of files of these names (`openDiskSink`, `publishZip`, `bounceZip`) out of a folder. Of other
 * names nothing is touched, and nothing that a process of this machine may still write: in a folder that several
 * machines share, theirs have numbers that are nobody's here. What cannot be removed is in nobody's way.
 */
export async function sweepDeadParts(folder: string, names: readonly string[]): Promise<void> {
  const dead = await deadParts(folder, names)
  await Promise.allSettled(dead.map(({ path }) => rm(path, { force: true, recursive: true })))
}

/**
 * Makes what `sweepDeadParts` would take away this run's own, to go on with it: the names of which there was something. Of two
 * runs that try so at once each file is one's only.
 */
export async function claimDeadParts(folder: string, names: readonly string[]): Promise<ReadonlySet<string>> {
  const claimed = new Set<string>()
  for (const { name, path } of await deadParts(folder, names))
    await rename(path, partPath(folder, name)).then(
      () => claimed.add(name),
      () => undefined,
    )
  return claimed
}

async function deadParts(
  folder: string,
  names: readonly string[],
): Promise<readonly { readonly name: string; readonly path: string }[]> {
  const ours = new Set(names)
  const found = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return found.flatMap((entry) => {
    const [, name = '', pid] = /^\.(.+)\.(\d+)\.part$/.exec(entry.name) ?? []
    // This run has opened none yet: in a container every run may have the same number.
    const isDead = Number(pid) === process.pid || !isRunning(Number(pid))
    const isOurs = (entry.isFile() || entry.isDirectory()) && ours.has(name)
    return isOurs && isDead ? [{ name, path: join(folder, entry.name) }] : []
  })
}

/** Whether there is a process of this number. One of somebody else says so by refusing. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    return !(cause instanceof Error && 'code' in cause && cause.code === 'ESRCH')
  }
}
