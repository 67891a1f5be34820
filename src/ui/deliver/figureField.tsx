import { formatDb, parseDb } from '../format.ts'
import { ValueField } from '../primitives/valueField.tsx'

export type Figure = {
  readonly min: number
  readonly max: number
  /** Whether it may be left empty, and what that means. */
  readonly none?: string
}

type FigureFieldProps = {
  readonly figure: Figure
  readonly label: string
  readonly value: number | null
  /** What would be wrong with the spec, as a clause. */
  readonly faultOf: (value: number | null) => string | null
  readonly onChange: (value: number | null) => void
}

/** A figure of a target, to be typed within its range. */
export function FigureField({ figure, label, value, faultOf, onChange }: FigureFieldProps) {
  const { min, max, none } = figure
  return (
    <ValueField
      label={label}
      value={value === null ? (none ?? '') : formatDb(value)}
      onCommit={(text) => {
        const empty = none !== undefined && ['', none].includes(text.trim())
        const typed = empty ? null : parseDb(text)
        const taken = empty || (typeof typed === 'number' && typed >= min && typed <= max)
        const wrong =
          taken && typed !== undefined ? faultOf(typed) : `${formatDb(min, 0)} to ${formatDb(max, 0)}`
        if (wrong === null && typed !== undefined) onChange(typed)
        return wrong
      }}
    />
  )
}
