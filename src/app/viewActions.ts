import type { ClipCommand } from '../domain/clipCommands.ts'
import { type ClipId, sessionLength, type TrackId } from '../domain/session.ts'
import type { StemId } from '../domain/stems.ts'
import { decibels } from '../domain/units.ts'
import {
  EVERY_LANE,
  including,
  LANE_PIXELS,
  LANE_SIZES,
  type LaneSize,
  type LaneView,
  WAVE_ZOOMS_DB,
  withHeights,
} from '../state/laneView.ts'
import { selectedClips } from '../state/selectedClips.ts'
import { type DropLine, FOLLOW_MODES, type FollowMode, type WorkspaceState } from '../state/workspaceStore.ts'
import { inSightRows, placeBeside } from '../ui/timeline/rowOrder.ts'
import {
  CLOSEST_SAMPLES_PER_PIXEL,
  type Extent,
  resolveView,
  scrollView,
  ZOOM_STEP,
  zoomAround,
} from '../ui/timeline/timeView.ts'
import type { EditContext } from './editActions.ts'

/** Pixels that a key makes a lane higher. */
const HEIGHT_STEP = 12

/** How the timeline is looked at: what part of the programme, which tracks and how high. */
export function viewActions({ document, workspace, playhead, notify }: EditContext) {
  const session = () => document.getState().session
  const extent = (): Extent => ({
    length: sessionLength(session()),
    width: workspace.getState().lanesWidth,
  })
  const shown = () => resolveView(workspace.getState().view, extent())
  const setLanes = (change: Partial<LaneView>): void =>
    workspace.setState(({ lanes }) => ({ lanes: { ...lanes, ...change } }))
  const zoomBy = (factor: number): void =>
    workspace.setState({ view: zoomAround(shown(), factor, playhead(), extent()) })
  const scrollTo = (view: WorkspaceState['view']): void =>
    workspace.setState(({ playing }) => ({ view, ...(playing && { followHeld: true }) }))
  /** The selected track, or every one. */
  const chosenTracks = (all: boolean): readonly TrackId[] => {
    const { selected } = workspace.getState()
    if (all) return session().tracks.map(({ id }) => id)
    return selected?.kind === 'track' ? [selected.id] : []
  }

  function gain(commandOf: (clips: readonly ClipId[]) => ClipCommand): void {
    const clips = selectedClips(session(), workspace.getState()).map(({ clip }) => clip.id)
    if (clips.length === 0) return
    const before = session()
    document.getState().dispatch(commandOf(clips))
    if (session() !== before || document.getState().readOnly) return
    notify('info', 'The gain was not changed: it is there already, as far as it goes, or a clip is locked.')
  }

  return {
    setView: (view: WorkspaceState['view']): void => workspace.setState({ view }),
    setLanesWidth: (lanesWidth: number): void => workspace.setState({ lanesWidth }),
    scrollTo,
    scrollPage: (by: number): void => {
      if (workspace.getState().view) scrollTo(scrollView(shown(), by * extent().width, extent()))
    },
    zoom: (steps: number): void => zoomBy(ZOOM_STEP ** steps),
    zoomToSamples: (): void => zoomBy(shown().samplesPerPixel / CLOSEST_SAMPLES_PER_PIXEL),

    stepWaveZoom(by: 1 | -1): void {
      const steps: readonly number[] = WAVE_ZOOMS_DB
      const waveZoomDb = steps[steps.indexOf(workspace.getState().waveZoomDb) + by]
      if (waveZoomDb !== undefined) workspace.setState({ waveZoomDb })
    },
    setFollow: (follow: FollowMode): void => workspace.setState({ follow, followHeld: false }),
    nextFollow(): void {
      const { follow } = workspace.getState()
      const next = FOLLOW_MODES[(FOLLOW_MODES.indexOf(follow) + 1) % FOLLOW_MODES.length] ?? 'page'
      workspace.setState({ follow: next, followHeld: false })
    },
    holdFollowing: (followHeld: boolean): void => {
      if (workspace.getState().followHeld !== followHeld) workspace.setState({ followHeld })
    },

    setLaneHeights(tracks: readonly TrackId[], height: number | null): void {
      workspace.setState(({ lanes }) => ({ lanes: withHeights(lanes, tracks, height) }))
    },
    stepLaneHeight(by: number, drawn: number): void {
      const { heights } = workspace.getState().lanes
      for (const id of chosenTracks(false)) {
        const height = (heights.get(id) ?? drawn) + by * HEIGHT_STEP
        workspace.setState(({ lanes }) => ({ lanes: withHeights(lanes, [id], height) }))
      }
    },
    setLaneSize(size: LaneSize, all: boolean): void {
      const { lanes } = workspace.getState()
      workspace.setState({ lanes: withHeights(lanes, chosenTracks(all), LANE_PIXELS[size]) })
    },
    nextLaneSize(all: boolean): void {
      const tracks = chosenTracks(all)
      const { lanes } = workspace.getState()
      const [first = ''] = tracks
      const now = LANE_SIZES.findIndex((size) => LANE_PIXELS[size] === (lanes.heights.get(first) ?? null))
      const size = LANE_SIZES[(now + 1) % LANE_SIZES.length] ?? 'fit'
      workspace.setState({ lanes: withHeights(lanes, tracks, LANE_PIXELS[size]) })
    },
    hideTrack(id: TrackId): void {
      const { lanes, selected, currentClip } = workspace.getState()
      const { tracks } = session()
      const rows = inSightRows(tracks, lanes)
      const at = rows.findIndex((row) => row.id === id)
      const beside = rows[at + 1] ?? rows[at - 1]
      const gone = new Set(tracks.find((track) => track.id === id)?.clips.map((clip) => clip.id))
      // What cannot be seen is not what the next key should change.
      const kept = selectedClips(session(), workspace.getState()).filter(({ clip }) => !gone.has(clip.id))
      workspace.setState({
        lanes: { ...lanes, hidden: including(lanes.hidden, id, true) },
        selectedClips: new Set(kept.map(({ clip }) => clip.id)),
        ...(currentClip && gone.has(currentClip) && { currentClip: null }),
        ...(selected?.kind === 'track' &&
          selected.id === id && { selected: beside ? { kind: 'track', id: beside.id } : null }),
      })
    },
    showTrack: (id: TrackId): void =>
      setLanes({ hidden: including(workspace.getState().lanes.hidden, id, false) }),
    showAllTracks: (): void => setLanes({ hidden: EVERY_LANE.hidden }),
    foldStem: (stem: StemId, folded: boolean): void =>
      setLanes({ folded: including(workspace.getState().lanes.folded, stem, folded) }),

    moveTrack(id: TrackId, by: 1 | -1): void {
      const place = placeBeside(session().tracks, workspace.getState().lanes, id, by)
      if (!place) return
      document.getState().dispatch({ type: 'track/reorder', track: id, ...place })
      // Who moves it wants to see where it went.
      if (workspace.getState().lanes.folded.has(place.stem)) {
        setLanes({ folded: including(workspace.getState().lanes.folded, place.stem, false) })
      }
    },
    setDropLine: (dropLine: DropLine | null): void => workspace.setState({ dropLine }),
    setClipListOpen: (clipListOpen: boolean): void => workspace.setState({ clipListOpen }),

    changeClipGain: (by: number): void => gain((clips) => ({ type: 'clips/changeGain', clips, by })),
    resetClipGain: (): void => gain((clips) => ({ type: 'clips/setGain', clips, db: decibels(0) })),
  }
}
