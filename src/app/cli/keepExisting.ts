import { readdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import type { AppError } from '../../domain/errors.ts'
import { fileNameKey } from '../../domain/relink.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { writeError } from './diskSink.ts'

/**
 * Whether a folder holds nothing of these names, as Windows and macOS compare them: `export/exists` where it does, with the
 * names as they are there in the order in which they were asked for.
 */
export async function keepExisting(
  folder: string,
  names: readonly string[],
): Promise<Result<void, AppError>> {
  let listed: readonly string[]
  try {
    listed = await readdir(folder)
  } catch (cause) {
    return err(writeError(folder, cause))
  }
  const there = new Map(listed.map((name) => [fileNameKey(name), name]))
  const files = names.flatMap((name) => there.get(fileNameKey(name)) ?? [])
  return files.length === 0 ? ok(undefined) : err({ code: 'export/exists', folder, files })
}

/**
 * That no file of these names in a folder is one of those that are mixed, `inputs` by their real paths: `export/write` names
 * the first that is, and `detail` says what of.
 */
export async function keepInputs(
  folder: string,
  names: readonly string[],
  inputs: readonly string[],
  detail: string,
): Promise<Result<void, AppError>> {
  for (const file of names) {
    const target = await realpath(join(folder, file)).catch(() => undefined)
    if (target && inputs.includes(target)) return err({ code: 'export/write', file, detail })
  }
  return ok(undefined)
}
