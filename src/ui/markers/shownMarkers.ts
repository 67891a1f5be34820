import { inOrder, type Marker, type MarkerId, markerEnd } from '../../domain/markers.ts'
import { type TimeView, toPixel } from '../timeline/timeView.ts'

export type ShownMarker = {
  readonly marker: Marker
  readonly left: number
  /** Of the region, in pixels; 0 for a marker. */
  readonly width: number
  /** How far the name may go: to the next marker in sight. */
  readonly room: number
}

/**
 * The markers that are to be drawn in a row so many pixels wide, in order. Of those that begin on one pixel and end on one, the
 * first is drawn, and those of `always`: the row never holds more than there is to see.
 */
export function shownMarkers(
  markers: readonly Marker[],
  view: TimeView,
  width: number,
  always: ReadonlySet<MarkerId>,
): readonly ShownMarker[] {
  const taken = new Set<string>()
  const shown = markers.toSorted(inOrder).flatMap((marker) => {
    const left = toPixel(view, marker.at)
    const right = toPixel(view, markerEnd(marker))
    if (right < -1 || left > width) return []
    const place = `${Math.round(left)} ${Math.round(right)}`
    if (taken.has(place) && !always.has(marker.id)) return []
    taken.add(place)
    return [{ marker, left, width: right - left }]
  })
  return shown.map((one, index) => {
    const next = shown.slice(index + 1).find(({ left }) => left > one.left)
    return { ...one, room: (next?.left ?? width) - one.left }
  })
}
