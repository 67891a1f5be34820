import type { AppError } from '../domain/errors.ts'
import { ok, type Result } from '../lib/result.ts'
import type { DeliverySink } from './deliverySink.ts'
import type { FileEnd } from './formats/deliveryEncoder.ts'

/** Bytes handed to a sink at once, where there are few: fewer and larger writes cost less. */
const CHUNK_BYTES = 1 << 20
/** A chunk that is filled, and as many that are on their way as a sink lets wait, for all files together. */
const ALL_CHUNKS_BYTES = 32 << 20
const SMALLEST_CHUNK_BYTES = 16 << 10

/** Bytes of a chunk when so many files are written at once: all of them together stay within bounds. */
export const chunkBytes = (files: number): number =>
  Math.min(
    CHUNK_BYTES,
    Math.max(SMALLEST_CHUNK_BYTES, 2 ** Math.floor(Math.log2(ALL_CHUNKS_BYTES / Math.max(1, files)))),
  )

/** Gathers blocks into chunks worth a write of their own. */
export class ChunkedOutput {
  readonly #sink: DeliverySink
  readonly #size: number
  #chunk: Uint8Array<ArrayBuffer>
  #fill = 0

  constructor(sink: DeliverySink, size: number) {
    this.#sink = sink
    this.#size = size
    this.#chunk = new Uint8Array(size)
  }

  hasRoom(bytes: number): boolean {
    return this.#fill + bytes <= this.#size
  }

  copy(bytes: Uint8Array): void {
    this.#chunk.set(bytes, this.#fill)
    this.#fill += bytes.length
  }

  async append(bytes: Uint8Array): Promise<Result<void, AppError>> {
    let at = 0
    while (at < bytes.length) {
      const part = bytes.subarray(at, at + this.#size - this.#fill)
      this.copy(part)
      at += part.length
      if (this.#fill === this.#size) {
        const written = await this.#flush()
        if (!written.ok) return written
      }
    }
    return ok(undefined)
  }

  /** Hands on what is gathered, however little, and waits until the sink has written it. */
  async settle(): Promise<Result<void, AppError>> {
    const flushed = await this.#flush()
    return flushed.ok ? ((await this.#sink.settle?.()) ?? ok(undefined)) : flushed
  }

  async finish({ bytes, patches }: FileEnd): Promise<Result<string, AppError>> {
    const ended = await this.append(bytes)
    if (!ended.ok) return ended
    const written = await this.#flush()
    return written.ok ? this.#sink.finish(patches) : written
  }

  async #flush(): Promise<Result<void, AppError>> {
    if (this.#fill === 0) return ok(undefined)
    const written = await this.#sink.write(this.#chunk.subarray(0, this.#fill))
    if (!written.ok) return written
    this.#chunk = new Uint8Array(written.value ?? new ArrayBuffer(this.#size))
    this.#fill = 0
    return ok(undefined)
  }
}
