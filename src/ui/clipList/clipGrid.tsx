// biome-ignore-all lint/a11y/useSemanticElements: thousands of table rows could not be left out where they are not in view
// biome-ignore-all lint/a11y/useFocusableInteractive: the cells take the focus, rows need not
import { type KeyboardEvent, type MouseEvent, useLayoutEffect, useReducer, useRef, useState } from 'react'
import type { ClipId, Session } from '../../domain/session.ts'
import { useApp, useWorkspace } from '../appContext.ts'
import { keyPress } from '../shortcuts/keyName.ts'
import { currentKeys } from '../shortcuts/keySettings.ts'
import { useSingleKeys } from '../shortcuts/singleKeys.ts'
import { useElementSize } from '../timeline/elementSize.ts'
import { cellCommand, isSwitched, isTyped, switchCommand } from './clipCellEdit.ts'
import styles from './clipGrid.module.css'
import { ClipGridHead } from './clipGridHead.tsx'
import { ClipGridRow } from './clipGridRow.tsx'
import { CLIP_COLUMNS, type ClipRow, type ClipSort } from './clipRows.ts'
import { type GridCell, gridMove, rowsInView } from './gridKeys.ts'
import { actOnListed, listAction, removeListed } from './listEdits.ts'
import { type Chosen, listedSelection, listSelection } from './listSelection.ts'

/** CSS pixels; `clipGrid.module.css` has it too. */
const ROW_HEIGHT = 28

type ClipGridProps = {
  readonly rows: readonly ClipRow[]
  readonly session: Session
  readonly sort: ClipSort
  readonly onSort: (sort: ClipSort) => void
}

/**
 * The clips as a grid: arrows walk and select, Enter edits what is under them, Space selects one more or less; other keys
 * do to the clips that are selected what they do on the canvas.
 */
export function ClipGrid({ rows, session, sort, onSort }: ClipGridProps) {
  const app = useApp()
  const { actions, workspace } = app
  const singleKeys = useSingleKeys()
  const selected = useWorkspace((state) => state.selectedClips)
  const current = useWorkspace((state) => state.currentClip)
  const overlap = useWorkspace((state) => state.overlap)
  const format = useWorkspace((state) => state.timeFormat)
  const [column, setColumn] = useState(0)
  const [onHead, setOnHead] = useState(false)
  const [editing, setEditing] = useState<ClipId | null>(null)
  const [top, setTop] = useState(0)
  const grid = useRef<HTMLDivElement>(null)
  const { height } = useElementSize(grid)
  const walked = useRef(false)
  const [, redraw] = useReducer((turn: number) => turn + 1, 0)
  const found = rows.findIndex(({ clip }) => clip.id === current)
  const cursor: GridCell = { row: onHead || rows.length === 0 ? -1 : Math.max(0, found), column }

  // The cell under the cursor is drawn before it can take the focus, and scrolled to before it is looked at.
  useLayoutEffect(() => {
    if (!walked.current || !grid.current) return
    walked.current = false
    const cell = grid.current.querySelector<HTMLElement>('[tabindex="0"]')
    cell?.focus({ preventScroll: true })
    const y = cursor.row * ROW_HEIGHT
    const room = grid.current.clientHeight - ROW_HEIGHT
    if (cursor.row < 0 || y < grid.current.scrollTop) grid.current.scrollTop = Math.max(0, y)
    else if (y + ROW_HEIGHT > grid.current.scrollTop + room) grid.current.scrollTop = y + ROW_HEIGHT - room
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })

  /** The row's own clip, and those that are selected with it. */
  const together = ({ clip }: ClipRow): readonly ClipId[] =>
    selected.has(clip.id) ? listedSelection(rows, selected) : [clip.id]

  const choose = ({ clip }: ClipRow, how: Chosen['how']): void =>
    actions.selectClips(listSelection(rows, { selected, current }, { how, to: clip.id }), clip.id)

  const walk = (to: GridCell, event: KeyboardEvent): void => {
    walked.current = true
    setColumn(to.column)
    setOnHead(to.row < 0)
    const row = rows[to.row]
    if (row && to.row !== cursor.row) {
      choose(row, event.ctrlKey || event.metaKey ? 'keep' : event.shiftKey ? 'range' : 'alone')
    }
  }
  const act = (row: ClipRow, index: number): void => {
    const { id } = CLIP_COLUMNS[index] ?? CLIP_COLUMNS[0]
    if (isTyped(id)) setEditing(row.clip.id)
    const command = isSwitched(id) ? switchCommand(row, id, together(row)) : undefined
    if (command) actions.edit(command)
  }
  const sortBy = (index: number): void => {
    const { id } = CLIP_COLUMNS[index] ?? CLIP_COLUMNS[0]
    onSort({ column: id, descending: sort.column === id && !sort.descending })
  }

  /** After it the focus is on the current clip, which may be another one. */
  const edit = (event: KeyboardEvent): boolean => {
    const isPlain = !(event.shiftKey || event.ctrlKey || event.metaKey)
    const removes = isPlain && (event.key === 'Delete' || event.key === 'Backspace')
    const action = listAction(keyPress(event.nativeEvent), currentKeys().bindings, singleKeys)
    if (removes) removeListed(app, rows, cursor.row)
    else if (!action) return false
    else {
      const press = { held: new Set([action.id]), repeated: event.repeat }
      if (!actOnListed(app, rows, action, press)) return false
    }
    walked.current = true
    redraw()
    return true
  }

  const onKey = (event: KeyboardEvent<HTMLElement>): boolean => {
    if (editing !== null) {
      // The dialog around the field stays open: that Escape is for the text.
      if (event.key === 'Escape') event.preventDefault()
      return false
    }
    const command = event.ctrlKey || event.metaKey
    const page = Math.max(1, Math.floor(height / ROW_HEIGHT) - 2)
    const size = { rows: rows.length, columns: CLIP_COLUMNS.length, page }
    const to = gridMove({ key: event.key, whole: command }, cursor, size)
    const row = rows[cursor.row]
    if (to) walk(to, event)
    else if (event.key === 'Enter' || event.key === 'F2') {
      if (row) act(row, column)
      else sortBy(column)
    } else if (event.key === ' ' && row) choose(row, 'toggle')
    else if (event.key === ' ') sortBy(column)
    else if (command && event.key.toLowerCase() === 'a') {
      const ids = rows.map(({ clip }) => clip.id)
      actions.selectClips(ids, workspace.getState().currentClip ?? ids[0] ?? null)
    } else return edit(event)
    return true
  }

  const press = (row: ClipRow, index: number, event: MouseEvent): void => {
    setOnHead(false)
    setColumn(index)
    const switched = isSwitched(CLIP_COLUMNS[index]?.id ?? 'track')
    const one = event.ctrlKey || event.metaKey ? 'toggle' : event.shiftKey ? 'range' : 'alone'
    // A switch of one of several is for all of them.
    choose(row, switched && selected.has(row.clip.id) ? 'keep' : one)
    walked.current = true
  }

  return (
    <div
      ref={grid}
      className={styles.grid}
      role="grid"
      aria-label="Clips"
      aria-multiselectable="true"
      aria-rowcount={rows.length + 1}
      aria-colcount={CLIP_COLUMNS.length}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      onKeyDownCapture={(event) => {
        if (!onKey(event)) return
        event.preventDefault()
        event.stopPropagation()
      }}
    >
      <ClipGridHead sort={sort} cursor={cursor} onSort={sortBy} />
      <div className={styles.body} role="rowgroup" style={{ height: rows.length * ROW_HEIGHT }}>
        {rowsInView({ top, height, rowHeight: ROW_HEIGHT }, rows.length, cursor.row).map((at) => {
          const row = rows[at]
          return (
            row && (
              <ClipGridRow
                key={row.clip.id}
                row={row}
                at={at}
                y={at * ROW_HEIGHT}
                session={session}
                format={format}
                selected={selected.has(row.clip.id)}
                reached={at === cursor.row ? column : null}
                editing={editing === row.clip.id ? column : null}
                onPress={press}
                onAct={act}
                onCommit={(index, text) => {
                  const edited = CLIP_COLUMNS[index]?.id ?? 'track'
                  const command = cellCommand(row, edited, text, {
                    session,
                    format,
                    clips: together(row),
                    overlap,
                  })
                  return command === null || (command !== undefined && actions.edit(command))
                }}
                onClose={() => setEditing(null)}
                giveBack={() => {
                  walked.current = true
                  redraw()
                }}
              />
            )
          )
        })}
      </div>
      {rows.length === 0 && <p className={styles.none}>No clips</p>}
    </div>
  )
}
