import type { OverlapPolicy } from '../../domain/clipCommands.ts'
import { SNAP_TARGETS, type SnapTo } from '../../state/workspaceStore.ts'
import type { App } from '../appContext.ts'
import { noClips, noSound, readOnly } from './conditions.ts'
import { type UserAction, userActions } from './userAction.ts'

const HISTORY = { menu: 'Edit', section: 0, reach: 'control' } as const
/** What is done to the selected clips. */
const CLIPBOARD = { menu: 'Edit', section: 1, reach: 'control' } as const

const SNAPS_TO: Readonly<Record<SnapTo, string>> = {
  frame: 'frames',
  second: 'seconds',
  clips: 'clips',
  markers: 'markers',
  playhead: 'the playhead',
}

const SNAP_TO = SNAP_TARGETS.map(
  (to): UserAction<`snapTo.${SnapTo}`> => ({
    id: `snapTo.${to}`,
    label: `Snap to ${SNAPS_TO[to]}`,
    menu: 'Edit',
    section: 2,
    keys: [],
    reach: 'control',
    checked: ({ workspace }) => workspace.getState().snapTo === to,
    run: ({ actions }) => actions.setSnapTo(to),
  }),
)

const overlap = <const To extends OverlapPolicy>(to: To, label: string) =>
  ({
    id: `overlap.${to}`,
    label,
    menu: 'Edit',
    section: 3,
    keys: [],
    reach: 'control',
    checked: ({ workspace }: App) => workspace.getState().overlap === to,
    run: ({ actions }: App) => actions.setOverlap(to),
  }) as const

/** Whether it is the selected clips that an action is done to. */
export const isOnClips = ({ menu, section }: Pick<UserAction, 'menu' | 'section'>): boolean =>
  menu === 'Clip' || (menu === CLIPBOARD.menu && section === CLIPBOARD.section)

export const EDIT_ACTIONS = userActions([
  {
    id: 'undo',
    label: 'Undo',
    ...HISTORY,
    keys: ['Mod+Z'],
    now: ({ document }) => {
      const step = document.getState().past.at(-1)?.label
      return step ? `Undo: ${step}` : 'Undo'
    },
    unavailable: (app) =>
      readOnly(app) ?? (app.document.getState().past.length > 0 ? null : 'There is nothing to undo.'),
    run: ({ actions }) => actions.undo(),
  },
  {
    id: 'redo',
    label: 'Redo',
    ...HISTORY,
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    now: ({ document }) => {
      const step = document.getState().future.at(-1)?.label
      return step ? `Redo: ${step}` : 'Redo'
    },
    unavailable: (app) =>
      readOnly(app) ?? (app.document.getState().future.length > 0 ? null : 'There is nothing to redo.'),
    run: ({ actions }) => actions.redo(),
  },
  {
    id: 'history',
    label: 'Show the history',
    alsoCalled: 'undo list',
    ...HISTORY,
    keys: ['Shift+Y'],
    checked: ({ workspace }) => workspace.getState().historyOpen,
    run: ({ actions, workspace }) => actions.setHistoryOpen(!workspace.getState().historyOpen),
  },
  {
    id: 'cutClips',
    label: 'Cut',
    ...CLIPBOARD,
    keys: ['Mod+X'],
    yields: true,
    unavailable: noClips,
    run: ({ actions }) => actions.cutClips(),
  },
  {
    id: 'copyClips',
    label: 'Copy',
    ...CLIPBOARD,
    keys: ['Mod+C'],
    yields: true,
    unavailable: noClips,
    run: ({ actions }) => actions.copyClips(),
  },
  {
    id: 'pasteClips',
    label: 'Paste at the playhead',
    ...CLIPBOARD,
    keys: ['Mod+V'],
    unavailable: ({ workspace }) => (workspace.getState().clipboard ? null : 'Copy clips first.'),
    run: ({ actions }) => actions.pasteClips(),
  },
  {
    id: 'duplicateClips',
    label: 'Duplicate',
    ...CLIPBOARD,
    keys: ['Shift+D'],
    unavailable: noClips,
    run: ({ actions }) => actions.duplicateClips(),
  },
  {
    id: 'rippleDelete',
    label: 'Delete and close the gap',
    alsoCalled: 'ripple shuffle',
    ...CLIPBOARD,
    keys: ['Shift+Delete'],
    unavailable: noClips,
    run: ({ actions }) => actions.removeClips(true),
  },
  {
    id: 'selectAllClips',
    label: 'Select all clips of the track',
    ...CLIPBOARD,
    keys: ['Mod+A'],
    unavailable: noSound,
    run: ({ actions }) => actions.selectAllClips(),
  },
  {
    id: 'snap',
    label: 'Snap on or off',
    menu: 'Edit',
    section: 2,
    keys: ['N'],
    reach: 'control',
    checked: ({ workspace }) => workspace.getState().snapOn,
    run: ({ actions }) => actions.toggleSnap(),
  },
  ...SNAP_TO,
  overlap('trim', 'Clips that land on others trim them'),
  overlap('crossfade', 'Clips that land on others cross-fade'),
])
