import { useId } from 'react'
import styles from './field.module.css'
import { useTabIndex } from './tabReach.ts'

type SelectFieldProps<T extends string> = {
  readonly label: string
  readonly hideLabel?: boolean
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly value: T
  readonly onChange: (value: T) => void
}

export function SelectField<T extends string>(props: SelectFieldProps<T>) {
  const { label, hideLabel, options, value, onChange } = props
  const id = useId()
  const tabIndex = useTabIndex()
  return (
    <div className={styles.field}>
      {!hideLabel && <label htmlFor={id}>{label}</label>}
      <select
        id={id}
        className={styles.input}
        aria-label={hideLabel ? label : undefined}
        value={value}
        tabIndex={tabIndex}
        onChange={(event) => {
          const option = options.find((each) => each.value === event.target.value)
          if (option) onChange(option.value)
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}
