import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { AppError } from '../../domain/errors.ts'
import type { PackageContents } from '../../export/packageContents.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { partSource } from '../../media/package/partSource.ts'
import { readZip } from '../../media/zip/readZip.ts'
import { type DiskSource, openDiskSource } from './diskSource.ts'
import { diskText } from './diskText.ts'

export type OpenPackage = PackageContents & { close(): Promise<void> }

/** The files of a folder, without those of folders in it, or of a ZIP file, read in place. `close` when done. */
export async function openPackage(path: string): Promise<Result<OpenPackage, AppError>> {
  let isFolder: boolean
  try {
    isFolder = (await stat(path)).isDirectory()
  } catch (cause) {
    return err({ code: 'file/unreadable', file: path, detail: diskText(cause) })
  }
  if (isFolder) return folderPackage(path)
  const archive = await openDiskSource(path)
  if (!archive.ok) return archive
  const opened = await zipPackage(archive.value)
  if (!opened.ok) await archive.value.close()
  return opened
}

async function folderPackage(path: string): Promise<Result<OpenPackage, AppError>> {
  const names = new Set<string>()
  try {
    for (const entry of await readdir(path, { withFileTypes: true }))
      if (entry.isFile()) names.add(entry.name)
  } catch (cause) {
    return err({ code: 'file/unreadable', file: path, detail: diskText(cause) })
  }
  return ok({
    names,
    async open(name) {
      // Names come from reports: only those that the folder listed itself are joined to a path.
      if (!names.has(name)) throw new RangeError(`there is no ${name}`)
      return openDiskSource(join(path, name))
    },
    close: () => Promise.resolve(),
  })
}

async function zipPackage(archive: DiskSource): Promise<Result<OpenPackage, AppError>> {
  const entries = await readZip(archive)
  if (!entries.ok) return entries
  const byName = new Map(entries.value.map((entry) => [entry.name, entry]))
  return ok({
    names: new Set(byName.keys()),
    async open(name) {
      const part = byName.get(name)
      if (!part) throw new RangeError(`there is no ${name}`)
      return ok({ ...partSource(archive, part, name), close: () => Promise.resolve() })
    },
    close: () => archive.close(),
  })
}
