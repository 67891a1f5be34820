import type { AppError } from '../domain/errors.ts'
import { isRepeated } from '../domain/repeatedNames.ts'
import type { StreamHash } from '../kernel/hashLanes.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { ExportTarget } from './exportTarget.ts'
import { attempt, type FileWriter, ignoreMissing } from './fileWriter.ts'

/**
 * Into a folder on disk. The browser writes to a file of its own and swaps it in when the stream is closed. `hash`: of
 * nothing yet, for this file alone. Fails with `export/exists` where there is a file that is not to be replaced.
 */
export async function folderWriter(
  { handle: folder, replaces }: Exclude<ExportTarget, { kind: 'storage' }>,
  file: string,
  hash: StreamHash,
): Promise<Result<FileWriter, AppError>> {
  const opened = await attempt(file, () => openStream(folder, file, isRepeated(file, replaces)))
  if (!opened.ok) return opened
  if (opened.value === 'taken') return err({ code: 'export/exists', folder: folder.name, files: [file] })
  const { handle, stream, existed } = opened.value
  const discard = async (): Promise<void> => {
    // A stream that failed or was closed cannot be aborted; then there is nothing left to undo in it.
    await stream.abort().catch(() => undefined)
    // A folder that is gone, or closed to the page, holds nothing that could be taken back.
    if (!existed) await folder.removeEntry(file).catch(ignoreGone)
  }
  return ok({
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
  })
}

/** An empty file holds nothing to be lost: a page that ended may have left it. */
async function openStream(folder: FileSystemDirectoryHandle, file: string, mayReplace: boolean) {
  const existing = await folder.getFileHandle(file).catch((cause: unknown) => {
    ignoreMissing(cause)
    return null
  })
  if (existing && !mayReplace && (await existing.getFile()).size > 0) return 'taken'
  const handle = existing ?? (await folder.getFileHandle(file, { create: true }))
  return { handle, stream: await handle.createWritable(), existed: existing !== null }
}

function ignoreGone(cause: unknown): void {
  if (!(cause instanceof DOMException && ['NotFoundError', 'NotAllowedError'].includes(cause.name)))
    throw cause
}
