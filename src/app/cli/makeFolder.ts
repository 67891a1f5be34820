import { mkdir, rmdir, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

/**
 * Makes a folder and those above it that are missing; resolves with the ones it made, the uppermost first. Rejects as
 * `mkdir` does. Not its recursive form, which never returns where nothing can be made (below /proc).
 */
export async function makeFolder(path: string): Promise<string[]> {
  const missing: string[] = []
  let folder = resolve(path)
  while (!(await exists(folder))) {
    missing.unshift(folder)
    folder = dirname(folder)
  }
  const made: string[] = []
  try {
    for (const one of missing) {
      await mkdir(one)
      made.push(one)
    }
  } catch (cause) {
    await removeEmpty(made)
    throw cause
  }
  return made
}

/** Takes folders that `makeFolder` made away again, the innermost first, as far as they are empty. */
export async function removeEmpty(made: readonly string[]): Promise<void> {
  for (const folder of made.toReversed()) {
    const removed = await rmdir(folder).then(
      () => true,
      () => false,
    )
    if (!removed) return
  }
}

/** Whether there is something at a path. */
export const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
