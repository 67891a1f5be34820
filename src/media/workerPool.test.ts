import { describe, expect, it } from 'vitest'
import type { AppError } from '../domain/errors.ts'
import { ok, type Result } from '../lib/result.ts'
import { type PoolWorker, WorkerPool } from './workerPool.ts'

type Fake = PoolWorker<number> & { crash(detail: string): void; readonly stopped: () => boolean }

function fakes() {
  const workers: Fake[] = []
  return {
    workers,
    start: (): Fake => {
      let listener: (detail: string) => void = () => undefined
      let stopped = false
      const worker: Fake = {
        remote: workers.length,
        onCrash: (next) => {
          listener = next
        },
        terminate: () => {
          stopped = true
        },
        crash: (detail) => listener(detail),
        stopped: () => stopped,
      }
      workers.push(worker)
      return worker
    },
  }
}

/** A job that ends when it is told to. */
function open<T>(): {
  run: () => Promise<Result<T, AppError>>
  end: (value: T) => void
  started: () => number
} {
  let runs = 0
  let end: (value: T) => void = () => undefined
  const result = new Promise<Result<T, AppError>>((resolve) => {
    end = (value) => resolve(ok(value))
  })
  return {
    run: () => {
      runs += 1
      return result
    },
    end: (value) => end(value),
    started: () => runs,
  }
}

describe('WorkerPool', () => {
  it('runs as many jobs at once as it has Workers, the others in turn', async () => {
    const { workers, start } = fakes()
    const pool = new WorkerPool(2, start)
    const jobs = [open<number>(), open<number>(), open<number>()]
    const results = jobs.map(({ run }) => pool.run({ file: 'a', run }))
    expect(jobs.map(({ started }) => started())).toEqual([1, 1, 0])
    jobs[1]?.end(1)
    expect(await results[1]).toEqual(ok(1))
    expect(jobs[2]?.started()).toBe(1)
    jobs[0]?.end(0)
    jobs[2]?.end(2)
    expect(await Promise.all(results)).toEqual([ok(0), ok(1), ok(2)])
    expect(workers.length).toBe(2)
  })

  it('cancels a job that waits without a Worker, and asks one that runs to stop', async () => {
    const { workers, start } = fakes()
    const pool = new WorkerPool(1, start)
    const [running, waiting, next] = [open<number>(), open<number>(), open<number>()]
    const [stop, forget] = [new AbortController(), new AbortController()]
    let asked = 0
    const first = pool.run({ file: 'a', run: running.run, signal: stop.signal, cancel: () => asked++ })
    const second = pool.run({ file: 'b', run: waiting.run, signal: forget.signal })
    const third = pool.run({ file: 'c', run: next.run })
    forget.abort()
    expect(await second).toEqual({ ok: false, error: { code: 'cancelled' } })
    stop.abort()
    expect(asked).toBe(1)
    // It does not listen: its Worker is stopped with it, and the next job gets another.
    expect(await first).toEqual({ ok: false, error: { code: 'cancelled' } })
    expect(workers[0]?.stopped()).toBe(true)
    next.end(3)
    expect(await third).toEqual(ok(3))
    expect([waiting.started(), workers.length]).toEqual([0, 2])
  })

  it('asks only its own job to stop', async () => {
    const pool = new WorkerPool(1, fakes().start)
    const stop = new AbortController()
    let asked = 0
    const cancel = () => asked++
    await pool.run({ file: 'a', run: async () => ok(1), signal: stop.signal, cancel })
    const other = open<number>()
    const second = pool.run({ file: 'b', run: other.run })
    stop.abort()
    other.end(2)
    expect(await second).toEqual(ok(2))
    expect(asked).toBe(0)
  })

  it('names a file whose Worker crashed or hangs, and goes on', async () => {
    const { workers, start } = fakes()
    const pool = new WorkerPool(1, start)
    const crashed = pool.run({ file: 'a', run: open<number>().run })
    workers[0]?.crash('out of memory')
    expect(await crashed).toEqual({
      ok: false,
      error: { code: 'file/unreadable', file: 'a', detail: 'reading it ended unexpectedly (out of memory)' },
    })
    const hung = await pool.run({ file: 'b', run: open<number>().run, limitMs: 5 })
    expect(hung).toMatchObject({
      error: { code: 'file/unreadable', file: 'b', detail: 'reading it took too long' },
    })
    expect(await pool.run({ file: 'c', run: async () => ok(7) })).toEqual(ok(7))
    expect(workers.map(({ stopped }) => stopped())).toEqual([true, true, false])
  })

  it('lets a bug through, and is of use afterwards', async () => {
    const pool = new WorkerPool(1, fakes().start)
    await expect(pool.run({ file: 'a', run: () => Promise.reject(new Error('bug')) })).rejects.toThrow('bug')
    expect(await pool.run({ file: 'b', run: async () => ok(1) })).toEqual(ok(1))
  })
})
