import { expose, transfer } from 'comlink'
import type { AppError } from '../domain/errors.ts'
import type { FileLike } from '../domain/ports.ts'
import type { MediaId } from '../domain/session.ts'
import { ok, type Result } from '../lib/result.ts'
import { StreamedFile } from '../media/streamedFile.ts'

let sources: ReadonlyMap<MediaId, StreamedFile> = new Map()

/**
 * Reads files beside the thread that mixes. There a read would not come in while a window is being mixed: what the browser
 * sends waits for the thread to take it.
 */
const readerWorker = {
  open(files: ReadonlyMap<MediaId, FileLike>): void {
    sources = new Map([...files].map(([id, file]) => [id, new StreamedFile(file)]))
  },

  /** `spare`: memory to read into, which is the reader's from then on. */
  async read(
    id: MediaId,
    offset: number,
    length: number,
    spare: ArrayBuffer | null,
  ): Promise<Result<Uint8Array, AppError>> {
    const source = sources.get(id)
    if (!source) throw new RangeError(`no file ${id}`)
    const read = await source.read(offset, length, spare)
    return read.ok ? transfer(ok(read.value), [read.value.buffer]) : read
  },
}

export type ReaderWorker = typeof readerWorker

expose(readerWorker)
