import type { AppError } from '../domain/errors.ts'
import type { Result } from '../lib/result.ts'
import type { ExportTarget } from './exportTarget.ts'
import { attempt, type FileState, type FileWriter, type WrittenFile } from './fileWriter.ts'
import { folderWriter } from './folderWriter.ts'
import { stagedWriter } from './stagedWriter.ts'
import { storageWriter } from './storageWriter.ts'

/**
 * Opens a file for writing: anew, or `from` where an earlier writer was. Then it fails with `export/write` when the file
 * does not hold what that one wrote.
 */
export async function openWriter(
  target: ExportTarget,
  { name, patched }: WrittenFile,
  from?: FileState,
): Promise<Result<FileWriter, AppError>> {
  return attempt(name, () => {
    if (target.kind === 'storage') return storageWriter(target.folder, name, from)
    // What a browser writes into a folder cannot be read before it is published, and a patched file is hashed from its end.
    return target.kind === 'staged' || patched
      ? stagedWriter(target, name, from)
      : folderWriter(target.handle, name)
  })
}
