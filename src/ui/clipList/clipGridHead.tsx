// biome-ignore-all lint/a11y/useSemanticElements: see `clipGrid.tsx`
// biome-ignore-all lint/a11y/useFocusableInteractive: see `clipGrid.tsx`
import { ArrowDown, ArrowUp } from 'lucide-react'
import { classNames } from '../primitives/classNames.ts'
import styles from './clipGrid.module.css'
import { CLIP_COLUMNS, type ClipSort, isFigure } from './clipRows.ts'
import type { GridCell } from './gridKeys.ts'

/** What the columns are, and which of them the list is sorted by. */
export function ClipGridHead(props: {
  readonly sort: ClipSort
  readonly cursor: GridCell
  readonly onSort: (column: number) => void
}) {
  const { sort, cursor, onSort } = props
  return (
    <div className={styles.head} role="rowgroup">
      <div className={styles.row} role="row" aria-rowindex={1}>
        {CLIP_COLUMNS.map(({ id, label }, index) => {
          const sorted = sort.column === id
          return (
            <div
              key={id}
              className={classNames(isFigure(id) && styles.figure)}
              role="columnheader"
              aria-colindex={index + 1}
              aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
            >
              <button
                type="button"
                tabIndex={cursor.row < 0 && cursor.column === index ? 0 : -1}
                title={`Sort by ${label.toLowerCase()}`}
                onClick={() => onSort(index)}
              >
                {label}
                {sorted &&
                  (sort.descending ? <ArrowDown aria-hidden="true" /> : <ArrowUp aria-hidden="true" />)}
              </button>
            </div>
          )
        })}
      </div>
    </div>
  )
}
