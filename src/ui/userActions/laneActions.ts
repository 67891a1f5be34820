import type { FollowMode } from '../../state/workspaceStore.ts'
import type { App } from '../appContext.ts'
import { hideLane } from '../timeline/hideLane.ts'
import { noClips, noSound, noTrack } from './conditions.ts'
import { type UserAction, userActions } from './userAction.ts'

const SCROLL = { menu: 'View', section: 0, reach: 'control', unavailable: noSound } as const
const FOLLOW = { menu: 'View', section: 2, reach: 'control' } as const
const LANES = { menu: 'View', section: 3, reach: 'control' } as const
const GAIN = { menu: 'Clip', section: 4, reach: 'control', unavailable: noClips } as const
const ORDER = { menu: 'Track', section: 4, keys: [], reach: 'control', unavailable: noTrack } as const

/** Decibels that a key makes clips louder. */
const GAIN_STEP = 0.5

const withTrack = ({ workspace }: App, act: (track: string) => void): void => {
  const { selected } = workspace.getState()
  if (selected?.kind === 'track') act(selected.id)
}

/** A lane without a height of its own is as high as it is drawn. */
const stepHeight =
  (by: number) =>
  (app: App): void =>
    withTrack(app, (id) => {
      const row = document.querySelector<HTMLElement>(`[data-row="${CSS.escape(`track:${id}`)}"]`)
      if (row) app.actions.stepLaneHeight(by, row.getBoundingClientRect().height)
    })

const following = (mode: FollowMode, label: string): UserAction<`follow.${typeof mode}`> => ({
  id: `follow.${mode}`,
  label,
  ...FOLLOW,
  keys: [],
  checked: ({ workspace }) => workspace.getState().follow === mode,
  run: ({ actions }) => actions.setFollow(mode),
})

/** What part of the timeline is in view and how, and what is done to tracks and clips as they are drawn there. */
export const LANE_ACTIONS = [
  ...userActions([
    {
      id: 'zoomToSamples',
      label: 'Zoom to the samples',
      ...SCROLL,
      keys: ['X'],
      run: ({ actions }) => actions.zoomToSamples(),
    },
    {
      id: 'pageBack',
      label: 'Scroll a page back',
      ...SCROLL,
      keys: ['PageUp'],
      run: ({ actions }) => actions.scrollPage(-1),
    },
    {
      id: 'pageOn',
      label: 'Scroll a page on',
      ...SCROLL,
      keys: ['PageDown'],
      run: ({ actions }) => actions.scrollPage(1),
    },
    {
      id: 'nextFollow',
      label: 'Follow the playhead in another way',
      ...FOLLOW,
      keys: ['F'],
      run: ({ actions }) => actions.nextFollow(),
    },
  ]),
  following('off', 'Do not follow the playhead'),
  following('page', 'Follow the playhead by pages'),
  following('continuous', 'Follow the playhead continuously'),
  ...userActions([
    {
      id: 'laneHigher',
      label: 'Make the track higher',
      ...LANES,
      keys: ['Mod+ArrowDown'],
      unavailable: noTrack,
      run: stepHeight(1),
    },
    {
      id: 'laneLower',
      label: 'Make the track lower',
      ...LANES,
      keys: ['Mod+ArrowUp'],
      unavailable: noTrack,
      run: stepHeight(-1),
    },
    {
      id: 'laneSize',
      label: 'Make the track small, medium, large or fitted',
      ...LANES,
      keys: ['H'],
      unavailable: noTrack,
      run: ({ actions }) => actions.nextLaneSize(false),
    },
    {
      id: 'laneSizes',
      label: 'Make all tracks small, medium, large or fitted',
      ...LANES,
      keys: ['Shift+H'],
      run: ({ actions }) => actions.nextLaneSize(true),
    },
    {
      id: 'wavesHigher',
      label: 'Draw waveforms higher',
      alsoCalled: 'zoom vertically',
      ...LANES,
      keys: ['}'],
      run: ({ actions }) => actions.stepWaveZoom(1),
    },
    {
      id: 'wavesLower',
      label: 'Draw waveforms lower',
      alsoCalled: 'zoom vertically',
      ...LANES,
      keys: ['{'],
      run: ({ actions }) => actions.stepWaveZoom(-1),
    },
    {
      id: 'hideTrack',
      label: 'Hide the track',
      ...LANES,
      keys: ['Shift+V'],
      unavailable: noTrack,
      run: (app) => withTrack(app, (id) => hideLane(app, id)),
    },
    {
      id: 'showAllTracks',
      label: 'Show all tracks',
      ...LANES,
      keys: ['Shift+A'],
      unavailable: ({ workspace }) =>
        workspace.getState().lanes.hidden.size > 0 ? null : 'No track is hidden.',
      run: ({ actions }) => actions.showAllTracks(),
    },
    {
      id: 'clipList',
      label: 'List of clips…',
      menu: 'View',
      section: 4,
      keys: ['Shift+K'],
      reach: 'control',
      run: ({ actions }) => actions.setClipListOpen(true),
    },
    {
      id: 'gainUp',
      label: 'Clip gain 0.5 dB up',
      ...GAIN,
      keys: ['Mod+Shift+ArrowUp'],
      run: ({ actions }) => actions.changeClipGain(GAIN_STEP),
    },
    {
      id: 'gainDown',
      label: 'Clip gain 0.5 dB down',
      ...GAIN,
      keys: ['Mod+Shift+ArrowDown'],
      run: ({ actions }) => actions.changeClipGain(-GAIN_STEP),
    },
    {
      id: 'gainReset',
      label: 'Clip gain to 0 dB',
      ...GAIN,
      keys: ['Shift+U'],
      run: ({ actions }) => actions.resetClipGain(),
    },
    {
      id: 'trackUp',
      label: 'Move the track up',
      ...ORDER,
      run: (app) => withTrack(app, (id) => app.actions.moveTrack(id, -1)),
    },
    {
      id: 'trackDown',
      label: 'Move the track down',
      ...ORDER,
      run: (app) => withTrack(app, (id) => app.actions.moveTrack(id, 1)),
    },
  ]),
]
