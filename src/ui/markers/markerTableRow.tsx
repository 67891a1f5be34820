import { Repeat, Trash2 } from 'lucide-react'
import { isRegion, type Marker, markerEnd } from '../../domain/markers.ts'
import type { Session } from '../../domain/session.ts'
import { useApp, useWorkspace } from '../appContext.ts'
import { positionText } from '../files/positionText.ts'
import { IconButton } from '../primitives/iconButton.tsx'
import { TabReach } from '../primitives/tabReach.ts'
import { CLIP_COLORS } from '../timeline/clipColors.ts'
import { markerStyle } from './markerColor.ts'
import { MarkerFields } from './markerFields.tsx'
import styles from './markerTable.module.css'
import { spanText } from './markerText.ts'

type MarkerTableRowProps = {
  readonly marker: Marker
  readonly session: Session
  readonly index: number
  readonly current: boolean
  readonly onGo: () => void
  readonly onRemove: () => void
}

/** A marker in the list: figures, or fields while it is the current one. */
export function MarkerTableRow({ marker, session, index, current, onGo, onRemove }: MarkerTableRowProps) {
  const { actions } = useApp()
  const format = useWorkspace((state) => state.timeFormat)
  const { name, color, note, at, length } = marker
  return (
    <tr
      aria-rowindex={index + 2}
      data-current={current || undefined}
      onClick={({ target }) => {
        if (!current && !(target instanceof Element && target.closest('button'))) onGo()
      }}
    >
      <td>
        <button
          type="button"
          className={styles.go}
          style={markerStyle(marker)}
          tabIndex={current ? 0 : -1}
          data-go
          aria-label={`Go to ${name}`}
          title={`Go to ${name}`}
          onClick={onGo}
        >
          <i />
        </button>
      </td>
      {current ? (
        <MarkerFields key={marker.id} marker={marker} session={session} />
      ) : (
        <>
          <td>{name}</td>
          <td>{positionText(at, session, format)}</td>
          <td>{isRegion(marker) && positionText(markerEnd(marker), session, format)}</td>
          <td>{length !== undefined && spanText(length, session, format)}</td>
          <td>{color !== undefined && (CLIP_COLORS[color]?.name ?? `No. ${color}`)}</td>
          <td>{note}</td>
        </>
      )}
      <td>
        <TabReach value={current}>
          {isRegion(marker) && (
            <IconButton
              icon={<Repeat />}
              label={`Loop ${name}`}
              size="sm"
              onPress={() => actions.loopRegion(marker.id)}
            />
          )}
          <IconButton icon={<Trash2 />} label={`Remove ${name}`} size="sm" onPress={onRemove} />
        </TabReach>
      </td>
    </tr>
  )
}
