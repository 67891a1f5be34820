import type { AppError } from '../domain/errors.ts'
import type { Result } from '../lib/result.ts'
import type { Patch } from './formats/deliveryEncoder.ts'

/**
 * Where one deliverable's bytes go, in order. A sink hashes what it writes. Until `finish` nothing at the
 * destination may pass for a finished file.
 */
export type DeliverySink = {
  /**
   * Takes the buffer over: the caller must not touch it again. Resolves when more may be written, with a buffer that has
   * been written out and can be filled again, where there is one.
   */
  write(bytes: Uint8Array<ArrayBuffer>): Promise<Result<ArrayBuffer | null, AppError>>
  /** Resolves when all that was given is written; absent where it is when `write` resolves. */
  settle?(): Promise<Result<void, AppError>>
  /**
   * All bytes are safely at a temporary place, `patches` over the first of them: those of a file whose container is not
   * `appendOnly`. Resolves with the SHA-256 of the whole, lower-case hex: with patches, of what is read back.
   */
  finish(patches: readonly Patch[]): Promise<Result<string, AppError>>
}
