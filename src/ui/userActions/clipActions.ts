import { focusClips } from '../timeline/focusClips.ts'
import { noClips, noClipsOrTrack, noLoop, noSound } from './conditions.ts'
import { userActions } from './userAction.ts'

const CUT = { menu: 'Clip', section: 0, reach: 'control' } as const
const MOVE = { menu: 'Clip', section: 1, reach: 'control', unavailable: noClips } as const
const SHAPE = { menu: 'Clip', section: 2, reach: 'control', unavailable: noClips } as const
const STATE = { menu: 'Clip', section: 3, reach: 'control', unavailable: noClips } as const

/** What acts on clips. Control and Command go with letters that no browser keeps for itself. */
export const CLIP_ACTIONS = userActions([
  {
    id: 'splitClips',
    label: 'Split at the playhead',
    alsoCalled: 'cut razor blade separate',
    ...CUT,
    keys: ['B'],
    unavailable: noClipsOrTrack,
    run: ({ actions }) => actions.splitClips('playhead'),
  },
  {
    id: 'splitAtLoop',
    label: 'Split at both ends of the loop',
    ...CUT,
    keys: ['Shift+B'],
    unavailable: (app) => noLoop(app) ?? noClipsOrTrack(app),
    run: ({ actions }) => actions.splitClips('loop'),
  },
  {
    id: 'joinClips',
    label: 'Join the clips',
    alsoCalled: 'heal glue consolidate',
    ...CUT,
    keys: ['Shift+J'],
    unavailable: noClips,
    run: ({ actions }) => actions.joinClips(),
  },
  {
    id: 'insertSilence',
    label: 'Insert silence over the loop',
    alsoCalled: 'gap blank',
    ...CUT,
    keys: ['Shift+S'],
    unavailable: (app) => noLoop(app) ?? noClipsOrTrack(app),
    run: ({ actions }) => actions.insertSilence(),
  },
  {
    id: 'toClips',
    label: 'To the clips of the track',
    menu: 'Clip',
    section: 1,
    keys: ['C'],
    reach: 'control',
    unavailable: noSound,
    run: focusClips,
  },
  {
    id: 'clipsUp',
    label: 'Clips to the track above',
    ...MOVE,
    keys: ['Shift+PageUp'],
    run: ({ actions }) => actions.moveClipsToRow(-1),
  },
  {
    id: 'clipsDown',
    label: 'Clips to the track below',
    ...MOVE,
    keys: ['Shift+PageDown'],
    run: ({ actions }) => actions.moveClipsToRow(1),
  },
  {
    id: 'trimStart',
    label: 'Clip start to the playhead',
    ...SHAPE,
    keys: ['I'],
    run: ({ actions }) => actions.trimClips('start'),
  },
  {
    id: 'trimEnd',
    label: 'Clip end to the playhead',
    ...SHAPE,
    keys: ['O'],
    run: ({ actions }) => actions.trimClips('end'),
  },
  {
    id: 'fadeIn',
    label: 'Fade in to the playhead',
    ...SHAPE,
    keys: ['Shift+I'],
    run: ({ actions }) => actions.fadeClips('in'),
  },
  {
    id: 'fadeOut',
    label: 'Fade out from the playhead',
    ...SHAPE,
    keys: ['Shift+O'],
    run: ({ actions }) => actions.fadeClips('out'),
  },
  {
    id: 'muteClips',
    label: 'Mute or unmute the clips',
    ...STATE,
    keys: ['Shift+M'],
    run: ({ actions }) => actions.toggleClipMute(),
  },
  {
    id: 'lockClips',
    label: 'Lock or unlock the clips',
    ...STATE,
    keys: ['Shift+L'],
    run: ({ actions }) => actions.toggleClipLock(),
  },
  {
    id: 'groupClips',
    label: 'Group or ungroup the clips',
    ...STATE,
    keys: ['Shift+G'],
    run: ({ actions }) => actions.toggleClipGroup(),
  },
])
