import { describe, expect, it } from 'vitest'
import { createWorkspaceStore } from '../state/workspaceStore.ts'
import { keepTimeDisplay, readTimeDisplay, timeActions, writeTimeDisplay } from './timeActions.ts'

/** What a browser's storage does, as far as it is used. */
function storageOf(kept: Map<string, string>): Storage {
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  } as Storage
}

describe('how time is shown', () => {
  it('is there again on the next visit', () => {
    const storage = storageOf(new Map())
    const first = createWorkspaceStore()
    keepTimeDisplay(first, () => storage)
    const actions = timeActions(first)
    actions.setTimeFormat('feet')
    actions.showRuler('samples', true)
    actions.showRuler('timecode', true)
    actions.showRuler('samples', false)
    actions.setNudge('subframe')

    const second = createWorkspaceStore()
    keepTimeDisplay(second, () => storage)
    const { timeFormat, rulers, nudge } = second.getState()
    expect([timeFormat, [...rulers], nudge]).toEqual(['feet', ['timecode'], 'subframe'])
  })

  it('lasts as long as the page where nothing is kept', () => {
    const workspace = createWorkspaceStore()
    keepTimeDisplay(workspace, () => {
      throw new DOMException('denied', 'SecurityError')
    })
    timeActions(workspace).setTimeFormat('samples')
    expect(workspace.getState().timeFormat).toBe('samples')
  })

  it.each([null, '', 'hours', 'hours x y', '[object Object]', 'feet', 'feet  ', 'feet samples,hours week'])(
    'is as it was for what %j does not say',
    (text) => {
      const { timeFormat, rulers, nudge } = { ...createWorkspaceStore().getState(), ...readTimeDisplay(text) }
      expect(timeFormat).toBe(text?.startsWith('feet') ? 'feet' : 'timecode')
      expect([...rulers]).toEqual(text?.includes('samples') ? ['samples'] : [])
      expect(nudge).toBe('frame')
      const written = writeTimeDisplay({ timeFormat, rulers, nudge })
      expect(readTimeDisplay(written)).toEqual({ timeFormat, rulers, nudge })
    },
  )
})
