import { expose, transfer } from 'comlink'
import type { AppError } from '../domain/errors.ts'
import { hashLanes } from '../kernel/hashLanes.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { chunkBytes } from './chunkedOutput.ts'
import type { ExportTarget } from './exportTarget.ts'
import type { FileState, FileWriter, WrittenFile } from './fileWriter.ts'
import { openWriter } from './fileWriters.ts'
import type { Patch } from './formats/deliveryEncoder.ts'

let writers: FileWriter[] = []

const writerAt = (index: number): FileWriter => {
  const writer = writers[index]
  if (!writer) throw new RangeError(`no file ${index}`)
  return writer
}

/** Writes and hashes, beside the thread that mixes. Files are named by their index. */
const writerWorker = {
  /** `module`: the kernel, which hashes. `from`: where an earlier export was with the first of them. When it fails, nothing is open. */
  async open(
    module: WebAssembly.Module,
    target: ExportTarget,
    files: readonly WrittenFile[],
    from: readonly FileState[] = [],
  ): Promise<Result<void, AppError>> {
    const hashes = hashLanes(module, files.length, chunkBytes(files.length))
    for (const [index, file] of files.entries()) {
      const hash = hashes[index]
      if (!hash) throw new RangeError(`no hash ${index}`)
      const writer = await openWriter(target, file, hash, from[index])
      if (!writer.ok) {
        await (from.length > 0 ? writerWorker.release() : writerWorker.discard())
        return writer
      }
      writers.push(writer.value)
    }
    return ok(undefined)
  },

  /** Gives the buffer back to be filled again. */
  async write(index: number, bytes: Uint8Array<ArrayBuffer>): Promise<Result<ArrayBuffer, AppError>> {
    const written = await writerAt(index).write(bytes)
    return written.ok ? transfer(ok(bytes.buffer), [bytes.buffer]) : err(written.error)
  },

  /** Where the first `count` files are; `null` when nothing of them would be left if the page ended now. */
  async states(count: number): Promise<readonly FileState[] | null> {
    const states = writers.slice(0, count).flatMap((writer) => writer.state() ?? [])
    return states.length === count ? states : null
  },

  finish: (index: number, patches: readonly Patch[]): Promise<Result<string, AppError>> =>
    writerAt(index).finish(patches),

  deliver: (index: number): Promise<Result<void, AppError>> => writerAt(index).deliver(),

  /** All files take their names; when one cannot, those that did are taken back. */
  async publish(): Promise<Result<File[], AppError>> {
    const files: File[] = []
    for (const writer of writers) {
      const published = await writer.publish()
      if (!published.ok) return published
      files.push(published.value)
    }
    writers = []
    return ok(files)
  },

  async discard(): Promise<void> {
    const open = writers
    writers = []
    for (const writer of open) await writer.discard()
  },

  /** Lets go of all files, and leaves what another export can go on from. */
  async release(): Promise<void> {
    const open = writers
    writers = []
    for (const writer of open) await writer.release()
  },
}

export type WriterWorker = typeof writerWorker

expose(writerWorker)
