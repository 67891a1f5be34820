import type { ClipCommand } from '../../domain/clipCommands.ts'
import { clipEnd } from '../../domain/clipShape.ts'
import { type MarkerId, markerEnd, markersOf } from '../../domain/markers.ts'
import type { ClipId, Track } from '../../domain/session.ts'
import type { App } from '../appContext.ts'
import { dragCommand } from './clipDrags.ts'
import { findClip } from './clipSelection.ts'
import type { ClipZone } from './clipZone.ts'
import { edgeScroll } from './edgeScroll.ts'
import { followPointer } from './followPointer.ts'
import { nearest, type Snap, snapToGrid } from './snap.ts'
import { type TimeView, toSample } from './timeView.ts'
import { viewNow } from './viewNow.ts'

/** Pixels within which an edge is drawn to another, or to the playhead. */
const REACH = 8

/** What dragged edges hold on to now. What is dragged itself is nothing to hold on to. */
export function snapNow(
  { document, workspace, telemetry }: App,
  view: TimeView,
  dragged: ReadonlySet<ClipId | MarkerId>,
): Snap {
  const { snapOn, snapTo } = workspace.getState()
  const { session } = document.getState()
  if (!snapOn) return () => undefined
  if (snapTo === 'frame' || snapTo === 'second') return (place) => snapToGrid(place, snapTo, session)
  const still = session.tracks.flatMap(({ clips }) => clips.filter(({ id }) => !dragged.has(id)))
  const marked = markersOf(session).filter(({ id }) => !dragged.has(id))
  const places = {
    playhead: () => [telemetry.position()],
    clips: () => [0, ...still.flatMap((clip) => [clip.start, clipEnd(clip)])],
    markers: () => marked.flatMap((marker) => [marker.at, markerEnd(marker)]),
  }[snapTo]()
  return (place) => nearest(place, places, REACH * view.samplesPerPixel)
}

export type Grip = { readonly clip: ClipId; readonly zone: Exclude<ClipZone, 'gain'> }

type Ground = {
  /** What scrolls up and down. */
  readonly grid: HTMLElement
  /** The window's x of the first sample in view. */
  readonly left: number
  /** Tracks in the order of the rows that show. */
  readonly rows: readonly Track[]
  /** It was no drag. */
  onClick(): void
}

/**
 * Drags a clip, or an edge or a corner of it. What it would lead to is shown while it lasts and is done, as one step,
 * when it is let go.
 */
export function startClipDrag(
  app: App,
  down: PointerEvent,
  { clip: id, zone }: Grip,
  { grid, left, rows, onClick }: Ground,
): void {
  const { actions, document, workspace } = app
  const view = viewNow(app)
  const { session } = document.getState()
  const clip = findClip(session.tracks, id)
  if (!clip) return
  const { selectedClips, snapTo, overlap } = workspace.getState()
  const drag = {
    session,
    rows,
    selected: selectedClips,
    clip,
    zone,
    slips: down.altKey && zone === 'body',
    snap: snapNow(app, view, zone === 'body' ? selectedClips : new Set([id])),
    snapsEnds: snapTo !== 'frame' && snapTo !== 'second',
    overlap,
  }
  const rowAt = rowsOf(grid)
  const grabbed = toSample(view, down.clientX - left)
  let last: { readonly clientX: number; readonly clientY: number } = down
  let command: ClipCommand | null = null
  const drop = (): void => {
    const by = toSample(viewNow(app), last.clientX - left) - grabbed
    const next = dragCommand(drag, by, rowAt(last.clientY))
    // A refused place is passed over: what is shown, and would be done, stays the last that is possible.
    if (next !== null && !actions.previewEdit(next)) return
    if (next === null) actions.previewEdit(null)
    command = next
  }
  const edges = edgeScroll(app, { left, width: workspace.getState().lanesWidth, body: grid }, drop)
  followPointer(down, {
    move(pointer) {
      last = pointer
      edges.at(pointer)
      drop()
    },
    end(moved) {
      edges.stop()
      actions.previewEdit(null)
      if (!moved) onClick()
      // The clip may be on another track now, which is then the selected one.
      else if (command && actions.edit(command)) actions.selectClips(selectedClips, id)
    },
    cancel() {
      edges.stop()
      actions.previewEdit(null)
    },
  })
}

/** Which track's row is at a height of the window. Measured once: to ask the page at every move makes it lay out anew. */
function rowsOf(grid: HTMLElement): (y: number) => string | undefined {
  const scrolled = grid.scrollTop
  const rows = [...grid.querySelectorAll<HTMLElement>('[data-row^="track:"]')].map((row) => {
    const { top, bottom } = row.getBoundingClientRect()
    return { id: row.dataset.row?.slice('track:'.length), top, bottom }
  })
  return (y) => {
    const at = y + grid.scrollTop - scrolled
    return rows.find(({ top, bottom }) => at >= top && at < bottom)?.id
  }
}
