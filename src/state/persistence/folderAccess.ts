/** Of the WICG File System Access draft (§ 2.3), which Chromium has and TypeScript's DOM types leave out. */
type Permissions = {
  requestPermission(what: { readonly mode: 'readwrite' }): Promise<PermissionState>
}

/** Whether a folder or file may be written to; the user is asked where that is open, within a click. */
export async function askToWrite(handle: unknown): Promise<boolean> {
  if (!(handle instanceof FileSystemHandle)) return false
  // Handles outside origin-private storage exist only where browsers have permissions for them.
  if (!('requestPermission' in handle)) return true
  try {
    const permissions = handle as FileSystemHandle & Permissions
    return (await permissions.requestPermission({ mode: 'readwrite' })) === 'granted'
  } catch (thrown) {
    // The click is too long ago, or another question has settled this one: no more is granted than was.
    if (!(thrown instanceof DOMException)) throw thrown
    return false
  }
}
