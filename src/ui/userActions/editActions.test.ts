import { expect, it } from 'vitest'
import { SNAP_TARGETS } from '../../state/workspaceStore.ts'
import { appRig } from '../../testing/appRig.ts'
import type { App } from '../appContext.ts'
import { EDIT_ACTIONS } from './editActions.ts'
import { CHOSEN } from './userAction.ts'

it('everything that clips can hold on to is in the menu and the palette', () => {
  const { workspace, actions, document } = appRig()
  const app = { workspace, actions, document } as App
  for (const target of SNAP_TARGETS) {
    EDIT_ACTIONS.find(({ id }) => id === `snapTo.${target}`)?.run(app, CHOSEN)
    expect(workspace.getState().snapTo).toBe(target)
    const checked = EDIT_ACTIONS.filter((action) => action.id.startsWith('snapTo') && action.checked?.(app))
    expect(checked.map(({ id }) => id)).toEqual([`snapTo.${target}`])
  }
})
