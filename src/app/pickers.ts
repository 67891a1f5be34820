import type { AppError } from '../domain/errors.ts'
import type { FileReference, FolderReference, PickedFile } from '../domain/ports.ts'
import { unreadable } from '../domain/unreadable.ts'

// The pickers that give lasting references, which TypeScript's DOM library does not know yet. A browser that has none
// of them has file inputs, and files given so are gone with the page.

type PickerWindow = {
  showOpenFilePicker?(options: { id: string; multiple: boolean }): Promise<readonly FileReference[]>
  showSaveFilePicker?(options: { id: string; suggestedName: string }): Promise<FileReference>
  showDirectoryPicker?(options: { id: string; mode: 'read' | 'readwrite' }): Promise<FolderReference>
}
const pickers = globalThis as PickerWindow

export const canPickFiles = (): boolean => pickers.showOpenFilePicker !== undefined
export const canPickFolder = (): boolean => pickers.showDirectoryPicker !== undefined

/** `undefined` when the user closed the picker: everything stays as it was. */
async function unlessClosed<T>(picked: Promise<T>): Promise<T | undefined> {
  try {
    return await picked
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') return undefined
    throw cause
  }
}

/** Files that the user picked; none when the picker was closed. One that is gone by then is refused, and the others are there. */
export async function pickFiles(
  refuse: (error: AppError) => void,
  { multiple = true } = {},
): Promise<readonly PickedFile[]> {
  if (!pickers.showOpenFilePicker) return []
  const picked = await unlessClosed(pickers.showOpenFilePicker({ id: 'dubstage-media', multiple }))
  const files = await Promise.all(
    (picked ?? []).map(async (reference): Promise<readonly PickedFile[]> => {
      try {
        return [{ file: await reference.getFile(), reference }]
      } catch (cause) {
        if (!(cause instanceof DOMException)) throw cause
        refuse(unreadable(reference.name, cause))
        return []
      }
    }),
  )
  return files.flat()
}

/** A file to be written over, or made; `null` where the browser has no picker for that. */
export async function pickSaveFile(
  id: string,
  suggestedName: string,
): Promise<FileReference | 'closed' | null> {
  if (!pickers.showSaveFilePicker) return null
  return (await unlessClosed(pickers.showSaveFilePicker({ id, suggestedName }))) ?? 'closed'
}

export const pickFolder = async (
  id: string,
  mode: 'read' | 'readwrite',
): Promise<FolderReference | undefined> =>
  pickers.showDirectoryPicker && unlessClosed(pickers.showDirectoryPicker({ id, mode }))

/** Of the WHATWG File System standard's proposals. */
type Removable = { remove?(): Promise<void> }

/** Takes away the empty file that the picker made, when nothing is to be written to it after all. */
export async function discardPicked(reference: FileReference): Promise<void> {
  try {
    if ((await reference.getFile()).size === 0) await (reference as Removable).remove?.()
  } catch (cause) {
    // Gone already, or not to be removed: it is as empty as the picker made it.
    if (!(cause instanceof DOMException)) throw cause
  }
}
