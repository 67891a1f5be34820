import { expose, transfer } from 'comlink'
import type { AppError } from '../domain/errors.ts'
import type { ByteSource, FileLike } from '../domain/ports.ts'
import type { MediaId } from '../domain/session.ts'
import { ok, type Result } from '../lib/result.ts'
import { fileByteSource } from '../media/byteSource.ts'

let sources: ReadonlyMap<MediaId, ByteSource> = new Map()

/**
 * Reads files beside the thread that mixes. There a read would not come in while a window is being mixed: what the browser
 * sends waits for the thread to take it.
 */
const readerWorker = {
  open(files: ReadonlyMap<MediaId, FileLike>): void {
    sources = new Map([...files].map(([id, file]) => [id, fileByteSource(file)]))
  },

  async read(id: MediaId, offset: number, length: number): Promise<Result<Uint8Array, AppError>> {
    const source = sources.get(id)
    if (!source) throw new RangeError(`no file ${id}`)
    const read = await source.read(offset, length)
    return read.ok ? transfer(ok(read.value), [read.value.buffer]) : read
  },
}

export type ReaderWorker = typeof readerWorker

expose(readerWorker)
