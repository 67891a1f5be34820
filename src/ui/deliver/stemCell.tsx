import { Check, Minus } from 'lucide-react'
import type { Deliverable } from '../../domain/deliverables/deliverable.ts'
import { stemSwitch } from '../../domain/stemSwitch.ts'
import type { StemSpec } from '../../domain/stems.ts'
import { classNames } from '../primitives/classNames.ts'
import styles from './stemCell.module.css'

type StemCellProps = {
  readonly row: Deliverable
  readonly stem: StemSpec
  /** Whether any track feeds the stem. */
  readonly sounding: boolean
  /** While an export runs, or where the session is not to be changed. */
  readonly locked: boolean
  readonly tabIndex: 0 | -1
  readonly onReach: () => void
  readonly onPress: () => void
}

/** Whether a stem is in a deliverable. Where that cannot be changed it says why, and stays a stop of the arrow keys. */
export function StemCell({ row, stem, sounding, locked, tabIndex, onReach, onPress }: StemCellProps) {
  const { on, never } = stemSwitch(row, stem.id)
  const dash = never !== undefined && !on
  const facts = [`${stem.name} in ${row.name}`, ...(sounding ? [] : ['no tracks']), ...(never ? [never] : [])]
  return (
    <button
      type="button"
      className={classNames(styles.stem, dash && styles.dash, !sounding && !dash && styles.empty)}
      aria-pressed={on}
      aria-disabled={never !== undefined || locked || undefined}
      aria-label={facts.join(', ')}
      title={never ?? (sounding ? undefined : `${stem.name} has no tracks`)}
      tabIndex={tabIndex}
      onFocus={onReach}
      onClick={onPress}
    >
      {on ? <Check size={14} aria-hidden="true" /> : dash && <Minus size={12} aria-hidden="true" />}
    </button>
  )
}
