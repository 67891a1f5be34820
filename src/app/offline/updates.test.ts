import { afterEach, expect, it, vi } from 'vitest'
import { createWorkspaceStore } from '../../state/workspaceStore.ts'
import { offlineUpdates } from './updates.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
  vi.useRealTimers()
})

it('tells of a build that was being installed already when the page came up', async () => {
  vi.useFakeTimers({ toFake: ['setInterval'] })
  vi.stubEnv('PROD', true)
  const installing = Object.assign(new EventTarget(), { state: 'installing' })
  const registration = Object.assign(new EventTarget(), { waiting: null, installing })
  const serviceWorker = Object.assign(new EventTarget(), {
    controller: {},
    register: async () => registration,
  })
  vi.stubGlobal('navigator', { serviceWorker, onLine: false })
  vi.stubGlobal('document', new EventTarget())
  const workspace = createWorkspaceStore()
  await offlineUpdates(
    workspace,
    () => null,
    async () => true,
  ).register()
  expect(workspace.getState().update).toBe('none')
  installing.state = 'installed'
  installing.dispatchEvent(new Event('statechange'))
  expect(workspace.getState().update).toBe('ready')
})

it('tells of a build that another tab has begun with while the page came up', () => {
  vi.stubEnv('PROD', true)
  const serviceWorker = Object.assign(new EventTarget(), { controller: {} })
  vi.stubGlobal('navigator', { serviceWorker, onLine: false })
  const workspace = createWorkspaceStore()
  offlineUpdates(
    workspace,
    () => null,
    async () => true,
  )
  serviceWorker.dispatchEvent(new Event('controllerchange'))
  expect(workspace.getState().update).toBe('ready')
})
