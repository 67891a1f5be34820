import type { AppError } from '../domain/errors.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { Patch } from './formats/deliveryEncoder.ts'

/** A file as it is ordered. `patched`: its first bytes are not final until its last are written. */
export type WrittenFile = { readonly name: string; readonly patched: boolean }

/** A file between two writes: its length, and the hash of it so far as `StreamHash.save` gives it. */
export type FileState = {
  readonly bytes: number
  readonly hash: Uint8Array
  /** The first bytes that were written, where finishing the file writes others over them: they are put back to go on. */
  readonly head?: Uint8Array
}

/** Of a file that is to be made from its beginning, whatever there is of it. */
export const UNWRITTEN: FileState = { bytes: 0, hash: new Uint8Array(0) }

/** One file being written at a target. Nothing has its final name, or content, before `publish`. */
export type FileWriter = {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<Result<void, AppError>>
  /** What another writer can go on from when this one is gone with its page; `null` where nothing is left then. */
  state(): FileState | null
  /** With patches over its first bytes; the SHA-256 of the whole. */
  finish(patches: readonly Patch[]): Promise<Result<string, AppError>>
  /** Brings a finished file to where it will be published, which may take long. */
  deliver(): Promise<Result<void, AppError>>
  publish(): Promise<Result<File, AppError>>
  discard(): Promise<void>
  /** Lets go of the file, and leaves what another writer can go on from. */
  release(): Promise<void>
}

/** What a failed write means. Browsers say QuotaExceededError both for the origin's quota and for a full disk. */
export function writeError(file: string, cause: unknown): AppError {
  if (!(cause instanceof DOMException))
    return { code: 'export/write', file, detail: cause instanceof Error ? cause.message : String(cause) }
  switch (cause.name) {
    case 'QuotaExceededError':
      return { code: 'export/diskFull', file }
    case 'NotAllowedError':
      return { code: 'export/write', file, detail: 'the browser is no longer allowed to write to the folder' }
    case 'NotFoundError':
      return { code: 'export/write', file, detail: 'its folder is no longer there' }
    case 'NoModificationAllowedError':
      return { code: 'export/write', file, detail: 'something else is using it' }
    default:
      return { code: 'export/write', file, detail: cause.message || cause.name }
  }
}

export async function attempt<T>(file: string, work: () => Promise<T>): Promise<Result<T, AppError>> {
  try {
    return ok(await work())
  } catch (cause) {
    return err(writeError(file, cause))
  }
}

export function ignoreMissing(cause: unknown): void {
  if (!(cause instanceof DOMException && cause.name === 'NotFoundError')) throw cause
}
