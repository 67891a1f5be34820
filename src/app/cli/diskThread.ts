import { workerData } from 'node:worker_threads'
import { expose, transfer } from 'comlink'
import type { AppError } from '../../domain/errors.ts'
import type { FileState } from '../../export/fileWriter.ts'
import type { Patch } from '../../export/formats/deliveryEncoder.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { type DiskSink, openDiskSink } from './diskSink.ts'

type File = {
  readonly sink: DiskSink
  /** What is asked of a file is done in turn: a chunk that comes while another is written must not overtake it. */
  turn: Promise<unknown>
}

const files: File[] = []

function inTurn<T>(index: number, work: (sink: DiskSink) => Promise<T>): Promise<T> {
  const file = files[index]
  if (!file) throw new RangeError(`no file ${index}`)
  const done = file.turn.then(() => work(file.sink))
  // Whoever asked hears of it; who comes next is not to fail for it.
  file.turn = done.catch(() => undefined)
  return done
}

/** Writes and hashes, beside the thread that mixes. Files are named by their index, in the order that they were opened in. */
const diskThread = {
  async open(folder: string, name: string, from?: FileState): Promise<Result<number, AppError>> {
    const sink = await openDiskSink(folder, name, from)
    return sink.ok ? ok(files.push({ sink: sink.value, turn: Promise.resolve() }) - 1) : sink
  },

  /** Gives a buffer back that has been written out, where there is one. */
  async write(index: number, bytes: Uint8Array<ArrayBuffer>): Promise<Result<ArrayBuffer | null, AppError>> {
    const written = await inTurn(index, (sink) => sink.write(bytes))
    if (!written.ok) return err(written.error)
    return written.value ? transfer(ok(written.value), [written.value]) : ok(null)
  },

  finish: (index: number, patches: readonly Patch[]): Promise<Result<string, AppError>> =>
    inTurn(index, (sink) => sink.finish(patches)),

  state: (index: number): Promise<FileState | null> => inTurn(index, (sink) => sink.state()),

  publish: (index: number): Promise<Result<void, AppError>> => inTurn(index, (sink) => sink.publish()),

  discard: (index: number): Promise<void> => inTurn(index, (sink) => sink.discard()),

  release: (index: number): Promise<void> => inTurn(index, (sink) => sink.release()),
}

export type DiskThread = typeof diskThread

expose(diskThread, workerData)
