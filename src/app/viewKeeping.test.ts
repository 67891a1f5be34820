import { afterEach, expect, it, vi } from 'vitest'
import { err, ok } from '../lib/result.ts'
import { EVERY_LANE } from '../state/laneView.ts'
import { appRig } from '../testing/appRig.ts'
import { keepViews } from './viewKeeping.ts'

afterEach(() => vi.unstubAllGlobals())

it('forgets lanes of sessions that are gone, and none when the list of sessions cannot be read', async () => {
  const items = new Map<string, string>([['dubstage.view.a', '{}']])
  vi.stubGlobal('localStorage', {
    get length() {
      return items.size
    },
    key: (n: number) => [...items.keys()][n] ?? null,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  })
  let readable = false
  const { actions, document, workspace, texts } = appRig({
    shelf: {
      list: async () => (readable ? ok([]) : err({ code: 'storage/unavailable', detail: 'denied' })),
    },
  })
  keepViews(document, workspace)
  await actions.closeSession()
  await actions.closeSession()
  expect([...items.keys()]).toContain('dubstage.view.a')
  expect(workspace.getState().sessions).toBeNull()
  expect(texts()).toHaveLength(1)
  readable = true
  await actions.closeSession()
  expect([...items.keys()]).not.toContain('dubstage.view.a')
  expect(workspace.getState().lanes).toBe(EVERY_LANE)
})
