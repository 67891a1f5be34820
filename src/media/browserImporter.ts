import { proxy, type Remote, wrap } from 'comlink'
import type { AppError } from '../domain/errors.ts'
import type { ConformSource, MediaInfo, ProbedMedia } from '../domain/media.ts'
import type {
  CancelSignal,
  ConformedMedia,
  FileLike,
  ImportPort,
  Peaks,
  SampleBlock,
} from '../domain/ports.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { ImportStorage } from './importStorage.ts'
import type { ImportWorker } from './importWorker.ts'
import { type PoolWorker, WorkerPool } from './workerPool.ts'

/** Milliseconds after which headers that are still being read are taken for a trap. */
const PROBE_LIMIT_MS = 10_000

/** Milliseconds after which a disk that does not give a few samples is given up on. */
const SAMPLES_LIMIT_MS = 10_000

/** Imports in Workers, started with the first file: one that reads headers, and some that read whole files. */
export class BrowserImporter implements ImportPort {
  readonly #loadKernel: () => Promise<WebAssembly.Module>
  readonly #atRest: () => Promise<void>
  readonly #storage = new ImportStorage()
  /** Its own, so that no file waits for another's conforming to be told apart. */
  readonly #probes = new WorkerPool(1, startWorker)
  /** For what somebody looks at right now. */
  readonly #looks = new WorkerPool(1, startWorker)
  readonly #conforms = new WorkerPool(parallel(4), startWorker)
  /** Their own, for they take seconds: none waits for hours that are converted. */
  readonly #waveforms = new WorkerPool(parallel(2), startWorker)

  /** `atRest` comes when the page has shown what came in: waveforms, which nobody waits for, begin then. */
  constructor(loadKernel: () => Promise<WebAssembly.Module>, atRest: () => Promise<void>) {
    this.#loadKernel = loadKernel
    this.#atRest = atRest
  }

  probe(file: FileLike, sampleRate: number): Promise<Result<ProbedMedia, AppError>> {
    return this.#probes.run({
      file: file.name,
      limitMs: PROBE_LIMIT_MS,
      run: (remote) => remote.probe(file, sampleRate),
    })
  }

  async conform(
    file: FileLike,
    source: ConformSource,
    sampleRate: number,
    onProgress: (done: number) => void,
    signal: CancelSignal,
  ): Promise<Result<ConformedMedia, AppError>> {
    const module = await this.#loadKernel()
    const part = await this.#storage.newPart()
    await this.#storage.use(source, sampleRate)
    const request = { module, file, source, sampleRate, part }
    const progress = whileRunning(onProgress)
    const info = await this.#conforms.run({
      file: file.name,
      signal,
      run: (remote) => remote.conform(request, proxy(progress.tell)),
      cancel: (remote) => void remote.cancel(),
    })
    progress.stop()
    if (!info.ok) {
      await this.#storage.removePart(part)
      return info
    }
    const copy = await this.#storage.copy(info.value)
    const gone = 'the copy that was made of it is gone'
    return copy
      ? ok({ info: info.value, file: copy })
      : err({ code: 'file/unreadable', file: file.name, detail: gone })
  }

  conformed(info: MediaInfo): Promise<FileLike | null> {
    return this.#storage.copy(info)
  }

  async peaks(
    file: FileLike,
    info: MediaInfo,
    onProgress: (done: number, peaks: Peaks | null) => void,
    signal: CancelSignal,
  ): Promise<Result<Peaks, AppError>> {
    const module = await this.#loadKernel()
    const part = await this.#storage.newPart()
    await this.#atRest()
    const progress = whileRunning(onProgress)
    const peaks = await this.#waveforms.run({
      file: info.fileName,
      signal,
      run: (remote) => remote.waveform(module, file, info, part, proxy(progress.tell)),
      cancel: (remote) => void remote.cancel(),
    })
    progress.stop()
    if (!peaks.ok) await this.#storage.removePart(part)
    return peaks
  }

  samples(
    file: FileLike,
    info: MediaInfo,
    from: number,
    length: number,
  ): Promise<Result<SampleBlock, AppError>> {
    return this.#looks.run({
      file: info.fileName,
      limitMs: SAMPLES_LIMIT_MS,
      run: async (remote) => remote.samples(await this.#loadKernel(), file, info, from, length),
    })
  }

  sweep(keep: readonly MediaInfo[]): Promise<void> {
    return this.#storage.sweep(keep)
  }
}

/** How many Workers read whole files, `most` at most: the page, the sound and the disk want their share. */
const parallel = (most: number): number => Math.min(most, Math.max(1, navigator.hardwareConcurrency - 1))

function startWorker(): PoolWorker<Remote<ImportWorker>> {
  const worker = new Worker(new URL('./importWorker.ts', import.meta.url), { type: 'module' })
  return {
    remote: wrap<ImportWorker>(worker),
    onCrash: (listener) => {
      worker.onerror = ({ message }) => listener(message || 'its Worker stopped')
    },
    terminate: () => worker.terminate(),
  }
}

/** Progress comes by a channel of its own, and the last of it may be later than the result: it is not passed on then. */
function whileRunning<A extends unknown[]>(listener: (...now: A) => void) {
  let running = true
  return {
    tell: (...now: A): void => {
      if (running) listener(...now)
    },
    stop: (): void => {
      running = false
    },
  }
}
