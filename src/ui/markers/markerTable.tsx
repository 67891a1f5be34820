import { ChevronDown, ChevronUp } from 'lucide-react'
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Marker, MarkerId } from '../../domain/markers.ts'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { useElementSize } from '../timeline/elementSize.ts'
import { MARKER_SORTS, type MarkerSort, rowWindow } from './markerList.ts'
import styles from './markerTable.module.css'
import { MarkerTableRow } from './markerTableRow.tsx'

/** Pixels, as the style sheet has them. */
const ROW = 36

const TITLES: Readonly<Record<MarkerSort['by'], string>> = {
  name: 'Name',
  start: 'Start',
  end: 'End',
  length: 'Length',
  colour: 'Colour',
  note: 'Note',
}

type MarkerTableProps = {
  readonly markers: readonly Marker[]
  readonly sort: MarkerSort
  readonly onSort: (sort: MarkerSort) => void
  readonly searched: boolean
}

/**
 * A row for each marker. A click, or Enter, goes there; the row that was gone to last can be edited. The arrows go from row
 * to row, and Delete removes a marker. Only rows in sight are on the page.
 */
export function MarkerTable({ markers, sort, onSort, searched }: MarkerTableProps) {
  const { actions } = useApp()
  const session = useDocument((state) => state.session)
  const selected = useWorkspace((state) => state.selectedMarkers)
  const box = useRef<HTMLDivElement>(null)
  const { height } = useElementSize(box)
  const [top, setTop] = useState(0)
  const [wanted, setWanted] = useState<MarkerId | null>(
    () => markers.find(({ id }) => selected.has(id))?.id ?? null,
  )
  const current = Math.max(
    0,
    markers.findIndex(({ id }) => id === wanted),
  )
  const currentId = markers[current]?.id
  const { first, last } = rowWindow(top, height, ROW, markers.length)

  const reveal = (index: number): void => {
    const element = box.current
    if (!element) return
    const [above, below] = [index * ROW, (index + 2) * ROW - element.clientHeight]
    if (element.scrollTop > above) element.scrollTop = above
    else if (element.scrollTop < below) element.scrollTop = below
  }
  const walked = useRef(false)
  const focusCurrent = (): void => {
    const row = box.current?.querySelector<HTMLElement>('[data-current] [data-go]')
    if (!walked.current || !row) return
    walked.current = false
    row.focus()
  }
  // A row that is gone to may have to come into sight first, and takes the focus when it has.
  useLayoutEffect(focusCurrent)
  const goToRow = (index: number): void => {
    const marker = markers[index]
    if (!marker) return
    walked.current = true
    setWanted(marker.id)
    reveal(index)
    if (marker.id === currentId) focusCurrent()
  }
  // The list opens at the marker that is selected, and goes to one that is added.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another is selected
  useEffect(() => {
    const [id] = selected
    const index = markers.findIndex((marker) => marker.id === id)
    if (selected.size > 0 && index >= 0) goToRow(index)
  }, [selected])

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (!(event.target instanceof HTMLElement) || !event.target.matches('[data-go]')) return
    const page = Math.max(1, Math.floor(height / ROW) - 2)
    const steps: Readonly<Record<string, number>> = {
      ArrowUp: current - 1,
      ArrowDown: current + 1,
      PageUp: Math.max(0, current - page),
      PageDown: Math.min(markers.length - 1, current + page),
      Home: 0,
      End: markers.length - 1,
    }
    const to = steps[event.key]
    if (to !== undefined) goToRow(to)
    else if ((event.key === 'Delete' || event.key === 'Backspace') && currentId !== undefined) {
      actions.editMarkers({ type: 'markers/remove', markers: [currentId] })
      goToRow(current + 1 < markers.length ? current + 1 : current - 1)
    } else return
    event.preventDefault()
  }

  return (
    <div ref={box} className={styles.box} onScroll={({ currentTarget }) => setTop(currentTarget.scrollTop)}>
      <table
        className={styles.markers}
        aria-label="Markers"
        aria-rowcount={markers.length + 1}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr aria-rowindex={1}>
            <td />
            {MARKER_SORTS.map((by) => {
              const isSorted = sort.by === by
              const Arrow = sort.descending ? ChevronDown : ChevronUp
              return (
                <th
                  key={by}
                  scope="col"
                  aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
                >
                  <button
                    type="button"
                    onClick={() => onSort({ by, descending: isSorted && !sort.descending })}
                  >
                    {TITLES[by]}
                    {isSorted && <Arrow size={12} aria-hidden="true" />}
                  </button>
                </th>
              )
            })}
            <td />
          </tr>
        </thead>
        <tbody>
          <Spacer rows={first} />
          {markers.slice(first, last).map((marker, n) => (
            <MarkerTableRow
              key={marker.id}
              marker={marker}
              session={session}
              index={first + n}
              current={marker.id === currentId}
              onGo={() => {
                setWanted(marker.id)
                void actions.goToMarker(marker.id)
              }}
              onRemove={() => {
                actions.editMarkers({ type: 'markers/remove', markers: [marker.id] })
                goToRow(current + 1 < markers.length ? current + 1 : current - 1)
              }}
            />
          ))}
          <Spacer rows={markers.length - last} />
        </tbody>
      </table>
      {markers.length === 0 && (
        <p className={styles.none}>
          {searched ? 'No marker has all these words.' : 'No markers yet. M adds one at the playhead.'}
        </p>
      )}
    </div>
  )
}

/** In place of rows that are out of sight. */
function Spacer({ rows }: { readonly rows: number }) {
  if (rows <= 0) return null
  return (
    <tr>
      <td colSpan={MARKER_SORTS.length + 2} style={{ height: rows * ROW, padding: 0, border: 0 }} />
    </tr>
  )
}
