import { proxy, type Remote, wrap } from 'comlink'
import type { AppError } from '../domain/errors.ts'
import type { ConformSource, MediaInfo, ProbedMedia } from '../domain/media.ts'
import type { CancelSignal, ConformedMedia, FileLike, ImportPort, Peaks } from '../domain/ports.ts'
import { err, type Result } from '../lib/result.ts'
import type { ImportWorker } from './importWorker.ts'

/** Imports in a Worker of its own, started with the first file. */
export class BrowserImporter implements ImportPort {
  readonly #loadKernel: () => Promise<WebAssembly.Module>
  #worker: Remote<ImportWorker> | null = null
  #jobs = 0

  constructor(loadKernel: () => Promise<WebAssembly.Module>) {
    this.#loadKernel = loadKernel
  }

  probe(file: FileLike, sampleRate: number): Promise<Result<ProbedMedia, AppError>> {
    return this.#remote().probe(file, sampleRate)
  }

  async conform(_file: FileLike, source: ConformSource): Promise<Result<ConformedMedia, AppError>> {
    return err({ code: 'codec/unsupported', file: source.fileName, codec: source.codec })
  }

  async conformed(): Promise<FileLike | null> {
    return null
  }

  async sweep(): Promise<void> {
    await Promise.resolve()
  }

  async peaks(
    file: FileLike,
    info: MediaInfo,
    onProgress: (done: number, peaks: Peaks | null) => void,
    signal: CancelSignal,
  ): Promise<Result<Peaks, AppError>> {
    const module = await this.#loadKernel()
    const remote = this.#remote()
    this.#jobs += 1
    const job = String(this.#jobs)
    signal.addEventListener('abort', () => void remote.cancel(job), { once: true })
    let running = true
    // It comes by a channel of its own, and the last of it may be later than the result.
    const progress = proxy((done: number, peaks: Peaks | null) => running && onProgress(done, peaks))
    try {
      return await remote.waveform(job, module, file, info, progress)
    } finally {
      running = false
    }
  }

  #remote(): Remote<ImportWorker> {
    this.#worker ??= wrap<ImportWorker>(
      new Worker(new URL('./importWorker.ts', import.meta.url), { type: 'module' }),
    )
    return this.#worker
  }
}
