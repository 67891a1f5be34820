import { createSHA256 } from 'hash-wasm'
import type { AppError } from '../domain/errors.ts'
import type { ByteSource, CancelSignal } from '../domain/ports.ts'
import { err, ok, type Result } from '../lib/result.ts'

/** A file of a package, open. `close` when it is done with. */
export type OpenPackageFile = ByteSource & { close(): Promise<void> }

/** The files of a package, in a folder or an archive. Only names that it has itself can be opened. */
export type PackageContents = {
  readonly names: ReadonlySet<string>
  open(name: string): Promise<Result<OpenPackageFile, AppError>>
}

/** What does not hold, of which file; `detail` is a clause: 'it is missing'. */
export type PackageFault = { readonly file: string; readonly detail: string }

/** Bytes read at a time. */
const PIECE = 4 * 2 ** 20
/** More than any report or list of checksums has. */
const TEXT_LIMIT = 2 ** 28

/** The SHA-256 of a file of the package, lower-case hexadecimal. */
export async function packageSha256(
  contents: PackageContents,
  name: string,
  signal: CancelSignal,
): Promise<Result<string, AppError>> {
  const opened = await contents.open(name)
  if (!opened.ok) return opened
  const file = opened.value
  try {
    const hash = await createSHA256()
    const buffer = new Uint8Array(Math.min(PIECE, file.size))
    for (let at = 0; at < file.size; at += PIECE) {
      if (signal.aborted) return err({ code: 'cancelled' })
      const bytes = await file.read(at, Math.min(PIECE, file.size - at), buffer)
      if (!bytes.ok) return bytes
      hash.update(bytes.value)
    }
    return ok(hash.digest('hex'))
  } finally {
    await file.close()
  }
}

/** A file of the package as text, or `null` where it is too long to be what it should be. */
export async function packageText(
  contents: PackageContents,
  name: string,
): Promise<Result<string | null, AppError>> {
  const opened = await contents.open(name)
  if (!opened.ok) return opened
  const file = opened.value
  try {
    if (file.size > TEXT_LIMIT) return ok(null)
    const bytes = await file.read(0, file.size)
    // A byte order mark is part of the file, and is compared with it.
    return bytes.ok ? ok(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.value)) : bytes
  } finally {
    await file.close()
  }
}
