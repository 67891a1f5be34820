import { describe, expect, it } from 'vitest'
import { err, ok } from '../lib/result.ts'
import { createWorkspaceStore } from '../state/workspaceStore.ts'
import { ImportQueue } from './importQueue.ts'

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
    expect(total()).toMatchObject({ files: 2, filesDone: 0, bytes: 400, bytesDone: 0 })
    await queue.run(first, 'converting', async (onProgress) => {
      onProgress(0.5)
      expect(total()?.bytesDone).toBe(45)
      onProgress(1)
      // Its waveform is still to come.
      expect(total()?.bytesDone).toBe(90)
      return ok(undefined)
    })
    queue.finish(first)
    expect(total()).toMatchObject({ filesDone: 1, bytesDone: 100 })
    await queue.run(second, 'waveform', async (onProgress) => {
      onProgress(1)
      expect(total()?.bytesDone).toBe(400)
      return ok(undefined)
    })
    queue.finish(second)
    expect(total()).toBeNull()
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
    expect(total()).toMatchObject({ filesDone: 1, bytesDone: 100 })
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
