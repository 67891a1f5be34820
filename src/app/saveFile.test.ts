import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { ok } from '../lib/result.ts'
import { appRig } from '../testing/appRig.ts'
import { handedOver, saveFile } from './saveFile.ts'
import { underWay } from './underWay.ts'

let taken: string[] = []
// One clock for all: when downloads began is remembered from one test to the next.
beforeAll(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  vi.stubGlobal('document', {
    createElement: () => ({
      href: '',
      download: '',
      click() {
        taken.push(this.download)
      },
    }),
  })
})
afterEach(async () => {
  await vi.advanceTimersByTimeAsync(120_000)
  taken = []
})
afterAll(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const files = Array.from({ length: 20 }, (_, n) => new File(['x'], `${n}.wav`))

it('tells of files that the browser does not take yet, until it has all of them', async () => {
  const { workspace } = appRig()
  for (const file of files) saveFile(file)
  expect(taken).toHaveLength(8)
  expect(workspace.getState().handingOver).toBe(12)
  expect(underWay(workspace.getState())).toContain('downloads')
  await vi.advanceTimersByTimeAsync(5000)
  expect(taken).toEqual(files.map(({ name }) => name))
  expect(underWay(workspace.getState())).toBeNull()
})

it('resolves when none waits any more, or at its signal', async () => {
  const stop = new AbortController()
  let ended = ''
  await handedOver(stop.signal)
  for (const file of files) saveFile(file)
  void handedOver(stop.signal).then(() => {
    ended += `stopped at ${taken.length}`
  })
  void handedOver(new AbortController().signal).then(() => {
    ended += `, done at ${taken.length}`
  })
  await vi.advanceTimersByTimeAsync(1)
  expect(ended).toBe('')
  stop.abort()
  await vi.advanceTimersByTimeAsync(5000)
  expect(ended).toBe('stopped at 8, done at 20')
})

it('is waited for by the next export, which may be cancelled meanwhile', async () => {
  const begun: number[] = []
  const { actions, workspace } = appRig({
    exporter: {
      bounce: async () => {
        begun.push(taken.length)
        return ok({ report: {} as never, files })
      },
    },
  })
  await actions.exportToDownloads()
  const cancelled = actions.exportToDownloads()
  actions.cancelExport()
  await cancelled
  expect(workspace.getState().exporting.phase).toBe('settings')
  const second = actions.exportToDownloads()
  expect(workspace.getState().exporting.phase).toBe('running')
  await vi.advanceTimersByTimeAsync(5000)
  await second
  expect(begun).toEqual([0, 20])
  expect(workspace.getState().exporting.phase).toBe('done')
})
