// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are walked with the arrows
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import { filesOf } from '../../domain/deliveryPlan.ts'
import { withExportRange } from '../../domain/exportRange.ts'
import { repeatedNames } from '../../domain/repeatedNames.ts'
import { deliverablesOf, orderedDeliverables } from '../../domain/sessionDeliverables.ts'
import { STEMS } from '../../domain/stems.ts'
import type { OpenExport } from '../../state/workspaceStore.ts'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { gridMove } from '../clipList/gridKeys.ts'
import { VisuallyHidden } from '../primitives/visuallyHidden.tsx'
import { stemStyle } from '../stemColor.ts'
import { commonStart } from './commonStart.ts'
import { DeliverableBar } from './deliverableBar.tsx'
import { DeliverableDialog } from './deliverableDialog.tsx'
import styles from './deliverableGrid.module.css'
import { DeliverableRow } from './deliverableRow.tsx'
import { COLUMN, COLUMNS } from './gridColumns.ts'
import { rowChanges } from './rowChanges.ts'
import { rowState } from './rowState.ts'
import { useOrder } from './useOrder.ts'

/** The matrix: each deliverable with its files, the stems it is made of, and how far it is. Arrows walk its cells. */
export function DeliverableGrid({
  exporting,
  locked,
}: {
  readonly exporting: OpenExport
  readonly locked: boolean
}) {
  const { actions } = useApp()
  const session = useDocument((state) => state.session)
  const range = useWorkspace((state) => state.exportRange)
  const loop = useWorkspace((state) => state.loop)
  const order = useOrder()
  const [current, setCurrent] = useState<string | null>(null)
  const [column, setColumn] = useState<number>(COLUMN.include)
  const [editing, setEditing] = useState<string | null>(null)
  const grid = useRef<HTMLTableElement>(null)
  const walked = useRef(false)

  const rows = deliverablesOf(session)
  const made = orderedDeliverables(session, undefined)
  // Names as the export will have them, in which a region that is chosen for all may be the reel.
  const exported = withExportRange(session, range, loop) ?? session
  const names = new Map(
    deliverablesOf(exported).map((row) => [row.id, filesOf(exported, order, row).map(({ name }) => name)]),
  )
  const repeated = repeatedNames(made.flatMap(({ id }) => names.get(id) ?? []))
  const start = commonStart([...names.values()].flat())
  const sounding = new Set(session.tracks.map(({ stem }) => stem))
  const at = Math.max(
    0,
    rows.findIndex(({ id }) => id === current),
  )
  const row = rows[at]
  const changes = rowChanges(rows, actions.do)

  useLayoutEffect(() => {
    if (!walked.current) return
    walked.current = false
    const cell = grid.current?.querySelector<HTMLElement>('tbody [tabindex="0"]')
    cell?.focus()
    cell?.scrollIntoView({ block: 'nearest' })
  })

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const whole = event.ctrlKey || event.metaKey
    if (event.altKey) {
      const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
      if (by === 0 || !row || locked) return
      changes.move(row, by)
    } else {
      const size = { rows: rows.length, columns: COLUMNS, page: 6 }
      const to = gridMove({ key: event.key, whole }, { row: at, column }, size)
      if (to) {
        setCurrent(rows[Math.max(0, to.row)]?.id ?? null)
        setColumn(to.column)
      } else if (event.key === 'F2' && row && !locked) setEditing(row.id)
      else if (event.key === 'Delete' && row && !locked && changes.isOwn(row)) {
        setCurrent(rows[at + 1]?.id ?? rows[at - 1]?.id ?? null)
        changes.remove(row)
      } else return
    }
    walked.current = true
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <>
      <DeliverableBar
        row={row}
        rows={rows}
        locked={locked}
        changes={changes}
        onSelect={setCurrent}
        onEdit={() => setEditing(row?.id ?? null)}
      />
      <div className={styles.scroll}>
        <table
          ref={grid}
          role="grid"
          className={styles.grid}
          aria-label="Deliverables and the stems that feed them"
          onKeyDown={onKeyDown}
        >
          <thead>
            <tr>
              <td className={styles.include} />
              <th scope="col">
                Deliverable{' '}
                <span>
                  {made.length} of {rows.length}
                </span>
                {start && <code>{start}…</code>}
              </th>
              {STEMS.map((stem) => {
                const count = session.tracks.filter((track) => track.stem === stem.id).length
                const text = count === 0 ? 'none' : count === 1 ? '1 track' : `${count} tracks`
                return (
                  <th
                    key={stem.id}
                    scope="col"
                    style={stemStyle(stem.id)}
                    data-empty={count === 0 || undefined}
                  >
                    <b title={`${stem.name}, ${text}`}>{stem.code}</b>
                    <VisuallyHidden>{stem.name}, </VisuallyHidden>
                    <span>{text}</span>
                  </th>
                )
              })}
              <th scope="col" className={styles.progress}>
                Progress
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((each, index) => (
              <DeliverableRow
                key={each.id}
                row={each}
                layout={session.layout}
                names={names.get(each.id) ?? []}
                start={start}
                repeated={repeated}
                state={rowState(each, made, exporting, sounding)}
                sounding={sounding}
                locked={locked}
                reached={index === at ? column : null}
                onReach={(reached) => {
                  setCurrent(each.id)
                  setColumn(reached)
                }}
                onInclude={() => changes.include(each)}
                onStem={(stem) => changes.stem(each, stem)}
                onEdit={() => setEditing(each.id)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {editing !== null && (
        <DeliverableDialog
          id={editing}
          onClose={() => {
            setEditing(null)
            walked.current = true
          }}
        />
      )}
    </>
  )
}
