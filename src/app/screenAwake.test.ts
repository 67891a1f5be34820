import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { pause } from '../testing/appRig.ts'
import { ScreenAwake } from './screenAwake.ts'

/** A page that is seen or not, and a screen that is asked to stay on. */
function page() {
  const target = new EventTarget()
  const locks: { released: boolean; release(): Promise<void> }[] = []
  const state = { visibilityState: 'visible', refuses: false }
  const document = {
    get visibilityState() {
      return state.visibilityState
    },
    addEventListener: target.addEventListener.bind(target),
  }
  const request = vi.fn(async () => {
    if (state.refuses || state.visibilityState !== 'visible') throw new DOMException('no', 'NotAllowedError')
    const lock = {
      released: false,
      async release() {
        lock.released = true
      },
    }
    locks.push(lock)
    return lock
  })
  return {
    document,
    request,
    state,
    held: () => locks.filter(({ released }) => !released).length,
    /** As browsers do it: what is hidden loses its lock. */
    async see(seen: boolean): Promise<void> {
      state.visibilityState = seen ? 'visible' : 'hidden'
      if (!seen) for (const lock of locks) lock.released = true
      target.dispatchEvent(new Event('visibilitychange'))
      await pause()
    },
  }
}

let its: ReturnType<typeof page>
beforeEach(() => {
  its = page()
  vi.stubGlobal('document', its.document)
  vi.stubGlobal('navigator', { wakeLock: { request: its.request } })
})
afterEach(() => vi.unstubAllGlobals())

describe('the screen', () => {
  it('is kept on while there is reason to, once', async () => {
    const awake = new ScreenAwake()
    awake.set(true)
    await pause()
    awake.set(true)
    await pause()
    expect([its.held(), its.request.mock.calls.length]).toEqual([1, 1])
    awake.set(false)
    await pause()
    expect(its.held()).toBe(0)
  })

  it('is asked for again when the page is seen again, and not while it is hidden', async () => {
    const awake = new ScreenAwake()
    awake.set(true)
    await pause()
    await its.see(false)
    expect([its.held(), its.request.mock.calls.length]).toEqual([0, 1])
    await its.see(true)
    expect(its.held()).toBe(1)
    awake.set(false)
    await its.see(false)
    await its.see(true)
    expect(its.held()).toBe(0)
  })

  it('is let go of when the reason went while it was asked for', async () => {
    const awake = new ScreenAwake()
    awake.set(true)
    awake.set(false)
    await pause()
    expect(its.held()).toBe(0)
  })

  it('goes off as it does where the battery is low', async () => {
    its.state.refuses = true
    const awake = new ScreenAwake()
    awake.set(true)
    await pause()
    expect(its.held()).toBe(0)
    its.state.refuses = false
    await its.see(true)
    expect(its.held()).toBe(1)
  })

  it('is left alone where the browser has no such lock', async () => {
    vi.stubGlobal('navigator', {})
    const awake = new ScreenAwake()
    awake.set(true)
    await pause()
    awake.set(false)
    await pause()
    expect(its.request).not.toHaveBeenCalled()
  })
})
