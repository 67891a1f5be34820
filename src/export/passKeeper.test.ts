import { afterEach, expect, it, vi } from 'vitest'
import { ok } from '../lib/result.ts'
import { pause } from '../testing/appRig.ts'
import { jobState } from '../testing/jobStateFixture.ts'
import type { JobState } from './bounceJob.ts'
import { PassKeeper } from './passKeeper.ts'

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

function rig() {
  const kept: number[] = []
  const cancel = new AbortController()
  const keeper = new PassKeeper(async ({ done }: JobState) => {
    kept.push(done)
    return ok(undefined)
  }, cancel.signal)
  const between = (done: number) => keeper.between(async () => ok(jobState(done)))
  return { kept, cancel, keeper, between }
}

it('keeps the state every two seconds of work, by a clock that a change of the time of day does not touch', async () => {
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  const { kept, between } = rig()
  for (let done = 1; done <= 10; done++) {
    now += 500
    vi.setSystemTime(done * 1e12)
    await between(done)
  }
  expect(kept).toEqual([4, 8])
})

it('keeps the state at once when it is paused, and holds the pass until it goes on', async () => {
  const { kept, keeper, between } = rig()
  keeper.setPaused(true)
  let passed = false
  const held = between(7).then(() => {
    passed = true
  })
  await pause(20)
  expect([kept, passed]).toEqual([[7], false])
  keeper.setPaused(false)
  await held
  await between(8)
  expect(kept).toEqual([7])
})

it('lets a paused pass go when it is cancelled', async () => {
  const { keeper, cancel, between } = rig()
  keeper.setPaused(true)
  const held = between(7)
  await pause(5)
  cancel.abort()
  expect(await held).toEqual(ok(undefined))
})
