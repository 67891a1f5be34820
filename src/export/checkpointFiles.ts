import { type Checkpoint, decodeCheckpoint, encodeCheckpoint } from './checkpoint.ts'
import { EXPORT_FOLDER } from './exportTarget.ts'
import { ignoreMissing } from './fileWriter.ts'

/**
 * Written in turn, so that there is a whole one whenever the page ends. No deliverable has such a name: `safeFileName`
 * takes leading dots away.
 */
const SLOTS = ['.checkpoint-0', '.checkpoint-1'] as const

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
    access.write(bytes, { at: 0 })
  } finally {
    access.close()
  }
}

export async function removeCheckpoints(id: string): Promise<void> {
  const folder = await folderOf(id)
  for (const slot of SLOTS) await folder?.removeEntry(slot).catch(ignoreMissing)
}

/** Removes all that is in origin-private storage of an export, finished files too. */
export async function removeExport(id: string): Promise<void> {
  const root = await navigator.storage.getDirectory()
  const exports = await root.getDirectoryHandle(EXPORT_FOLDER, { create: true })
  await exports.removeEntry(id, { recursive: true }).catch(ignoreMissing)
}
