import type { PointerEvent } from 'react'
import { isRegion } from '../../domain/markers.ts'
import type { Session } from '../../domain/session.ts'
import { classNames } from '../primitives/classNames.ts'
import { markerStyle } from './markerColor.ts'
import styles from './markerRow.module.css'
import { markerLabel } from './markerText.ts'
import type { ShownMarker } from './shownMarkers.ts'
import type { MarkerPart } from './startMarkerDrag.ts'

/** Pixels at the ends of a region that are its ends. */
const GRIP = 6

type MarkerFlagProps = {
  readonly shown: ShownMarker
  readonly session: Session
  readonly selected: boolean
  readonly reachable: boolean
  readonly onPress: (event: PointerEvent<HTMLElement>, part: MarkerPart) => void
  readonly onEdit: () => void
}

/** A marker as a line with its name beside it, a region as a bar. */
export function MarkerFlag({ shown, session, selected, reachable, onPress, onEdit }: MarkerFlagProps) {
  const { marker, left, width, room } = shown
  const region = isRegion(marker)
  const label = markerLabel(marker, session)
  const partAt = (event: PointerEvent<HTMLElement>): MarkerPart => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left
    if (!region || width < 2 * GRIP) return 'body'
    return x < GRIP ? 'start' : x >= width - GRIP ? 'end' : 'body'
  }
  return (
    <div
      className={classNames(styles.flag, region && styles.region, selected && styles.selected)}
      style={{
        ...markerStyle(marker),
        left,
        width: region ? Math.max(3, width) : Math.max(9, Math.min(room, 240)),
      }}
      role="option"
      tabIndex={reachable ? 0 : -1}
      aria-selected={selected}
      aria-label={label}
      title={marker.note ? `${label}\n${marker.note}` : label}
      data-marker={marker.id}
      onPointerDown={(event) => onPress(event, partAt(event))}
      onPointerMove={(event) => {
        if (event.buttons === 0) event.currentTarget.dataset.part = partAt(event)
      }}
      onDoubleClick={(event) => {
        event.stopPropagation()
        onEdit()
      }}
    >
      <span style={{ maxWidth: Math.max(0, room - 6) }}>{marker.name}</span>
    </div>
  )
}
