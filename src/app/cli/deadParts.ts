import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Takes what runs that were killed have left of files of these names (`openDiskSink`, `publishZip`, `bounceZip`) out of a folder. Of other
 * names nothing is touched, and nothing that a process of this machine may still write: in a folder that several
 * machines share, theirs have numbers that are nobody's here. What cannot be removed is in nobody's way.
 */
export async function sweepDeadParts(folder: string, names: readonly string[]): Promise<void> {
  const ours = new Set(names)
  const found = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const dead = found.filter((entry) => {
    const [, name = '', pid] = /^\.(.+)\.(\d+)\.part$/.exec(entry.name) ?? []
    // This run has opened none yet: in a container every run may have the same number.
    const isDead = Number(pid) === process.pid || !isRunning(Number(pid))
    return (entry.isFile() || entry.isDirectory()) && ours.has(name) && isDead
  })
  await Promise.allSettled(dead.map(({ name }) => rm(join(folder, name), { force: true, recursive: true })))
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
