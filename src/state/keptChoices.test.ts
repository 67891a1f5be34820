import { describe, expect, it } from 'vitest'
import { keepChoices, readChoices, writeChoices } from './keptChoices.ts'
import { createWorkspaceStore } from './workspaceStore.ts'

/** What a browser's storage does, as far as it is used. */
function storageOf(kept: Map<string, string>): Storage {
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  } as Storage
}
const usual = createWorkspaceStore().getState()

describe('how a person likes to work', () => {
  it('is there again on the next visit, and nothing else is', () => {
    const kept = new Map<string, string>()
    const storage = storageOf(kept)
    const first = createWorkspaceStore()
    keepChoices(first, () => storage)
    const chosen = {
      timeFormat: 'feet',
      rulers: new Set(['timecode', 'samples'] as const),
      nudge: 'subframe',
      follow: 'continuous',
      overlap: 'crossfade',
      snapOn: false,
      snapTo: 'clips',
      waveZoomDb: 12,
      playbackBuffer: 'long',
    } as const
    first.setState({ opened: true })
    expect(kept.size).toBe(0)
    first.setState(chosen)
    const second = createWorkspaceStore()
    keepChoices(second, () => storage)
    expect(second.getState()).toEqual({ ...usual, ...chosen })
  })

  it('lasts as long as the page where nothing is kept', () => {
    const workspace = createWorkspaceStore()
    keepChoices(workspace, () => {
      throw new DOMException('denied', 'SecurityError')
    })
    workspace.setState({ overlap: 'crossfade' })
    expect(workspace.getState().overlap).toBe('crossfade')
  })

  it.each([
    null,
    '',
    'no JSON',
    'null',
    '[]',
    '"feet"',
    '{"timeFormat":"hours","rulers":"samples","nudge":1,"follow":null,"snapOn":"yes","waveZoomDb":7}',
    '{"opened":true,"__proto__":{"overlap":"crossfade"}}',
  ])('is as usual for what %j does not say', (text) => {
    expect(readChoices(text)).toEqual({})
  })

  it('keeps what is right of what is partly wrong', () => {
    const text = '{"timeFormat":"samples","rulers":["feet","hours"],"nudge":"week"}'
    expect(readChoices(text)).toEqual({ timeFormat: 'samples', rulers: new Set(['feet']) })
    expect(readChoices(writeChoices({ ...usual, ...readChoices(text) }))).toMatchObject(readChoices(text))
  })
})
