import { afterEach, expect, it, vi } from 'vitest'
import { emptySession } from '../domain/session.ts'
import { BrowserPackager } from './browserPackager.ts'

afterEach(() => vi.unstubAllGlobals())

it('does not begin when it is cancelled while what others left is cleared away', async () => {
  const stop = new AbortController()
  const started = vi.fn()
  vi.stubGlobal('Worker', started)
  vi.stubGlobal('navigator', {
    storage: {
      async getDirectory() {
        stop.abort()
        throw new DOMException('denied', 'SecurityError')
      },
    },
  })
  const order = {
    session: emptySession(),
    files: new Map(),
    originals: new Map(),
    leftOut: new Set<string>(),
    name: 'a.zip',
    destination: { kind: 'download' },
  } as const
  const packed = await new BrowserPackager().pack(order, () => undefined, stop.signal)
  expect(packed).toEqual({ ok: false, error: { code: 'cancelled' } })
  expect(started).not.toHaveBeenCalled()
})
