import type { AppError } from '../../domain/errors.ts'
import type { Occupant } from '../../domain/ports.ts'
import { fileNameKey } from '../../domain/relink.ts'
import { unreadable } from '../../domain/unreadable.ts'
import { err, ok, type Result } from '../../lib/result.ts'

/** A file of the session. `bytes` is unknown in sessions of earlier versions. */
export type OwnFile = {
  readonly fileName: string
  readonly bytes: number | undefined
  readonly handle: FileSystemFileHandle | undefined
}

/** As `LibraryPort.occupants`; `ownFiles` is asked for only where something has one of the names. */
export async function folderOccupants(
  folder: FileSystemDirectoryHandle,
  names: readonly string[],
  ownFiles: () => Promise<readonly OwnFile[]>,
): Promise<Result<readonly Occupant[], AppError>> {
  const wanted = new Set(names.map(fileNameKey))
  const found: Occupant[] = []
  let own: readonly OwnFile[] | null = null
  try {
    for await (const entry of folder.values()) {
      const { name } = entry
      if (!wanted.has(fileNameKey(name))) continue
      if (entry.kind === 'directory') {
        found.push({ name, kind: 'folder', bytes: 0, isSource: false })
        continue
      }
      const bytes = await sizeOf(entry)
      if (bytes === null) continue
      own ??= await ownFiles()
      found.push({ name, kind: 'file', bytes, isSource: await isAmong(own, entry, bytes) })
    }
  } catch (thrown) {
    if (!(thrown instanceof DOMException)) throw thrown
    // Whoever writes there says by name that it is gone.
    return thrown.name === 'NotFoundError' ? ok([]) : err(unreadable(folder.name, thrown))
  }
  return ok(found)
}

/** `null` for a file that has gone since its folder was listed. */
async function sizeOf(entry: FileSystemFileHandle): Promise<number | null> {
  try {
    return (await entry.getFile()).size
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'NotFoundError') return null
    throw thrown
  }
}

/** A reference proves it; a name and a size are all there is to go by without. */
async function isAmong(own: readonly OwnFile[], entry: FileSystemFileHandle, size: number): Promise<boolean> {
  const key = fileNameKey(entry.name)
  for (const { fileName, bytes = size, handle } of own) {
    // The same entry has the same name: thousands of files are not all asked about.
    if (fileNameKey(handle?.name ?? fileName) !== key) continue
    if (handle ? await entry.isSameEntry(handle) : bytes === size) return true
  }
  return false
}
