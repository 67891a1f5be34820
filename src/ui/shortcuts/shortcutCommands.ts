import type { App } from '../appContext.ts'
import { monitorOptions } from '../transport/monitorOptions.ts'
import { EDIT_COMMANDS } from './editShortcuts.ts'
import { focusRegion } from './focusRegions.ts'
import type { ShortcutId } from './keyMap.ts'
import { VIEW_COMMANDS } from './viewShortcuts.ts'

/** Needs the screen, so the hook does it. */
export type ScreenShortcut = 'timecode' | 'previousStrip' | 'nextStrip' | 'removeTrack'
type Command = (app: App) => unknown

const monitor =
  (index: number): Command =>
  ({ actions, document }) => {
    const option = monitorOptions(document.getState().session.tracks)[index]
    if (option) actions.setMonitor(option.source)
  }

function mute({ actions, document, workspace }: App): void {
  const { selected } = workspace.getState()
  const { session } = document.getState()
  if (selected?.kind === 'stem') {
    actions.do({ type: 'stem/setMute', stem: selected.id, mute: !session.stems[selected.id].mute })
  }
  const track = session.tracks.find((each) => selected?.kind === 'track' && each.id === selected.id)
  if (track) actions.do({ type: 'track/setMute', track: track.id, mute: !track.mute })
}

const nudge =
  (by: number, unit: 'frame' | 'sample'): Command =>
  ({ actions, workspace }) => {
    const { selected, selectedClips } = workspace.getState()
    if (selectedClips.size > 0) actions.nudgeClips(by, unit)
    else if (selected?.kind === 'track') actions.nudge([selected.id], by, unit)
  }

function solo({ actions, workspace }: App): void {
  const { selected } = workspace.getState()
  if (selected?.kind === 'track') actions.toggleSoloTrack(selected.id)
  if (selected?.kind === 'stem') actions.toggleSoloStem(selected.id)
}

/** What each shortcut does. */
export const SHORTCUT_COMMANDS: Readonly<Record<Exclude<ShortcutId, ScreenShortcut>, Command>> = {
  play: ({ actions }) => actions.togglePlay(),
  toStart: ({ actions }) => actions.toStart(),
  toEnd: ({ actions }) => actions.toEnd(),
  stepBack: ({ actions }) => actions.stepFrames(-1),
  stepForward: ({ actions }) => actions.stepFrames(1),
  loop: ({ actions }) => actions.toggleLoop(),
  dim: ({ actions }) => actions.toggleDim(),
  monitor1: monitor(0),
  monitor2: monitor(1),
  monitor3: monitor(2),
  monitor4: monitor(3),
  monitor5: monitor(4),
  monitor6: monitor(5),
  mute,
  solo,
  nudgeFrameBack: nudge(-1, 'frame'),
  nudgeFrameOn: nudge(1, 'frame'),
  nudgeSampleBack: nudge(-1, 'sample'),
  nudgeSampleOn: nudge(1, 'sample'),
  ...EDIT_COMMANDS,
  ...VIEW_COMMANDS,
  zoomIn: ({ actions }) => actions.zoom(1),
  zoomOut: ({ actions }) => actions.zoom(-1),
  undo: ({ actions }) => actions.undo(),
  redo: ({ actions }) => actions.redo(),
  history: ({ actions, workspace }) => actions.setHistoryOpen(!workspace.getState().historyOpen),
  files: ({ actions }) => actions.setFilesOpen(true),
  export: ({ actions }) => actions.openExport(),
  shortcuts: ({ actions }) => actions.setShortcutsOpen(true),
  nextRegion: () => focusRegion(1),
  previousRegion: () => focusRegion(-1),
}
