import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { BounceReport } from '../domain/deliveryReport.ts'
import { err, ok } from '../lib/result.ts'
import { createWorkspaceStore } from '../state/workspaceStore.ts'
import { appRig, pause } from '../testing/appRig.ts'
import { exportNews } from './exportNews.ts'

type Permission = 'default' | 'granted' | 'denied'

const shown: { title: string; body: string }[] = []
const tags: string[] = []
const kept = new Map<string, string>()
const page = { visibilityState: 'hidden' }

/** The system's notifications, with leave that is given or not when it is asked for. */
function stubNotification(permission: Permission, answer: Permission = permission, throws = false) {
  class FakeNotification {
    static permission: Permission = permission
    static requestPermission = vi.fn(async () => {
      FakeNotification.permission = answer
      return answer
    })
    constructor(title: string, { body, tag }: { body: string; tag: string }) {
      if (throws) throw new TypeError('Illegal constructor')
      shown.push({ title, body })
      tags.push(tag)
    }
  }
  vi.stubGlobal('Notification', FakeNotification)
  return FakeNotification
}

function news() {
  const workspace = createWorkspaceStore()
  const { setExportNews, tell } = exportNews(workspace)
  return { setExportNews, tell, now: () => workspace.getState().exportNews }
}

beforeEach(() => {
  shown.length = 0
  tags.length = 0
  kept.clear()
  page.visibilityState = 'hidden'
  vi.stubGlobal('document', page)
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  })
})
afterEach(() => vi.unstubAllGlobals())

it('asks for leave within the click, tells what is done to someone who does not see the page, and is kept', async () => {
  const system = stubNotification('default', 'granted')
  const { setExportNews, tell, now } = news()
  expect(now()).toBe('off')
  tell('1', 'not yet', '')
  await setExportNews(true)
  expect(system.requestPermission).toHaveBeenCalledTimes(1)
  expect(now()).toBe('on')
  tell('1', 'The export “A” is finished.', '')
  page.visibilityState = 'visible'
  tell('1', 'seen', '')
  expect(shown).toEqual([{ title: 'The export “A” is finished.', body: '' }])
  expect(news().now()).toBe('on')
})

it('of one export does not replace that of another', async () => {
  stubNotification('granted')
  const { setExportNews, tell } = news()
  await setExportNews(true)
  for (const id of ['1', '2', '2']) tell(id, `The export “${id}” is finished.`, '')
  expect(new Set(tags).size).toBe(2)
  expect(tags[1]).toBe(tags[2])
})

it('does not ask again where leave is given, and is quiet when it is turned off', async () => {
  const system = stubNotification('granted')
  const { setExportNews, tell, now } = news()
  await setExportNews(true)
  expect([now(), system.requestPermission.mock.calls.length]).toEqual(['on', 0])
  await setExportNews(false)
  tell('1', 'A', '')
  expect([now(), shown]).toEqual(['off', []])
})

it.each([
  ['when it is asked', 'default'],
  ['before', 'denied'],
] as const)('says that it is refused: %s', async (_, before) => {
  stubNotification(before, 'denied')
  const { setExportNews, tell, now } = news()
  await setExportNews(true)
  tell('1', 'A', '')
  expect([now(), shown]).toEqual(['denied', []])
})

it('that leave is taken back later is seen at the next export', async () => {
  const system = stubNotification('granted')
  const { setExportNews, tell } = news()
  await setExportNews(true)
  system.permission = 'denied'
  tell('1', 'A', '')
  expect(shown).toEqual([])
})

it('is not offered where there are none', async () => {
  vi.stubGlobal('Notification', undefined)
  Reflect.deleteProperty(globalThis, 'Notification')
  const { setExportNews, tell, now } = news()
  await setExportNews(true)
  tell('1', 'A', '')
  expect(now()).toBe('unsupported')
})

it('is no failure where they are for service workers only', async () => {
  stubNotification('granted', 'granted', true)
  const { setExportNews, tell } = news()
  await setExportNews(true)
  expect(() => tell('1', 'A', '')).not.toThrow()
})

it('each export of a queue has its own, which one that is continued replaces, and no markup of a title', async () => {
  stubNotification('granted')
  kept.set('dubstage.exportNews', 'on')
  const failed = err({ code: 'export/diskFull', file: 'A.wav' } as const)
  const done = ok({ report: { deliverables: [] } as unknown as BounceReport, files: [], checks: null })
  const ends = [failed, done, done]
  const { actions, workspace } = appRig({ exporter: { bounce: async () => ends.shift() ?? done } })
  for (const name of ['<b>A</b> <img src=x>', 'B']) {
    actions.openExport()
    actions.setExportSettings({ name })
    await actions.exportToDownloads()
    await pause()
    actions.closeExport()
  }
  const [first] = workspace.getState().exports
  if (!first) throw new Error('there is no export')
  await actions.continueExport(first.id)
  await pause()
  expect(shown.map(({ title }) => title)).toEqual([
    'The export “b_A_b___img_src=x” failed.',
    'The export “B” is finished.',
    'The export “b_A_b___img_src=x” is finished.',
  ])
  expect(tags[2]).toBe(tags[0])
  expect(tags[1]).not.toBe(tags[0])
})
