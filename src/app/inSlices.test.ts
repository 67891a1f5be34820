import { expect, it, vi } from 'vitest'
import { inSlices } from './inSlices.ts'

it('lets others have their turn when a slice is over, and gives what the work gives', async () => {
  const clock = vi.spyOn(performance, 'now')
  let now = 0
  let since = 0
  let longest = 0
  clock.mockImplementation(() => now)
  function* work(): Generator<undefined, string> {
    for (let n = 0; n < 100; n++) {
      now += 5
      since += 5
      longest = Math.max(longest, since)
      yield
    }
    return 'done'
  }
  const others = vi.spyOn(globalThis, 'setTimeout').mockImplementation(((go: () => void) => {
    since = 0
    queueMicrotask(go)
  }) as never)
  expect(await inSlices(work())).toBe('done')
  expect(longest).toBe(15)
  expect(others).toHaveBeenCalledTimes(33)
  vi.restoreAllMocks()
})
