import { Worker } from 'node:worker_threads'
import { type Remote, wrap } from 'comlink'
import type { AppError } from '../../domain/errors.ts'
import type { FileState } from '../../export/fileWriter.ts'
import { WriterSink } from '../../export/writerSink.ts'
import { ok, type Result } from '../../lib/result.ts'
import type { DiskSink } from './diskSink.ts'
import type { DiskThread } from './diskThread.ts'

/** Opens files as `openDiskSink` does, which are written and hashed by a thread of their own. */
export class ThreadedDisk {
  readonly #worker: Worker
  readonly #thread: Remote<DiskThread>
  readonly #broken: Promise<never>

  /** `script`: `diskThread.ts`, built. */
  constructor(script: URL) {
    const { port1, port2 } = new MessageChannel()
    this.#worker = new Worker(script, { workerData: port2, transferList: [port2 as never] })
    this.#thread = wrap<DiskThread>(port1)
    this.#broken = new Promise((_, reject) => this.#worker.once('error', reject))
    // Nobody may be waiting when it breaks; who asks for something later hears of it.
    this.#broken.catch(() => undefined)
  }

  async open(folder: string, name: string, from?: FileState): Promise<Result<DiskSink, AppError>> {
    const thread = this.#thread
    const opened = await this.#of(thread.open(folder, name, from))
    if (!opened.ok) return opened
    const index = opened.value
    const sink = new WriterSink(
      {
        write: (at, bytes) => this.#of(thread.write(at, bytes)),
        finish: (at, patches) => this.#of(thread.finish(at, patches)),
      },
      index,
    )
    return ok({
      write: (bytes) => sink.write(bytes),
      settle: () => sink.settle(),
      finish: (patches) => sink.finish(patches),
      state: () => this.#of(thread.state(index)),
      publish: () => this.#of(thread.publish(index)),
      discard: () => this.#of(thread.discard(index)),
      release: () => this.#of(thread.release(index)),
    })
  }

  /** Ends the thread, when no file of it is open any more. */
  async end(): Promise<void> {
    await this.#worker.terminate()
  }

  async #of<T extends Promise<unknown>>(asked: T): Promise<Awaited<T>> {
    return Promise.race([asked, this.#broken])
  }
}
