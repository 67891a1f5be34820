// biome-ignore-all lint/a11y/useSemanticElements: options of a select could not be shown, nor walked without choosing them
// biome-ignore-all lint/a11y/useFocusableInteractive: the list has the focus and names the option that it is at
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the keys are the list's
import { ChevronRight } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { useApp, useDocument } from '../appContext.ts'
import { useElementSize } from '../timeline/elementSize.ts'
import styles from './historyList.module.css'
import { countRows, historyRows, rowForKey } from './historyRows.ts'

/** Height of a row in the root's font size, which follows the reader's setting. */
const ROW_REM = 1.5
/** Rows drawn beyond what is in view. */
const BEYOND = 6

/** The steps of the session, of which only those in view are drawn: thousands are as quick as ten. */
export function HistoryList() {
  const { actions } = useApp()
  const past = useDocument((state) => state.past)
  const future = useDocument((state) => state.future)
  const list = useRef<HTMLDivElement>(null)
  const { height } = useElementSize(list)
  const [top, setTop] = useState(0)
  const [at, setAt] = useState({ row: past.length, done: past.length })
  const id = useId()
  const [rowHeight] = useState(
    () => ROW_REM * Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
  )
  const rows = countRows({ past, future })
  const page = Math.max(1, Math.floor(height / rowHeight) - 1)
  // The keys go on from where the session is, wherever that has been changed from.
  const active = at.done === past.length ? Math.min(at.row, rows - 1) : past.length

  // Whoever opens it wants to walk in it.
  useEffect(() => list.current?.focus({ preventScroll: true }), [])
  useLayoutEffect(() => {
    const element = list.current
    if (!element || height === 0) return
    const [rowTop, rowEnd] = [active * rowHeight, (active + 1) * rowHeight]
    if (rowTop < element.scrollTop) element.scrollTop = rowTop
    else if (rowEnd > element.scrollTop + height) element.scrollTop = rowEnd - height
  }, [active, rowHeight, height])

  const onKeyDown = (event: KeyboardEvent): void => {
    const to = rowForKey(event.key, active, rows, page)
    if (to === undefined && event.key !== 'Enter') return
    event.preventDefault()
    if (to === undefined) actions.goToStep(active)
    else setAt({ row: to, done: past.length })
  }

  const from = Math.floor(top / rowHeight) - BEYOND
  const shown = historyRows({ past, future }, from, from + Math.ceil(height / rowHeight) + 2 * BEYOND + 1)
  const isDrawn = shown.some(({ row }) => row === active)
  return (
    <div
      ref={list}
      className={styles.list}
      role="listbox"
      aria-label="Steps"
      aria-activedescendant={isDrawn ? `${id}-${active}` : undefined}
      tabIndex={0}
      onScroll={({ currentTarget }) => setTop(currentTarget.scrollTop)}
      onKeyDown={onKeyDown}
    >
      <div className={styles.rows} style={{ height: rows * rowHeight }} role="presentation">
        {shown.map(({ row, label, state }) => (
          <div
            key={row}
            id={`${id}-${row}`}
            className={styles.row}
            style={{ top: row * rowHeight, height: rowHeight }}
            role="option"
            aria-selected={state === 'current'}
            aria-label={state === 'undone' ? `${label}, undone` : label}
            aria-posinset={row + 1}
            aria-setsize={rows}
            data-state={state}
            data-active={row === active || undefined}
            title={label}
            onClick={() => {
              setAt({ row, done: row })
              actions.goToStep(row)
            }}
          >
            {state === 'current' && <ChevronRight size={12} aria-hidden="true" />}
            <span>{label}</span>
          </div>
        ))}
      </div>
    </div>
  )
}
