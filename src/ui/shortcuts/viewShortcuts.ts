import type { App } from '../appContext.ts'

export type ViewShortcutId =
  | 'pageBack'
  | 'pageOn'
  | 'zoomToWhole'
  | 'zoomToSamples'
  | 'follow'
  | 'laneHigher'
  | 'laneLower'
  | 'laneSize'
  | 'laneSizes'
  | 'hideTrack'
  | 'showAllTracks'
  | 'clipList'
  | 'gainUp'
  | 'gainDown'
  | 'gainReset'

type Entry = readonly [id: ViewShortcutId, group: 'Timeline' | 'Clips', label: string, key: string]

/** How the timeline is looked at, and the gain of clips, which is drawn there. */
export const VIEW_SHORTCUTS = (
  [
    ['pageBack', 'Timeline', 'Scroll a page back', 'PageUp'],
    ['pageOn', 'Timeline', 'Scroll a page on', 'PageDown'],
    ['zoomToWhole', 'Timeline', 'Show the whole programme', 'Shift+Z'],
    ['zoomToSamples', 'Timeline', 'Zoom to the samples', 'X'],
    ['follow', 'Timeline', 'Follow the playhead: off, by pages, continuously', 'F'],
    ['laneHigher', 'Timeline', 'The selected track higher', 'Mod+ArrowDown'],
    ['laneLower', 'Timeline', 'The selected track lower', 'Mod+ArrowUp'],
    ['laneSize', 'Timeline', 'The selected track small, medium, large, fitted', 'H'],
    ['laneSizes', 'Timeline', 'All tracks small, medium, large, fitted', 'Shift+H'],
    ['hideTrack', 'Timeline', 'Hide the selected track', 'Shift+V'],
    ['showAllTracks', 'Timeline', 'Show all tracks', 'Shift+A'],
    ['clipList', 'Clips', 'List of clips', 'Shift+C'],
    ['gainUp', 'Clips', 'Gain 0.5 dB up', 'Mod+Shift+ArrowUp'],
    ['gainDown', 'Clips', 'Gain 0.5 dB down', 'Mod+Shift+ArrowDown'],
    ['gainReset', 'Clips', 'Gain to 0 dB', 'Shift+U'],
  ] as const satisfies readonly Entry[]
).map(([id, group, label, key]) => ({ id, group, label, keys: [key], reach: 'control' as const }))

/** Decibels that a key makes clips louder. */
const GAIN_STEP = 0.5

/** A lane without a height of its own is as high as it is drawn. */
function stepHeight({ actions, workspace }: App, by: number): void {
  const { selected } = workspace.getState()
  if (selected?.kind !== 'track') return
  const row = document.querySelector<HTMLElement>(`[data-row="${CSS.escape(`track:${selected.id}`)}"]`)
  if (row) actions.stepLaneHeight(by, row.getBoundingClientRect().height)
}

export const VIEW_COMMANDS: Readonly<Record<ViewShortcutId, (app: App) => unknown>> = {
  pageBack: ({ actions }) => actions.scrollPage(-1),
  pageOn: ({ actions }) => actions.scrollPage(1),
  zoomToWhole: ({ actions }) => actions.setView(null),
  zoomToSamples: ({ actions }) => actions.zoomToSamples(),
  follow: ({ actions }) => actions.nextFollow(),
  laneHigher: (app) => stepHeight(app, 1),
  laneLower: (app) => stepHeight(app, -1),
  laneSize: ({ actions }) => actions.nextLaneSize(false),
  laneSizes: ({ actions }) => actions.nextLaneSize(true),
  hideTrack({ actions, workspace }) {
    const { selected } = workspace.getState()
    if (selected?.kind === 'track') actions.hideTrack(selected.id)
  },
  showAllTracks: ({ actions }) => actions.showAllTracks(),
  clipList: ({ actions }) => actions.setClipListOpen(true),
  gainUp: ({ actions }) => actions.changeClipGain(GAIN_STEP),
  gainDown: ({ actions }) => actions.changeClipGain(-GAIN_STEP),
  gainReset: ({ actions }) => actions.resetClipGain(),
}
