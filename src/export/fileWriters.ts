import type { AppError } from '../domain/errors.ts'
import type { StreamHash } from '../kernel/hashLanes.ts'
import type { Result } from '../lib/result.ts'
import type { ExportTarget } from './exportTarget.ts'
import { attempt, type FileState, type FileWriter, type WrittenFile } from './fileWriter.ts'
import { folderWriter } from './folderWriter.ts'
import { stagedWriter } from './stagedWriter.ts'
import { storageWriter } from './storageWriter.ts'

/**
 * Opens a file for writing: anew, or `from` where an earlier writer was. Then it fails with `export/write` when the file
 * does not hold what that one wrote. Fails with `export/exists` when there is a file that is not to be replaced. `hash`: of nothing yet, for this file alone.
 */
export async function openWriter(
  target: ExportTarget,
  { name, patched }: WrittenFile,
  hash: StreamHash,
  from?: FileState,
): Promise<Result<FileWriter, AppError>> {
  // What a browser writes into a folder cannot be read before it is published, and a patched file is hashed from its end.
  if (target.kind === 'folder' && !patched) return folderWriter(target, name, hash)
  return attempt(name, () =>
    target.kind === 'storage'
      ? storageWriter(target.folder, name, hash, from)
      : stagedWriter(target, name, hash, from),
  )
}
