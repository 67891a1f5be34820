import { markerEnd, markersOf } from '../../domain/markers.ts'
import { sessionLength } from '../../domain/session.ts'
import type { App } from '../appContext.ts'
import { focusDrawn } from '../primitives/focusDrawn.ts'
import { nearest } from '../timeline/snap.ts'
import { resolveView, revealView } from '../timeline/timeView.ts'

/** Goes to the marker row: to the selected marker, or else to the one nearest to the playhead, which is selected then. */
export function focusMarkers({ actions, document, workspace, telemetry }: App): void {
  const { session } = document.getState()
  const { selectedMarkers, view, lanesWidth: width } = workspace.getState()
  const markers = markersOf(session)
  const place = nearest(
    telemetry.position(),
    markers.map(({ at }) => at),
  )
  const marker = markers.find(({ id }) => selectedMarkers.has(id)) ?? markers.find(({ at }) => at === place)
  if (!marker) return
  const extent = { length: sessionLength(session), width }
  const turned = revealView(resolveView(view, extent), { start: marker.at, end: markerEnd(marker) }, extent)
  if (turned) actions.setView(turned)
  if (!selectedMarkers.has(marker.id)) actions.selectMarkers([marker.id])
  focusDrawn(() => window.document.querySelector<HTMLElement>(`[data-marker="${CSS.escape(marker.id)}"]`))
}
