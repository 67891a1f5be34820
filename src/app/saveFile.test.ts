import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { appRig } from '../testing/appRig.ts'
import { saveFile } from './saveFile.ts'
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
