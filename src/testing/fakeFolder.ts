/** What a write in a folder can end with, as browsers throw it. */
export type FolderFault = 'NotAllowedError' | 'NotFoundError' | 'QuotaExceededError'

type Step = 'open' | 'createWritable' | 'write' | 'close' | 'remove'

/**
 * A folder as `FileSystemDirectoryHandle` has it, in memory: a stream writes to a place of its own, and its file takes it
 * when it is closed. `failAt` says at which call what is thrown, and after how many bytes of writing.
 */
export function fakeFolder(files: Map<string, Uint8Array> = new Map()) {
  let fault: { readonly name: FolderFault; readonly steps: readonly Step[]; readonly after: number } | null =
    null
  let written = 0
  const check = (step: Step): void => {
    if (fault?.steps.includes(step) && written >= fault.after) throw new DOMException('refused', fault.name)
  }
  const fileHandle = (name: string) => ({
    async createWritable() {
      check('createWritable')
      const parts: Uint8Array[] = []
      let open = true
      return {
        async write(bytes: Uint8Array) {
          if (!open) throw new TypeError('closed')
          written += bytes.length
          check('write')
          parts.push(bytes.slice())
        },
        async close() {
          check('close')
          open = false
          files.set(name, Buffer.concat(parts))
        },
        async abort() {
          if (!open) throw new TypeError('closed')
          open = false
        },
      }
    },
    async getFile() {
      return new File([(files.get(name) ?? new Uint8Array(0)) as Uint8Array<ArrayBuffer>], name)
    },
  })
  const handle = {
    kind: 'directory',
    name: 'Deliveries',
    async getFileHandle(name: string, { create = false } = {}) {
      check('open')
      if (!files.has(name) && !create) throw new DOMException('none', 'NotFoundError')
      if (!files.has(name)) files.set(name, new Uint8Array(0))
      return fileHandle(name)
    },
    async removeEntry(name: string) {
      check('remove')
      if (!files.delete(name)) throw new DOMException('none', 'NotFoundError')
    },
  }
  return {
    handle: handle as unknown as FileSystemDirectoryHandle,
    files,
    /** From `after` bytes of writing on, these calls throw. */
    failAt(name: FolderFault, steps: readonly Step[], after = 0): void {
      fault = { name, steps, after }
    },
  }
}
