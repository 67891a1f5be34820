import type { AppError } from '../../domain/errors.ts'
import type { CancelSignal, FolderSearch, PickedFile } from '../../domain/ports.ts'
import { fileNameKey } from '../../domain/relink.ts'
import { unreadable } from '../../domain/unreadable.ts'
import { batches } from '../../lib/batches.ts'
import { err, ok, type Result } from '../../lib/result.ts'

/**
 * Folders within the one that was picked, counted one in another; entries read in all of them; and files that are found by
 * their size, of each of which up to 4 MiB are read to tell what it is.
 */
export const SEARCH_LIMITS = { depth: 8, entries: 20_000, ofASize: 256 } as const
type SearchLimits = { readonly [limit in keyof typeof SEARCH_LIMITS]: number }

/** Files whose size is asked for at once: each is a trip to another process. */
const AT_ONCE = 32

/**
 * Every file of one of the names, in the folder and all within it, and, where sizes are looked for, of one of these; names
 * are compared as `fileNameKey` has them. A folder beyond the limits is an error: what lies behind a limit would be called
 * missing though it is there.
 */
export async function searchFolder(
  root: FileSystemDirectoryHandle,
  { names, sizes }: FolderSearch,
  signal: CancelSignal,
  limits: SearchLimits = SEARCH_LIMITS,
): Promise<Result<readonly PickedFile[], AppError>> {
  const wanted = new Set([...names].map(fileNameKey))
  const others: FileSystemFileHandle[] = []
  const found: PickedFile[] = []
  const tooBig = (detail: string) => err<AppError>({ code: 'folder/tooBig', folder: root.name, detail })
  let level = [root]
  let entries = 0
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limits.depth) return tooBig(`it has folders more than ${limits.depth} deep`)
    const next: FileSystemDirectoryHandle[] = []
    for (const folder of level) {
      try {
        for await (const handle of folder.values()) {
          if (signal.aborted) return err({ code: 'cancelled' })
          entries += 1
          if (entries > limits.entries)
            return tooBig(`it holds more than ${limits.entries} files and folders`)
          if (handle.kind === 'directory') next.push(handle)
          else if (wanted.has(fileNameKey(handle.name))) {
            const picked = await pick(handle)
            if (!picked.ok) return picked
            if (picked.value) found.push(picked.value)
          } else if (sizes.size > 0) others.push(handle)
        }
      } catch (thrown) {
        return err(readError(thrown, folder.name))
      }
    }
    level = next
  }
  let ofASize = 0
  for (const some of batches(others, AT_ONCE)) {
    for (const picked of await Promise.all(some.map(pick))) {
      if (signal.aborted) return err({ code: 'cancelled' })
      if (!picked.ok) return picked
      if (!picked.value || !sizes.has(picked.value.file.size)) continue
      ofASize += 1
      if (ofASize > limits.ofASize)
        return tooBig(`it holds more than ${limits.ofASize} files as large as the missing ones`)
      found.push(picked.value)
    }
  }
  return ok(found)
}

/** `null` for a file that has gone since its folder was listed. */
async function pick(reference: FileSystemFileHandle): Promise<Result<PickedFile | null, AppError>> {
  try {
    return ok({ file: await reference.getFile(), reference })
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'NotFoundError') return ok(null)
    return err(readError(thrown, reference.name))
  }
}

function readError(thrown: unknown, name: string): AppError {
  if (!(thrown instanceof DOMException)) throw thrown
  if (thrown.name === 'NotAllowedError') return { code: 'media/refused', file: name }
  return unreadable(name, thrown)
}
