import type { ReactNode } from 'react'
import styles from './iconSelect.module.css'
import type { ShownKey } from './shownKey.ts'

type IconSelectProps<T extends string> = {
  /** Shows what is chosen, or what the choice is about. */
  readonly icon: ReactNode
  readonly label: string
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly value: T
  readonly onChange: (value: T) => void
  readonly shortcut?: ShownKey
}

/** A choice that has room for an icon only; the browser shows the options. */
export function IconSelect<T extends string>(props: IconSelectProps<T>) {
  const { icon, label, options, value, onChange, shortcut } = props
  const chosen = options.find((option) => option.value === value)?.label
  return (
    <span className={styles.iconSelect}>
      {icon}
      <select
        aria-label={label}
        aria-keyshortcuts={shortcut?.aria || undefined}
        title={`${label}: ${chosen}${shortcut?.hint ?? ''}`}
        value={value}
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
    </span>
  )
}
