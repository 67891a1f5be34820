import type { AppError } from '../domain/errors.ts'
import type { CancelSignal } from '../domain/ports.ts'
import { err, type Result } from '../lib/result.ts'

/** A Worker as the pool sees it. */
export type PoolWorker<R> = {
  readonly remote: R
  /** Tells once, when the Worker can do no more. */
  onCrash(listener: (detail: string) => void): void
  terminate(): void
}

export type PoolJob<R, T> = {
  /** What an error is about. */
  readonly file: string
  run(remote: R): Promise<Result<T, AppError>>
  readonly signal?: CancelSignal
  /** Asks the job in the Worker to stop; one that has not stopped in a second is stopped with its Worker. */
  cancel?(remote: R): void
  /** After so many milliseconds it is taken to hang; never by default. */
  readonly limitMs?: number
}

const CANCEL_GRACE_MS = 1000

type Waiting<R> = { start(worker: PoolWorker<R>, free: (alive: boolean) => void): void }

/** A few Workers, started when they are needed, each with one job at a time; jobs wait in the order they came. */
export class WorkerPool<R> {
  readonly #size: number
  readonly #startWorker: () => PoolWorker<R>
  readonly #idle: PoolWorker<R>[] = []
  readonly #waiting: Waiting<R>[] = []
  #running = 0

  constructor(size: number, startWorker: () => PoolWorker<R>) {
    this.#size = size
    this.#startWorker = startWorker
  }

  run<T>(job: PoolJob<R, T>): Promise<Result<T, AppError>> {
    return new Promise((resolve, reject) => {
      if (job.signal?.aborted) return resolve(err({ code: 'cancelled' }))
      const waiting: Waiting<R> = {
        start: (worker, free) => void execute(job, worker, free).then(resolve, reject),
      }
      job.signal?.addEventListener(
        'abort',
        () => {
          const place = this.#waiting.indexOf(waiting)
          if (place < 0) return
          this.#waiting.splice(place, 1)
          resolve(err({ code: 'cancelled' }))
        },
        { once: true },
      )
      this.#waiting.push(waiting)
      this.#next()
    })
  }

  #next(): void {
    if (this.#running >= this.#size) return
    const waiting = this.#waiting.shift()
    if (!waiting) return
    this.#running += 1
    const worker = this.#idle.pop() ?? this.#startWorker()
    waiting.start(worker, (alive) => {
      this.#running -= 1
      if (alive) this.#idle.push(worker)
      else worker.terminate()
      this.#next()
    })
  }
}

/** Runs one job to its end, whichever that is: its result, a crash, a hang, or that it would not stop. */
async function execute<R, T>(
  job: PoolJob<R, T>,
  worker: PoolWorker<R>,
  free: (alive: boolean) => void,
): Promise<Result<T, AppError>> {
  let timer: ReturnType<typeof setTimeout> | undefined
  let stop: () => void = () => undefined
  const ended = new Promise<Result<never, AppError>>((give) => {
    const broken = (detail: string) => give(err({ code: 'file/unreadable', file: job.file, detail }))
    worker.onCrash((detail) => broken(`reading it ended unexpectedly (${detail})`))
    if (job.limitMs !== undefined) timer = setTimeout(() => broken('reading it took too long'), job.limitMs)
    stop = () => {
      job.cancel?.(worker.remote)
      clearTimeout(timer)
      timer = setTimeout(() => give(err({ code: 'cancelled' })), CANCEL_GRACE_MS)
    }
    job.signal?.addEventListener('abort', stop, { once: true })
  })
  let alive = false
  try {
    const finished = job.run(worker.remote).then((result) => {
      alive = true
      return result
    })
    return await Promise.race([finished, ended])
  } finally {
    clearTimeout(timer)
    // The signal may be of more than this job, and its Worker is the next one's.
    job.signal?.removeEventListener('abort', stop)
    free(alive)
  }
}
