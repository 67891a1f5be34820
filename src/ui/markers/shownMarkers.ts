import { type Marker, type MarkerId, markerEnd } from '../../domain/markers.ts'
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
 * Which of markers in order (`inOrder`) are to be drawn in a row so many pixels wide. Of those that begin on one pixel and end
 * on one, the first is drawn, and those of `always`: the row never holds more than there is to see.
 */
export function shownMarkers(
  ordered: readonly Marker[],
  view: TimeView,
  width: number,
  always: ReadonlySet<MarkerId>,
): readonly ShownMarker[] {
  const taken = new Set<string>()
  const shown: { marker: Marker; left: number; width: number; room: number }[] = []
  for (const marker of ordered) {
    const left = toPixel(view, marker.at)
    if (left > width) break
    const right = toPixel(view, markerEnd(marker))
    const place = `${Math.round(left)} ${Math.round(right)}`
    if (right < -1 || (taken.has(place) && !always.has(marker.id))) continue
    taken.add(place)
    shown.push({ marker, left, width: right - left, room: 0 })
  }
  let [next, after] = [width, width]
  for (const one of shown.toReversed()) {
    if (one.left < next) [next, after] = [one.left, next]
    one.room = after - one.left
  }
  return shown
}
