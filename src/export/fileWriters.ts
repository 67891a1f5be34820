import type { AppError } from '../domain/errors.ts'
import type { Result } from '../lib/result.ts'
import type { ExportTarget } from './exportTarget.ts'
import { attempt, type FileState, type FileWriter } from './fileWriter.ts'
import { folderWriter } from './folderWriter.ts'
import { stagedWriter } from './stagedWriter.ts'
import { storageWriter } from './storageWriter.ts'

/**
 * Opens a file for writing: anew, or `from` where an earlier writer was. Then it fails with `export/write` when the file
 * does not hold what that one wrote.
 */
export async function openWriter(
  target: ExportTarget,
  file: string,
  from?: FileState,
): Promise<Result<FileWriter, AppError>> {
  return attempt(file, () => {
    switch (target.kind) {
      case 'folder':
        return folderWriter(target.handle, file)
      case 'staged':
        return stagedWriter(target, file, from)
      case 'storage':
        return storageWriter(target.folder, file, from)
    }
  })
}
