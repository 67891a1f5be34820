import { type PointerEvent, useMemo, useRef, useState } from 'react'
import { applyMarkerCommand, type MarkerCommand } from '../../domain/markerCommands.ts'
import { inOrder, isRegion, type Marker, markerEnd, markersOf } from '../../domain/markers.ts'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { focusDrawn } from '../primitives/focusDrawn.ts'
import { snapToFrame } from '../timeline/frameGrid.ts'
import { useLiveView } from '../timeline/liveView.ts'
import moved from '../timeline/movedView.module.css'
import { useMovedView } from '../timeline/movedView.ts'
import { revealView, toSample } from '../timeline/timeView.ts'
import { MarkerFlag } from './markerFlag.tsx'
import { markerKey } from './markerKeys.ts'
import styles from './markerRow.module.css'
import { shownMarkers } from './shownMarkers.ts'
import { type MarkerPart, startMarkerDrag } from './startMarkerDrag.ts'

/**
 * Markers and regions over the lanes. Click to go there, drag to move, drag the ends of a region, double-click to edit;
 * a double-click where none is adds one.
 */
export function MarkerRow() {
  const app = useApp()
  const live = useLiveView()
  const { actions, workspace } = app
  const session = useDocument((state) => state.session)
  const selected = useWorkspace((state) => state.selectedMarkers)
  const [preview, setPreview] = useState<MarkerCommand | null>(null)
  const [focused, setFocused] = useState<string | null>(null)
  const row = useRef<HTMLDivElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const { view, extent, style } = useMovedView(box)
  const markers = markersOf(session)
  const drawn = preview ? markersOf(applyMarkerCommand(session, preview)) : markers
  const always = useMemo(() => new Set([...selected, focused ?? '']), [selected, focused])
  const ordered = useMemo(() => drawn.toSorted(inOrder), [drawn])
  const shown = useMemo(
    () => shownMarkers(ordered, view, extent.width, always),
    [ordered, view, extent, always],
  )
  const stop =
    shown.find(({ marker }) => marker.id === focused) ??
    shown.find(({ marker }) => selected.has(marker.id)) ??
    // The first that is in view: what is further left is there to come into it.
    shown.find(({ left }) => left >= extent.width / 3) ??
    shown[0]

  const focusMarker = (marker: Marker): void => {
    setFocused(marker.id)
    const now = live.now()
    const turned = revealView(now.view, { start: marker.at, end: markerEnd(marker) }, now.extent)
    if (turned) actions.setView(turned)
    focusDrawn(() => row.current?.querySelector<HTMLElement>(`[data-marker="${CSS.escape(marker.id)}"]`))
  }
  const press = (event: PointerEvent<HTMLElement>, marker: Marker, part: MarkerPart): void => {
    if (event.button !== 0) return
    event.stopPropagation()
    const { selectedMarkers } = workspace.getState()
    const toggle = event.ctrlKey || event.metaKey || event.shiftKey
    if (toggle) {
      const next = new Set(selectedMarkers)
      if (!next.delete(marker.id)) next.add(marker.id)
      actions.selectMarkers(next)
      return
    }
    if (!selectedMarkers.has(marker.id)) actions.selectMarkers([marker.id])
    startMarkerDrag(
      app,
      event.nativeEvent,
      { markers, held: marker, part },
      { view: live.now().view, preview: setPreview, onClick: () => void actions.goToMarker(marker.id) },
    )
  }

  return (
    <div
      ref={row}
      className={styles.row}
      role="listbox"
      aria-label="Markers"
      aria-multiselectable="true"
      aria-orientation="horizontal"
      title="Double-click to add a marker"
      onDoubleClick={(event) => {
        const { left } = event.currentTarget.getBoundingClientRect()
        actions.addMarker(snapToFrame(session, toSample(live.now().view, event.clientX - left)))
      }}
      onFocus={({ target }) => setFocused(target.dataset.marker ?? null)}
      onKeyDown={(event) => {
        const id = event.target instanceof HTMLElement ? event.target.dataset.marker : undefined
        const marker = markers.find((each) => each.id === id)
        if (!marker || !markerKey(event, marker, { session, markers, selected, actions, focusMarker })) return
        event.preventDefault()
        event.stopPropagation()
      }}
    >
      <div className={moved.row} role="presentation">
        <div ref={box} style={style} role="presentation">
          {shown.map((one) => (
            <MarkerFlag
              key={one.marker.id}
              shown={one}
              session={session}
              selected={selected.has(one.marker.id)}
              reachable={one === stop}
              onPress={(event, part) => press(event, one.marker, isRegion(one.marker) ? part : 'body')}
              onEdit={() => {
                actions.selectMarkers([one.marker.id])
                actions.setMarkersOpen(true)
              }}
            />
          ))}
        </div>
      </div>
    </div>
  )
}
