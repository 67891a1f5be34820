import { expose, transfer } from 'comlink'
import type { AppError } from '../domain/errors.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { ExportTarget } from './exportTarget.ts'
import { type FileWriter, openWriter, type WrittenFile } from './fileWriters.ts'
import type { Patch } from './formats/deliveryEncoder.ts'

let writers: FileWriter[] = []

const writerAt = (index: number): FileWriter => {
  const writer = writers[index]
  if (!writer) throw new RangeError(`no file ${index}`)
  return writer
}

/** Writes and hashes, beside the thread that mixes. Files are named by their index. */
const writerWorker = {
  async open(target: ExportTarget, files: readonly WrittenFile[]): Promise<Result<void, AppError>> {
    for (const file of files) {
      const writer = await openWriter(target, file)
      if (!writer.ok) return writer
      writers.push(writer.value)
    }
    return ok(undefined)
  },

  /** Gives the buffer back to be filled again. */
  async write(index: number, bytes: Uint8Array<ArrayBuffer>): Promise<Result<ArrayBuffer, AppError>> {
    const written = await writerAt(index).write(bytes)
    return written.ok ? transfer(ok(bytes.buffer), [bytes.buffer]) : err(written.error)
  },

  finish: (index: number, patches: readonly Patch[]): Promise<Result<string, AppError>> =>
    writerAt(index).finish(patches),

  /** All files take their names; when one cannot, those that did are taken back. */
  async publish(): Promise<Result<File[], AppError>> {
    const files: File[] = []
    for (const writer of writers) {
      const published = await writer.publish()
      if (!published.ok) {
        await writerWorker.discard()
        return published
      }
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
}

export type WriterWorker = typeof writerWorker

expose(writerWorker)
