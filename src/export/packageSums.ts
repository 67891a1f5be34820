import type { AppError } from '../domain/errors.ts'
import type { CancelSignal } from '../domain/ports.ts'
import { ok, type Result } from '../lib/result.ts'
import { type PackageContents, type PackageFault, packageSha256, packageText } from './packageContents.ts'
import { readChecksums } from './packageFiles.ts'

export type SumsOutcome = {
  /** What the list says, by name; empty where there is none. */
  readonly listed: ReadonlyMap<string, string>
  /** What the files have, of those that are there. */
  readonly found: ReadonlyMap<string, string>
  readonly faults: readonly PackageFault[]
}

/** Hashes every file that a list of checksums names, and those of `others` that it does not. */
export async function checkSums(
  contents: PackageContents,
  list: string,
  others: readonly string[],
  signal: CancelSignal,
): Promise<Result<SumsOutcome, AppError>> {
  const faults: PackageFault[] = []
  const text = contents.names.has(list) ? await packageText(contents, list) : null
  if (text?.ok === false) return text
  const read = readChecksums(text?.value ?? '')
  if (!text) faults.push({ file: list, detail: 'it is missing' })
  else if (!read) faults.push({ file: list, detail: 'it is no list of SHA-256 checksums' })
  const listed = read ?? new Map<string, string>()
  const found = new Map<string, string>()
  for (const name of new Set([...listed.keys(), ...others])) {
    if (!contents.names.has(name)) continue
    const sha256 = await packageSha256(contents, name, signal)
    if (!sha256.ok) return sha256
    found.set(name, sha256.value)
  }
  for (const [name, sha256] of listed) {
    const actual = found.get(name)
    if (actual === undefined) faults.push({ file: name, detail: 'it is missing' })
    else if (actual !== sha256)
      faults.push({ file: name, detail: `${otherSum(actual, sha256)}${whoseSum(listed, actual)}` })
  }
  for (const name of others)
    if (read && !listed.has(name))
      faults.push({
        file: name,
        detail: `${list} does not name it${found.has(name) ? '' : ', and it is missing'}`,
      })
  return ok({ listed, found, faults })
}

const otherSum = (actual: string, listed: string): string =>
  `its SHA-256 is ${actual}, and the checksums say ${listed}`

/** Files that were exchanged are told from files that were changed. */
function whoseSum(listed: ReadonlyMap<string, string>, sha256: string): string {
  const other = [...listed].find(([, sum]) => sum === sha256)
  return other ? `; what it holds is “${other[0]}”` : ''
}
