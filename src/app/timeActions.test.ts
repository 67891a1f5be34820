import { expect, it } from 'vitest'
import { createWorkspaceStore } from '../state/workspaceStore.ts'
import { timeActions } from './timeActions.ts'

it('rulers stand in the same order, however they were chosen', () => {
  const workspace = createWorkspaceStore()
  const { showRuler } = timeActions(workspace)
  for (const format of ['samples', 'feet', 'timecode'] as const) showRuler(format, true)
  showRuler('feet', false)
  expect([...workspace.getState().rulers]).toEqual(['timecode', 'samples'])
})
