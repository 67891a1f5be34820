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
 * does not hold what that one wrote. `hash`: of nothing yet, for this file alone.
 */
export async function openWriter(
  target: ExportTarget,
  { name, patched }: WrittenFile,
  hash: StreamHash,
  from?: FileState,
): Promise<Result<FileWriter, AppError>> {
  return attempt(name, () => {
    if (target.kind === 'storage') return storageWriter(target.folder, name, hash, from)
    // What a browser writes into a folder cannot be read before it is published, and a patched file is hashed from its end.
    return target.kind === 'staged' || patched
      ? stagedWriter(target, name, hash, from)
      : folderWriter(target.handle, name, hash)
  })
}
