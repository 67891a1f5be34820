import type { StreamHash } from '../kernel/hashLanes.ts'
import { ok } from '../lib/result.ts'
import { attempt, type FileWriter, ignoreMissing } from './fileWriter.ts'

/**
 * Into a folder on disk. The browser writes to a file of its own and swaps it in when the stream is closed. `hash`: of
 * nothing yet, for this file alone.
 */
export async function folderWriter(
  folder: FileSystemDirectoryHandle,
  file: string,
  hash: StreamHash,
): Promise<FileWriter> {
  const existed = await folder.getFileHandle(file).then(
    () => true,
    (cause: unknown) => {
      ignoreMissing(cause)
      return false
    },
  )
  const handle = await folder.getFileHandle(file, { create: true })
  const stream = await handle.createWritable()
  const discard = async (): Promise<void> => {
    // A stream that failed or was closed cannot be aborted; then there is nothing left to undo in it.
    await stream.abort().catch(() => undefined)
    // A folder that is gone, or closed to the page, holds nothing that could be taken back.
    if (!existed) await folder.removeEntry(file).catch(ignoreGone)
  }
  return {
    write: (bytes) =>
      attempt(file, async () => {
        await stream.write(bytes)
        hash.update(bytes)
      }),
    state: () => null,
    finish: async () => ok(hash.digest()),
    deliver: async () => ok(undefined),
    publish: () =>
      attempt(file, async () => {
        await stream.close()
        return handle.getFile()
      }),
    discard,
    release: discard,
  }
}

function ignoreGone(cause: unknown): void {
  if (!(cause instanceof DOMException && ['NotFoundError', 'NotAllowedError'].includes(cause.name)))
    throw cause
}
