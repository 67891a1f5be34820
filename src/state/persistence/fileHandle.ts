import type { FileReference, FolderReference } from '../../domain/ports.ts'

/** Of the WICG File System Access draft (§ 2.3), which Chromium has and TypeScript's DOM types leave out. */
type Permissions = {
  queryPermission(what: { readonly mode: 'read' }): Promise<PermissionState>
  requestPermission(what: { readonly mode: 'read' }): Promise<PermissionState>
}
/** Of the WHATWG File System standard's proposals, in every browser with origin-private storage; likewise left out. */
type Movable = { move(folder: FileSystemDirectoryHandle, name: string): Promise<void> }

/** The browser's own handle behind a reference. A reference that is none is a bug. */
export function fileHandle(reference: FileReference): FileSystemFileHandle {
  if (reference instanceof FileSystemFileHandle) return reference
  throw new TypeError('a file reference that is no FileSystemFileHandle')
}

/** The same of a folder. */
export function folderHandle(reference: FolderReference): FileSystemDirectoryHandle {
  if (reference instanceof FileSystemDirectoryHandle) return reference
  throw new TypeError('a folder reference that is no FileSystemDirectoryHandle')
}

/** Handles outside origin-private storage exist only where browsers have permissions for them. */
const permissionsOf = (handle: FileSystemHandle): Permissions | null =>
  'queryPermission' in handle ? (handle as FileSystemHandle & Permissions) : null

export async function mayRead(handle: FileSystemHandle): Promise<boolean> {
  const permissions = permissionsOf(handle)
  return !permissions || (await permissions.queryPermission({ mode: 'read' })) === 'granted'
}

/** Asks the user, within a click; `mayRead` then tells what came of it. */
export async function askToRead(handle: FileSystemHandle): Promise<void> {
  try {
    await permissionsOf(handle)?.requestPermission({ mode: 'read' })
  } catch (thrown) {
    // The click is too long ago, or another question has settled this one: no more is granted than was.
    if (!(thrown instanceof DOMException)) throw thrown
  }
}

/** Gives a finished file its name and place, in one step. */
export const moveFile = (
  handle: FileSystemFileHandle,
  folder: FileSystemDirectoryHandle,
  name: string,
): Promise<void> => (handle as FileSystemFileHandle & Movable).move(folder, name)
