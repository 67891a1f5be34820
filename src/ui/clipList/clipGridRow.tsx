// biome-ignore-all lint/a11y/useSemanticElements: see `clipGrid.tsx`
// biome-ignore-all lint/a11y/useFocusableInteractive: see `clipGrid.tsx`
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid has the keys of all its cells
import type { MouseEvent } from 'react'
import type { Session } from '../../domain/session.ts'
import type { TimeFormat } from '../../domain/timeFormats.ts'
import { classNames } from '../primitives/classNames.ts'
import { ValueEntry } from '../primitives/valueEntry.tsx'
import { isSwitched, isTyped } from './clipCellEdit.ts'
import styles from './clipGrid.module.css'
import { CLIP_COLUMNS, type ClipRow, cellText, isFigure } from './clipRows.ts'

type ClipGridRowProps = {
  readonly row: ClipRow
  /** Its place in the list, from 0. */
  readonly at: number
  readonly y: number
  readonly session: Session
  readonly format: TimeFormat
  readonly selected: boolean
  /** The column that Tab reaches, and the one that is typed into, if it is in this row. */
  readonly reached: number | null
  readonly editing: number | null
  readonly onPress: (row: ClipRow, column: number, event: MouseEvent) => void
  readonly onAct: (row: ClipRow, column: number) => void
  readonly onCommit: (column: number, text: string) => boolean
  readonly onClose: () => void
  readonly giveBack: () => void
}

export function ClipGridRow(props: ClipGridRowProps) {
  const {
    row,
    at,
    y,
    session,
    format,
    selected,
    reached,
    editing,
    onPress,
    onAct,
    onCommit,
    onClose,
    giveBack,
  } = props
  return (
    <div
      className={classNames(styles.row, selected && styles.selected, row.clip.mute && styles.muted)}
      style={{ transform: `translateY(${y}px)` }}
      role="row"
      aria-rowindex={at + 2}
      aria-selected={selected}
    >
      {CLIP_COLUMNS.map(({ id, label }, index) => {
        const text = cellText(row, id, session, format)
        const switched = isSwitched(id)
        return (
          <div
            key={id}
            className={classNames(isFigure(id) && styles.figure)}
            role="gridcell"
            aria-colindex={index + 1}
            aria-readonly={!isTyped(id) && !switched}
            aria-label={switched ? `${label}: ${text ? 'on' : 'off'}` : undefined}
            tabIndex={reached === index ? 0 : -1}
            title={text}
            onClick={(event) => {
              if (editing === index) return
              onPress(row, index, event)
              if (switched) onAct(row, index)
            }}
            onDoubleClick={() => isTyped(id) && onAct(row, index)}
          >
            {editing === index ? (
              <ValueEntry
                label={`${label} of ${row.name}`}
                text={text}
                onCommit={(typed) => onCommit(index, typed)}
                onClose={onClose}
                giveBack={giveBack}
              />
            ) : (
              text || (switched ? '–' : '')
            )}
          </div>
        )
      })}
    </div>
  )
}
