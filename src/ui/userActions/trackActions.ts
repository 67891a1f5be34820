import type { NudgeUnit } from '../../domain/nudge.ts'
import type { Placement } from '../../domain/placement.ts'
import { STEMS } from '../../domain/stems.ts'
import type { App } from '../appContext.ts'
import { stripMoves } from '../console/stripMoves.ts'
import { noClips, noClipsOrTrack, noSound, noStrip, noTrack, selectedTrack } from './conditions.ts'
import { type UserAction, userActions } from './userAction.ts'

const isMuted = (app: App): boolean => {
  const { selected } = app.workspace.getState()
  if (selected?.kind === 'stem') return app.document.getState().session.stems[selected.id].mute
  return selectedTrack(app)?.mute === true
}

function mute(app: App): void {
  const { selected } = app.workspace.getState()
  const on = !isMuted(app)
  if (selected?.kind === 'stem') app.actions.do({ type: 'stem/setMute', stem: selected.id, mute: on })
  else if (selected) app.actions.do({ type: 'track/setMute', track: selected.id, mute: on })
}

function isSoloed({ workspace }: App): boolean {
  const { selected, listening } = workspace.getState()
  if (selected?.kind === 'stem') return listening.soloStems.has(selected.id)
  return selected !== null && listening.soloTracks.has(selected.id)
}

function solo({ actions, workspace }: App): void {
  const { selected } = workspace.getState()
  if (selected?.kind === 'track') actions.toggleSoloTrack(selected.id)
  if (selected?.kind === 'stem') actions.toggleSoloStem(selected.id)
}

const nudge =
  (by: number, given?: NudgeUnit) =>
  (app: App): void => {
    const unit = given ?? app.workspace.getState().nudge
    const track = selectedTrack(app)
    if (!noClips(app)) app.actions.nudgeClips(by, unit)
    else if (track) app.actions.nudge([track.id], by, unit)
  }

const place =
  (placement: Placement) =>
  (app: App): void => {
    const track = selectedTrack(app)
    if (track) app.actions.placeTracks([track.id], placement)
  }

const CONSOLE = { menu: 'Track', section: 0, reach: 'control' } as const
const NUDGE = { menu: 'Track', section: 1, reach: 'control', unavailable: noClipsOrTrack } as const
const PLACE = { menu: 'Track', section: 2, keys: [], reach: 'control', unavailable: noTrack } as const

const TO_STEM = STEMS.map(
  ({ id, name }): UserAction<`toStem.${typeof id}`> => ({
    id: `toStem.${id}`,
    label: `Move to the ${name} stem`,
    menu: 'Track',
    section: 3,
    keys: [],
    reach: 'control',
    unavailable: noTrack,
    checked: (app) => selectedTrack(app)?.stem === id,
    run: (app) => {
      const track = selectedTrack(app)
      if (track) app.actions.do({ type: 'track/setStem', track: track.id, stem: id })
    },
  }),
)

export const TRACK_ACTIONS = [
  ...userActions([
    {
      id: 'mute',
      label: 'Mute the selected strip',
      ...CONSOLE,
      keys: ['U'],
      unavailable: noStrip,
      checked: isMuted,
      run: mute,
    },
    {
      id: 'solo',
      label: 'Solo the selected strip',
      ...CONSOLE,
      keys: ['S'],
      unavailable: noStrip,
      checked: isSoloed,
      run: solo,
    },
    {
      id: 'polarity',
      label: 'Invert the polarity of the track',
      ...CONSOLE,
      keys: [],
      unavailable: noTrack,
      checked: (app) => selectedTrack(app)?.polarityInverted === true,
      run: (app) => {
        const track = selectedTrack(app)
        if (track)
          app.actions.do({ type: 'track/setPolarity', track: track.id, inverted: !track.polarityInverted })
      },
    },
    {
      id: 'previousStrip',
      label: 'Strip to the left',
      ...CONSOLE,
      keys: ['['],
      unavailable: noSound,
      run: (app) => stripMoves(app).by(-1),
    },
    {
      id: 'nextStrip',
      label: 'Strip to the right',
      ...CONSOLE,
      keys: [']'],
      unavailable: noSound,
      run: (app) => stripMoves(app).by(1),
    },
    {
      id: 'removeTrack',
      label: 'Remove the selected clips, or the track',
      ...CONSOLE,
      keys: ['Delete', 'Backspace'],
      unavailable: noClipsOrTrack,
      run: (app) => {
        const track = selectedTrack(app)
        if (!noClips(app)) app.actions.removeClips(false)
        else if (track) stripMoves(app).remove(track.id)
      },
    },
    // Of the selected clips, or of the selected track while no clip is.
    {
      id: 'nudgeBack',
      label: 'Clips or track earlier by the nudge value',
      ...NUDGE,
      keys: [','],
      run: nudge(-1),
    },
    {
      id: 'nudgeOn',
      label: 'Clips or track later by the nudge value',
      ...NUDGE,
      keys: ['.'],
      run: nudge(1),
    },
    {
      id: 'nudgeSubframeBack',
      label: 'Clips or track a sub-frame earlier',
      ...NUDGE,
      keys: [';'],
      run: nudge(-1, 'subframe'),
    },
    {
      id: 'nudgeSubframeOn',
      label: 'Clips or track a sub-frame later',
      ...NUDGE,
      keys: [':'],
      run: nudge(1, 'subframe'),
    },
    {
      id: 'nudgeSampleBack',
      label: 'Clips or track a sample earlier',
      ...NUDGE,
      keys: ['<'],
      run: nudge(-1, 'sample'),
    },
    {
      id: 'nudgeSampleOn',
      label: 'Clips or track a sample later',
      ...NUDGE,
      keys: ['>'],
      run: nudge(1, 'sample'),
    },
    { id: 'placeAtTimecode', label: 'Track to its own timecode', ...PLACE, run: place('timecode') },
    { id: 'placeAtStart', label: 'Track to the start', ...PLACE, run: place('start') },
    { id: 'placeAtPlayhead', label: 'Track to the playhead', ...PLACE, run: place('playhead') },
  ]),
  ...TO_STEM,
]
