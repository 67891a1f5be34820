import { type Checkpoint, decodeCheckpoint, encodeCheckpoint } from './checkpoint.ts'
import { EXPORT_FOLDER } from './exportTarget.ts'
import { ignoreMissing } from './fileWriter.ts'

/**
 * Written in turn, so that there is a whole one whenever the page ends. No deliverable has such a name: `safeFileName`
 * takes leading dots away.
 */
const SLOTS = ['.checkpoint-0', '.checkpoint-1'] as const

/** There while the files of an export take their names in a folder: those that have may be found there by another run. */
const PUBLISHING = '.publishing'

/** The folder of an export in origin-private storage; `null` when it has none. */
async function folderOf(id: string): Promise<FileSystemDirectoryHandle | null> {
  const root = await navigator.storage.getDirectory()
  try {
    return await (await root.getDirectoryHandle(EXPORT_FOLDER)).getDirectoryHandle(id)
  } catch (cause) {
    ignoreMissing(cause)
    return null
  }
}

/** What is kept of an export, the latest first; of what is damaged, nothing. */
export async function readCheckpoints(id: string): Promise<readonly Checkpoint[]> {
  const folder = await folderOf(id)
  if (!folder) return []
  const found: Checkpoint[] = []
  for (const slot of SLOTS) {
    try {
      const file = await (await folder.getFileHandle(slot)).getFile()
      const checkpoint = await decodeCheckpoint(new Uint8Array(await file.arrayBuffer()))
      if (checkpoint) found.push(checkpoint)
    } catch (cause) {
      ignoreMissing(cause)
    }
  }
  return found.sort((a, b) => b.serial - a.serial)
}

/** In a Worker: puts a checkpoint in the place of the last but one. Throws what the storage throws. */
export async function writeCheckpoint(id: string, checkpoint: Checkpoint): Promise<void> {
  const folder = await folderOf(id)
  const slot = SLOTS[checkpoint.serial % 2]
  if (!folder || !slot) throw new Error(`the export ${id} has no folder`)
  const bytes = await encodeCheckpoint(checkpoint)
  const access = await (await folder.getFileHandle(slot, { create: true })).createSyncAccessHandle()
  try {
    access.truncate(0)
    // A full quota is not always an exception: Chromium may return a count that makes no sense.
    if (access.write(bytes, { at: 0 }) !== bytes.length)
      throw new DOMException('there is no room for a checkpoint', 'QuotaExceededError')
  } finally {
    access.close()
  }
}

export async function removeCheckpoints(id: string): Promise<void> {
  const folder = await folderOf(id)
  for (const slot of SLOTS) await folder?.removeEntry(slot).catch(ignoreMissing)
}

/** Says that the files of an export are about to take their names. */
export async function markPublishing(id: string): Promise<void> {
  try {
    const root = await navigator.storage.getDirectory()
    const exports = await root.getDirectoryHandle(EXPORT_FOLDER, { create: true })
    const folder = await exports.getDirectoryHandle(id, { create: true })
    await folder.getFileHandle(PUBLISHING, { create: true })
  } catch (cause) {
    // Without room for it an export that is interrupted now asks about its own files, which is all.
    if (!(cause instanceof DOMException)) throw cause
  }
}

/** They have not, and those that had were taken back. */
export async function unmarkPublishing(id: string): Promise<void> {
  await (await folderOf(id))?.removeEntry(PUBLISHING).catch(ignoreMissing)
}

export async function isPublishing(id: string): Promise<boolean> {
  const folder = await folderOf(id)
  if (!folder) return false
  return folder.getFileHandle(PUBLISHING).then(
    () => true,
    (cause: unknown) => {
      ignoreMissing(cause)
      return false
    },
  )
}

/** Removes all that is in origin-private storage of an export, finished files too. */
export async function removeExport(id: string): Promise<void> {
  const root = await navigator.storage.getDirectory()
  const exports = await root.getDirectoryHandle(EXPORT_FOLDER, { create: true })
  await exports.removeEntry(id, { recursive: true }).catch(ignoreMissing)
}
