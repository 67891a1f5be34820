import { expect, it } from 'vitest'
import type { MediaState } from '../domain/ports.ts'
import { isUndrawn } from './undrawn.ts'
import type { ImportItem } from './workspaceStore.ts'

const READY: MediaState = { kind: 'ready', kept: 'page' }
const MISSING: MediaState = { kind: 'missing', why: 'moved' }
const item = (media: string): ImportItem => ({
  id: 'job',
  media,
  fileName: 'a.wav',
  phase: 'waveform',
  progress: 0,
})

it.each<[string, MediaState | undefined, string[], ImportItem[], boolean]>([
  ['at hand', READY, [], [], true],
  ['at hand while another is drawn', READY, ['b'], [item('b')], true],
  ['drawn', READY, ['a'], [], false],
  ['being drawn', READY, [], [item('a')], false],
  ['missing', MISSING, [], [], false],
  ['being looked for', undefined, [], [], false],
])('of a file that is %s', (_what, state, drawn, imports, undrawn) => {
  const mediaStates = new Map(state ? [['a', state]] : [])
  const peaks = new Map(drawn.map((id) => [id, { levels: [] }]))
  expect(isUndrawn({ mediaStates, peaks, imports }, 'a')).toBe(undrawn)
})
