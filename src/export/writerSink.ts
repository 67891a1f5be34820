import { transfer } from 'comlink'
import type { AppError } from '../domain/errors.ts'
import { ok, type Result } from '../lib/result.ts'
import type { DeliverySink } from './deliverySink.ts'
import type { Patch } from './formats/deliveryEncoder.ts'

/** Chunks that may be on their way to the writer, a file. More would only fill memory when the disk is slow. */
const IN_FLIGHT = 3

/** Another thread that writes files, named by their index. What it is given of one it writes in turn. */
export type ChunkWriter = {
  /** Gives a buffer back that has been written out, where there is one. */
  write(index: number, bytes: Uint8Array<ArrayBuffer>): Promise<Result<ArrayBuffer | null, AppError>>
  finish(index: number, patches: readonly Patch[]): Promise<Result<string, AppError>>
}

/** Passes chunks to the writer without waiting for each, and its buffers back. */
export class WriterSink implements DeliverySink {
  readonly #writer: ChunkWriter
  readonly #index: number
  #pending: Promise<Result<ArrayBuffer | null, AppError>>[] = []

  constructor(writer: ChunkWriter, index: number) {
    this.#writer = writer
    this.#index = index
  }

  async write(bytes: Uint8Array<ArrayBuffer>): Promise<Result<ArrayBuffer | null, AppError>> {
    this.#pending.push(this.#writer.write(this.#index, transfer(bytes, [bytes.buffer])))
    if (this.#pending.length < IN_FLIGHT) return ok(null)
    const oldest = await this.#pending.shift()
    return oldest ?? ok(null)
  }

  async settle(): Promise<Result<void, AppError>> {
    const pending = this.#pending
    this.#pending = []
    for (const each of pending) {
      const written = await each
      if (!written.ok) return written
    }
    return ok(undefined)
  }

  async finish(patches: readonly Patch[]): Promise<Result<string, AppError>> {
    const settled = await this.settle()
    return settled.ok ? this.#writer.finish(this.#index, patches) : settled
  }
}
