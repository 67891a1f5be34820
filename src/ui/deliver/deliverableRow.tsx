// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: cells of a grid; see deliverableGrid.tsx
// biome-ignore-all lint/a11y/useFocusableInteractive: what is in the cells takes the focus

import type { Deliverable } from '../../domain/deliverables/deliverable.ts'
import type { LayoutId } from '../../domain/layout.ts'
import { isRepeated } from '../../domain/repeatedNames.ts'
import { STEMS, type StemId } from '../../domain/stems.ts'
import { VisuallyHidden } from '../primitives/visuallyHidden.tsx'
import { stemStyle } from '../stemColor.ts'
import styles from './deliverableGrid.module.css'
import { COLUMN } from './gridColumns.ts'
import { layoutText } from './layoutText.ts'
import { RowProgress } from './rowProgress.tsx'
import type { RowState } from './rowState.ts'
import { StemCell } from './stemCell.tsx'

type DeliverableRowProps = {
  readonly row: Deliverable
  /** That of the mix. */
  readonly layout: LayoutId
  readonly names: readonly string[]
  /** What all names begin with: the head of the table shows it. */
  readonly start: string
  readonly repeated: readonly string[]
  readonly state: RowState
  readonly sounding: ReadonlySet<StemId>
  readonly locked: boolean
  /** The column that Tab comes to; `null` in all rows but one. */
  readonly reached: number | null
  readonly onReach: (column: number) => void
  readonly onInclude: () => void
  readonly onStem: (stem: StemId) => void
  readonly onEdit: () => void
}

export function DeliverableRow(props: DeliverableRowProps) {
  const { row, layout, names, start, repeated, state, sounding, locked, reached, onReach } = props
  const tab = (column: number): 0 | -1 => (reached === column ? 0 : -1)
  const twice = row.included && names.some((name) => isRepeated(name, repeated))
  return (
    <tr data-left-out={!row.included || undefined} data-current={reached !== null || undefined}>
      <td role="gridcell" className={styles.include}>
        <input
          type="checkbox"
          aria-label={`Include ${row.name}`}
          checked={row.included}
          disabled={locked}
          tabIndex={tab(COLUMN.include)}
          onFocus={() => onReach(COLUMN.include)}
          onChange={props.onInclude}
        />
      </td>
      <th scope="row">
        <button
          type="button"
          className={styles.name}
          aria-label={`${row.name}, ${layoutText(row, layout)}, ${names[0] ?? ''}${others(names)}`}
          aria-disabled={locked || undefined}
          title={names.join('\n')}
          tabIndex={tab(COLUMN.name)}
          onFocus={() => onReach(COLUMN.name)}
          onClick={() => !locked && props.onEdit()}
        >
          <b>{row.name}</b> <span>{layoutText(row, layout)}</span>
          <code data-twice={twice || undefined}>
            {twice && 'Name twice: '}
            {names[0]?.slice(start.length)}
            <i>{others(names)}</i>
          </code>
        </button>
      </th>
      {STEMS.map((stem, index) => (
        <td key={stem.id} role="gridcell" style={stemStyle(stem.id)}>
          <StemCell
            row={row}
            stem={stem}
            sounding={sounding.has(stem.id)}
            locked={locked}
            tabIndex={tab(COLUMN.firstStem + index)}
            onReach={() => onReach(COLUMN.firstStem + index)}
            onPress={() => !locked && props.onStem(stem.id)}
          />
        </td>
      ))}
      <td
        role="gridcell"
        className={styles.progress}
        tabIndex={tab(COLUMN.progress)}
        onFocus={() => onReach(COLUMN.progress)}
      >
        <VisuallyHidden>{row.name}: </VisuallyHidden>
        <RowProgress state={state} />
      </td>
    </tr>
  )
}

const others = ({ length }: readonly string[]): string => (length > 1 ? ` and ${length - 1} more` : '')
