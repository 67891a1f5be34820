import styles from './switchField.module.css'

type SwitchFieldProps = {
  readonly label: string
  readonly on: boolean
  readonly onChange: (on: boolean) => void
}

/** Something that is in the files, or not. */
export function SwitchField({ label, on, onChange }: SwitchFieldProps) {
  return (
    <label className={styles.switchField}>
      <span>{label}</span>
      <input
        type="checkbox"
        role="switch"
        aria-checked={on}
        checked={on}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
    </label>
  )
}
