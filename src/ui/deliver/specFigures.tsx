import { useState } from 'react'
import type { DeliverySpec, LoudnessGate, SpecField } from '../../domain/specs/deliverySpec.ts'
import { formatDb, parseDb } from '../format.ts'
import { SelectField } from '../primitives/selectField.tsx'
import { TextField } from '../primitives/textField.tsx'
import styles from './targetField.module.css'

type Figure = {
  readonly field: 'targetLufs' | 'belowLu' | 'aboveLu' | 'truePeakDbtp'
  readonly label: string
  readonly min: number
  readonly max: number
  /** Whether it may be left empty, and what that means. */
  readonly none?: string
}

// The ranges are those of a spec file: `specDocument.ts`.
const FIGURES: readonly Figure[] = [
  { field: 'targetLufs', label: 'Target, LUFS', min: -60, max: 0, none: 'none' },
  { field: 'truePeakDbtp', label: 'True peak, dBTP', min: -40, max: 0, none: 'none' },
  { field: 'belowLu', label: 'Below, LU', min: 0, max: 40 },
  { field: 'aboveLu', label: 'Above, LU', min: 0, max: 40 },
]

const GATES: readonly { readonly value: LoudnessGate; readonly label: string }[] = [
  { value: 'programme', label: 'Whole programme' },
  { value: 'dialogue', label: 'Where dialogue sounds' },
]

type SpecFiguresProps = {
  readonly spec: DeliverySpec
  readonly onChange: (spec: DeliverySpec) => void
}

/** The figures of a target, to be changed. What the source leaves open says so until somebody has typed it. */
export function SpecFigures({ spec, onChange }: SpecFiguresProps) {
  const change = (field: SpecField, value: Partial<DeliverySpec>): void =>
    onChange({ ...spec, ...value, uncertain: spec.uncertain.filter((each) => each !== field) })
  const named = (label: string, field: SpecField): string =>
    spec.uncertain.includes(field) ? `${label} (to be checked)` : label
  return (
    <div className={styles.figures}>
      {FIGURES.map((figure) => (
        <FigureField
          key={figure.field}
          figure={figure}
          label={named(figure.label, figure.field)}
          value={spec[figure.field]}
          onChange={(value) => change(figure.field, { [figure.field]: value })}
        />
      ))}
      <SelectField
        label={named('Measured', 'gate')}
        options={GATES}
        value={spec.gate}
        onChange={(gate) => change('gate', { gate })}
      />
    </div>
  )
}

type FigureFieldProps = {
  readonly figure: Figure
  readonly label: string
  readonly value: number | null
  readonly onChange: (value: number | null) => void
}

function FigureField({ figure, label, value, onChange }: FigureFieldProps) {
  const [refused, setRefused] = useState(false)
  const { min, max, none } = figure
  return (
    <TextField
      label={label}
      value={value === null ? (none ?? '') : formatDb(value)}
      {...(refused && { invalid: `${formatDb(min, 0)} to ${formatDb(max, 0)}` })}
      onCommit={(text) => {
        const empty = none !== undefined && ['', none].includes(text.trim())
        const typed = empty ? null : parseDb(text)
        const taken = empty || (typeof typed === 'number' && typed >= min && typed <= max)
        setRefused(!taken)
        if (taken && typed !== undefined) onChange(typed)
      }}
    />
  )
}
