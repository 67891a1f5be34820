import type { ClipCommand } from '../../domain/clipCommands.ts'
import { clipEnd } from '../../domain/clipShape.ts'
import { type MarkerId, markerEnd, markersOf } from '../../domain/markers.ts'
import type { ClipId, Track } from '../../domain/session.ts'
import type { App } from '../appContext.ts'
import { dragCommand } from './clipDrags.ts'
import { findClip } from './clipSelection.ts'
import type { ClipZone } from './clipZone.ts'
import { followPointer } from './followPointer.ts'
import { nearest, type Snap, snapToGrid } from './snap.ts'
import type { TimeView } from './timeView.ts'

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

export type Grip = { readonly clip: ClipId; readonly zone: ClipZone }

type Ground = {
  readonly grid: HTMLElement
  /** Tracks in the order of the rows that show. */
  readonly rows: readonly Track[]
  readonly view: TimeView
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
  { grid, rows, view, onClick }: Ground,
): void {
  const { actions, document, workspace } = app
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
  let command: ClipCommand | null = null
  followPointer(down, {
    move({ clientX, clientY }) {
      const by = (clientX - down.clientX) * view.samplesPerPixel
      const next = dragCommand(drag, by, rowAt(clientY))
      // A refused place is passed over: what is shown, and would be done, stays the last that is possible.
      if (next !== null && !actions.previewEdit(next)) return
      if (next === null) actions.previewEdit(null)
      command = next
    },
    end(moved) {
      actions.previewEdit(null)
      if (!moved) onClick()
      // The clip may be on another track now, which is then the selected one.
      else if (command && actions.edit(command)) actions.selectClips(selectedClips, id)
    },
    cancel: () => void actions.previewEdit(null),
  })
}

/** Which track's row is at a height of the window. Measured once: to ask the page at every move makes it lay out anew. */
function rowsOf(grid: HTMLElement): (y: number) => string | undefined {
  const rows = [...grid.querySelectorAll<HTMLElement>('[data-row^="track:"]')].map((row) => {
    const { top, bottom } = row.getBoundingClientRect()
    return { id: row.dataset.row?.slice('track:'.length), top, bottom }
  })
  return (y) => rows.find(({ top, bottom }) => y >= top && y < bottom)?.id
}
