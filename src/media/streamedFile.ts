import type { AppError } from '../domain/errors.ts'
import type { ByteSource, FileLike } from '../domain/ports.ts'
import { ok, type Result } from '../lib/result.ts'
import { fileByteSource } from './byteSource.ts'

/** Bytes from which on it pays to begin a stream: what goes on from the last read has one already. */
const WORTH_A_STREAM = 1 << 20
/** A stream that gives nothing for so long is given up: a plain read tells what is wrong, or comes through. */
const STALLED_MS = 10_000

type Bytes = Uint8Array<ArrayBuffer>
type Reader = ReadableStreamBYOBReader

/**
 * A file that is read from front to back: by one stream into memory that is used again, which takes the browser less than
 * half of what a read of its own for each part does. Where there are no such streams, and for parts here and there, by plain
 * reads, and so is whatever a stream fails at: errors are those of `fileByteSource`.
 */
export class StreamedFile {
  readonly #file: FileLike
  readonly #plain: ByteSource
  #reader: Reader | null = null
  /** Where the stream is. */
  #at = 0
  #queue: Promise<unknown> = Promise.resolve()

  constructor(file: FileLike) {
    this.#file = file
    this.#plain = fileByteSource(file)
  }

  /** Exactly `length` bytes from `offset`. `spare` is detached: it is what they are in, where it is large enough. */
  read(offset: number, length: number, spare: ArrayBuffer | null): Promise<Result<Uint8Array, AppError>> {
    const read = this.#queue.then(() => this.#read(offset, length, spare))
    this.#queue = read.catch(() => undefined)
    return read
  }

  /** Lets go of the file; it can be read again. */
  close(): void {
    // What it fails with has been read plainly.
    this.#reader?.cancel().catch(() => undefined)
    this.#reader = null
  }

  async #read(
    offset: number,
    length: number,
    spare: ArrayBuffer | null,
  ): Promise<Result<Uint8Array, AppError>> {
    if (length === 0) return ok(new Uint8Array(0))
    if (this.#reader === null || this.#at !== offset) {
      this.close()
      if (length >= WORTH_A_STREAM) this.#open(offset)
    }
    const streamed = this.#reader && (await this.#stream(this.#reader, length, spare))
    if (streamed) {
      this.#at = offset + length
      return ok(streamed)
    }
    this.close()
    return this.#plain.read(offset, length)
  }

  #open(offset: number): void {
    const rest = this.#file.slice(offset, this.#file.size)
    try {
      this.#reader = 'stream' in rest ? (rest as Blob).stream().getReader({ mode: 'byob' }) : null
    } catch (cause) {
      // A browser whose streams of files are none of bytes.
      if (!(cause instanceof TypeError)) throw cause
    }
    this.#at = offset
  }

  /** `null` where it fails, whatever the reason. */
  async #stream(reader: Reader, length: number, spare: ArrayBuffer | null): Promise<Bytes | null> {
    let memory = spare && spare.byteLength >= length ? spare : new ArrayBuffer(length)
    for (let done = 0; done < length; ) {
      const part = await within(STALLED_MS, reader.read(new Uint8Array(memory, done, length - done)))
      if (!part?.value || part.done) return null
      memory = part.value.buffer as ArrayBuffer
      done += part.value.length
    }
    return new Uint8Array(memory, 0, length)
  }
}

/** What a promise gives, or `null` where it fails or takes longer. */
async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), milliseconds)
  })
  try {
    return await Promise.race([promise, late])
  } catch {
    return null
  } finally {
    clearTimeout(timer)
  }
}
