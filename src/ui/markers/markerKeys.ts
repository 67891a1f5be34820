import type { KeyboardEvent } from 'react'
import { inOrder, isRegion, type Marker, markerEnd } from '../../domain/markers.ts'
import { positionOfFrame, type Session } from '../../domain/session.ts'
import { frames, samples } from '../../domain/units.ts'
import type { AppActions } from '../appContext.ts'
import { frameAt } from '../timeline/frameGrid.ts'

type Ground = {
  readonly session: Session
  readonly markers: readonly Marker[]
  readonly selected: ReadonlySet<string>
  readonly actions: AppActions
  /** Brings a marker into view and gives it the focus, once it is drawn. */
  focusMarker(marker: Marker): void
}

const NUDGES: Readonly<Record<string, readonly [by: number, unit: 'frame' | 'sample']>> = {
  ',': [-1, 'frame'],
  '.': [1, 'frame'],
  '<': [-1, 'sample'],
  '>': [1, 'sample'],
}

/**
 * Keys of a marker that has the focus. Arrows walk and select, with Shift one more; with Control or Command they move the
 * end of a region by a frame, with Shift its start. Enter and F2 edit, Delete removes, comma and full stop move by a
 * frame, with Shift by a sample. Whether it was one.
 */
export function markerKey(event: KeyboardEvent<HTMLElement>, marker: Marker, ground: Ground): boolean {
  const { actions, selected, focusMarker } = ground
  if (event.altKey) return false
  const command = event.ctrlKey || event.metaKey
  const ordered = ground.markers.toSorted(inOrder)
  const at = ordered.indexOf(marker)
  const walks: Readonly<Record<string, Marker | undefined>> = {
    ArrowLeft: ordered[at - 1],
    ArrowRight: ordered[at + 1],
    Home: ordered[0],
    End: ordered.at(-1),
  }
  if (event.key in walks) {
    if (command) return trim(event, marker, ground)
    const to = walks[event.key]
    if (to) {
      actions.selectMarkers(event.shiftKey ? [...selected, marker.id, to.id] : [to.id])
      focusMarker(to)
    }
    return true
  }
  if (command) return false
  const nudge = NUDGES[event.key]
  const isDelete = event.key === 'Delete' || event.key === 'Backspace'
  const isEdit = event.key === 'Enter' || event.key === 'F2'
  // What a key does, it does to the marker that has the focus.
  if ((nudge || isDelete || isEdit) && !selected.has(marker.id)) actions.selectMarkers([marker.id])
  if (nudge) actions.nudgeMarkers(...nudge)
  else if (isEdit) actions.setMarkersOpen(true)
  else if (isDelete) {
    const gone = selected.has(marker.id) ? selected : new Set([marker.id])
    const left = ordered.filter(({ id }) => !gone.has(id))
    const next = left.find((each) => inOrder(each, marker) >= 0) ?? left.at(-1)
    actions.removeMarkers()
    if (next) focusMarker(next)
  } else if (event.key === 'Escape') actions.selectMarkers([])
  else return false
  return true
}

function trim(event: KeyboardEvent, marker: Marker, { session, actions }: Ground): boolean {
  if (!isRegion(marker) || !event.key.startsWith('Arrow')) return false
  const end = markerEnd(marker)
  const edge = event.shiftKey ? marker.at : end
  const frame = frameAt(session, edge) + (event.key === 'ArrowLeft' ? -1 : 1)
  if (frame < session.startFrame) return true
  const to = positionOfFrame(session, frames(frame))
  const [from, until] = event.shiftKey ? [to, end] : [marker.at, to]
  if (until > from) {
    actions.editMarkers({
      type: 'marker/setRange',
      marker: marker.id,
      at: from,
      length: samples(until - from),
    })
  }
  return true
}
