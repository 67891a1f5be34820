import { useRef, useState } from 'react'
import { formatSignedDb, parseDb } from '../format.ts'
import styles from './numberField.module.css'
import { sliderValue } from './sliderValue.ts'
import { useSlider } from './useSlider.ts'
import { ValueEntry } from './valueEntry.tsx'

type NumberFieldProps = {
  readonly label: string
  readonly value: number
  readonly unit: string
  readonly min: number
  readonly max: number
  readonly step: number
  readonly decimals: number
  readonly onChange: (value: number) => void
  readonly onEnd?: () => void
}

/** A signed number to drag, to step with the arrows, or to type. */
export function NumberField(props: NumberFieldProps) {
  const { label, value, unit, min, max, step, decimals, onChange, onEnd } = props
  const field = useRef<HTMLDivElement>(null)
  const [editing, setEditing] = useState(false)
  const slider = useSlider(field, {
    label,
    value,
    min,
    max,
    step,
    pageStep: step * 10,
    home: 0,
    orientation: 'vertical',
    travelPixels: 240,
    format: (number) => `${formatSignedDb(number, decimals)} ${unit}`,
    onChange,
    ...(onEnd && { onEnd }),
    onEdit: () => setEditing(true),
  })

  const commit = (text: string): boolean => {
    const typed = parseDb(text)
    if (typed === undefined || typed === null) return false
    const to = sliderValue(typed, { min, max, step })
    if (to !== value) onChange(to)
    onEnd?.()
    return true
  }

  return (
    <div className={styles.numberField}>
      <div className={styles.value} ref={field} {...slider} title={`${label}: drag, or double-click to type`}>
        {formatSignedDb(value, decimals)}
      </div>
      {editing && (
        <ValueEntry
          label={`${label}, ${unit}`}
          text={formatSignedDb(value, decimals)}
          onCommit={commit}
          onClose={() => setEditing(false)}
          giveBack={() => field.current?.focus()}
        />
      )}
    </div>
  )
}
