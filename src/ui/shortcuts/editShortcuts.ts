import type { App } from '../appContext.ts'
import { focusClips } from '../timeline/focusClips.ts'

export type EditShortcutId =
  | 'toClips'
  | 'selectAllClips'
  | 'splitClips'
  | 'splitAtLoop'
  | 'duplicateClips'
  | 'copyClips'
  | 'cutClips'
  | 'pasteClips'
  | 'rippleDelete'
  | 'muteClips'
  | 'lockClips'
  | 'groupClips'
  | 'joinClips'
  | 'insertSilence'
  | 'zoomToClips'
  | 'trimStart'
  | 'trimEnd'
  | 'fadeIn'
  | 'fadeOut'
  | 'clipsUp'
  | 'clipsDown'
  | 'snap'

type Entry = readonly [id: EditShortcutId, label: string, key: string]

/** What acts on clips. Control and Command go with letters that no browser keeps for itself. */
export const EDIT_SHORTCUTS = (
  [
    ['toClips', 'To the clips of the track', 'C'],
    ['selectAllClips', 'Select all clips of the track', 'Mod+A'],
    ['splitClips', 'Split at the playhead', 'B'],
    ['splitAtLoop', 'Split at both ends of the loop', 'Shift+B'],
    ['duplicateClips', 'Duplicate', 'Shift+D'],
    ['copyClips', 'Copy', 'Mod+C'],
    ['cutClips', 'Cut', 'Mod+X'],
    ['pasteClips', 'Paste at the playhead', 'Mod+V'],
    ['rippleDelete', 'Delete and close the gap', 'Shift+Delete'],
    ['muteClips', 'Mute or unmute', 'Shift+M'],
    ['lockClips', 'Lock or unlock', 'Shift+L'],
    ['groupClips', 'Group or ungroup', 'Shift+G'],
    ['joinClips', 'Join', 'Shift+J'],
    ['insertSilence', 'Insert silence over the loop', 'Shift+S'],
    ['zoomToClips', 'Zoom to the selected clips', 'Z'],
    ['trimStart', 'Start to the playhead', 'I'],
    ['trimEnd', 'End to the playhead', 'O'],
    ['fadeIn', 'Fade in to the playhead', 'Shift+I'],
    ['fadeOut', 'Fade out from the playhead', 'Shift+O'],
    ['clipsUp', 'To the track above', 'Shift+PageUp'],
    ['clipsDown', 'To the track below', 'Shift+PageDown'],
    ['snap', 'Snap on or off', 'N'],
  ] as const satisfies readonly Entry[]
).map(([id, label, key]) => ({ id, group: 'Clips' as const, label, keys: [key], reach: 'control' as const }))

export const EDIT_COMMANDS: Readonly<Record<EditShortcutId, (app: App) => unknown>> = {
  toClips: focusClips,
  selectAllClips: ({ actions }) => actions.selectAllClips(),
  splitClips: ({ actions }) => actions.splitClips('playhead'),
  splitAtLoop: ({ actions }) => actions.splitClips('loop'),
  duplicateClips: ({ actions }) => actions.duplicateClips(),
  copyClips: ({ actions }) => actions.copyClips(),
  cutClips: ({ actions }) => actions.cutClips(),
  pasteClips: ({ actions }) => actions.pasteClips(),
  rippleDelete: ({ actions }) => actions.removeClips(true),
  muteClips: ({ actions }) => actions.toggleClipMute(),
  lockClips: ({ actions }) => actions.toggleClipLock(),
  groupClips: ({ actions }) => actions.toggleClipGroup(),
  joinClips: ({ actions }) => actions.joinClips(),
  insertSilence: ({ actions }) => actions.insertSilence(),
  zoomToClips: ({ actions }) => actions.zoomToClips(),
  trimStart: ({ actions }) => actions.trimClips('start'),
  trimEnd: ({ actions }) => actions.trimClips('end'),
  fadeIn: ({ actions }) => actions.fadeClips('in'),
  fadeOut: ({ actions }) => actions.fadeClips('out'),
  clipsUp: ({ actions }) => actions.moveClipsToRow(-1),
  clipsDown: ({ actions }) => actions.moveClipsToRow(1),
  snap: ({ actions }) => actions.toggleSnap(),
}
