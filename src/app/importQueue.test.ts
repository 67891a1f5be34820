import { afterEach, describe, expect, it, vi } from 'vitest'
import { err, ok } from '../lib/result.ts'
import { createWorkspaceStore } from '../state/workspaceStore.ts'
import { ImportQueue } from './importQueue.ts'

afterEach(() => void vi.useRealTimers())

const file = (name: string, size: number) => ({ name, size, slice: () => new Blob() })

function queueOf(...sizes: number[]) {
  const workspace = createWorkspaceStore()
  const queue = new ImportQueue(workspace)
  const ids = queue.add(sizes.map((size, index) => file(`${index}.wav`, size)))
  return { workspace, queue, ids, total: () => workspace.getState().importTotal }
}

describe('the total of an import', () => {
  it('counts whole files and the part of those under way, and never more than all', async () => {
    const { queue, ids, total } = queueOf(100, 300)
    const [first = '', second = ''] = ids
    expect(total()).toMatchObject({ files: 2, filesDone: 0, bytes: 400, work: 400, workDone: 0 })
    await queue.run(first, 'converting', async (onProgress) => {
      onProgress(0.5)
      expect(total()?.workDone).toBe(45)
      onProgress(1)
      // Its waveform is still to come.
      expect(total()?.workDone).toBe(90)
      return ok(undefined)
    })
    queue.finish(first)
    expect(total()).toMatchObject({ filesDone: 1, workDone: 100 })
    await queue.run(second, 'waveform', async (onProgress) => {
      onProgress(1)
      expect(total()?.workDone).toBe(400)
      return ok(undefined)
    })
    queue.finish(second)
    expect(total()).toBeNull()
  })

  it('weighs what a file takes, once that is known', async () => {
    const { queue, ids, total } = queueOf(100, 300)
    const [first = ''] = ids
    queue.weigh(first, { converting: 3000, waveform: 600 })
    expect(total()).toMatchObject({ bytes: 400, work: 3900, workDone: 0 })
    await queue.run(first, 'converting', async (onProgress) => {
      onProgress(0.5)
      expect(total()?.workDone).toBe(1500)
      return ok(undefined)
    })
    expect(total()?.workDone, 'all of it, however late its last figure').toBe(3000)
    queue.finish(first)
    expect(total()).toMatchObject({ filesDone: 1, work: 3900, workDone: 3600 })
  })

  it('is as fast as the last seconds were, not as all the time since the first file', async () => {
    vi.useFakeTimers()
    const { queue, ids, total } = queueOf(1000, 1000)
    const [first = ''] = ids
    await queue.run(first, 'waveform', async (onProgress) => {
      // Nothing for a minute, and then as much every second.
      vi.advanceTimersByTime(60_000)
      for (let n = 1; n <= 20; n++) {
        vi.advanceTimersByTime(1000)
        onProgress(n / 40)
      }
      return err({ code: 'cancelled' })
    })
    const now = total()
    const [from] = now?.recent ?? []
    const to = now?.recent.at(-1)
    if (!from || !to) throw new Error('nothing was kept')
    expect(to.at - from.at).toBeLessThanOrEqual(9000)
    expect(((to.workDone - from.workDone) * 1000) / (to.at - from.at)).toBeCloseTo(25)
  })

  it('grows with files that come while others are under way', () => {
    const { queue, total } = queueOf(100)
    queue.add([file('late.wav', 50)])
    expect(total()).toMatchObject({ files: 2, bytes: 150 })
  })

  it('does not count a file twice that is finished twice', () => {
    const { queue, ids, total } = queueOf(100, 300)
    queue.finish(ids[0] ?? '')
    queue.finish(ids[0] ?? '')
    expect(total()).toMatchObject({ filesDone: 1, workDone: 100 })
  })
})

describe('cancelling', () => {
  it('tells the work, and what it still brings is not wanted', async () => {
    const { queue, ids } = queueOf(100)
    const [id = ''] = ids
    const done = await queue.run(id, 'converting', async (_onProgress, signal) => {
      queue.cancel(id)
      expect(signal.aborted).toBe(true)
      return ok('made all the same')
    })
    expect(done).toEqual(err({ code: 'cancelled' }))
    let asked = false
    await queue.run(id, 'waveform', async () => {
      asked = true
      return ok(undefined)
    })
    expect(asked).toBe(false)
  })

  it('all leaves nothing to be done, each file being finished by who brought it', async () => {
    const { queue, ids, workspace } = queueOf(1, 2, 3)
    queue.cancelAll()
    for (const id of ids) {
      expect(await queue.run(id, 'reading', async () => ok(1))).toEqual(err({ code: 'cancelled' }))
      queue.finish(id)
    }
    expect(workspace.getState()).toMatchObject({ imports: [], importTotal: null })
  })
})
