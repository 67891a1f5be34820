import { RotateCcw } from 'lucide-react'
import { thresholdFault } from '../../domain/checkSettings.ts'
import type { CheckId, Threshold } from '../../domain/checks.ts'
import { useApp } from '../appContext.ts'
import { parseDb } from '../format.ts'
import { IconButton } from '../primitives/iconButton.tsx'
import { ValueField } from '../primitives/valueField.tsx'
import styles from './checksPanel.module.css'

type ThresholdFieldProps = {
  readonly check: CheckId
  readonly threshold: Threshold
  readonly value: number
  /** What it is while nobody has set it. */
  readonly usual: number
}

/** The figure that a check turns on. What it cannot be is refused with its range. */
export function ThresholdField({ check, threshold, value, usual }: ThresholdFieldProps) {
  const { actions } = useApp()
  const { label, unit } = threshold
  return (
    <div className={styles.threshold}>
      <ValueField
        label={unit ? `${label}, ${unit}` : label}
        value={String(value).replace('-', '−')}
        onCommit={(text) => {
          const typed = parseDb(text)
          const wrong = typeof typed === 'number' ? thresholdFault(check, typed) : 'it is not a number'
          if (wrong === null && typeof typed === 'number')
            actions.do({ type: 'checks/setThreshold', check, value: typed })
          return wrong
        }}
      />
      {value !== usual && (
        <IconButton
          icon={<RotateCcw />}
          size="sm"
          label={`${label} as it was: ${usual} ${unit}`}
          onPress={() => actions.do({ type: 'checks/setThreshold', check, value: null })}
        />
      )}
    </div>
  )
}
