import type { ReactNode, Ref } from 'react'
import styles from './button.module.css'
import { classNames } from './classNames.ts'
import type { ShownKey } from './shownKey.ts'
import { useTabIndex } from './tabReach.ts'

type ButtonProps = {
  readonly children?: ReactNode
  readonly onPress: () => void
  readonly variant?: 'plain' | 'primary' | 'danger'
  readonly icon?: ReactNode
  /** Accessible name, when the text alone does not say it. */
  readonly label?: string
  readonly disabled?: boolean
  readonly pressed?: boolean
  readonly title?: string
  readonly shortcut?: ShownKey
  readonly ref?: Ref<HTMLButtonElement>
}

export function Button(props: ButtonProps) {
  const { children, onPress, variant = 'plain', icon, label, disabled, pressed, title, shortcut, ref } = props
  const tabIndex = useTabIndex()
  return (
    <button
      type="button"
      ref={ref}
      className={classNames(styles.button, styles[variant])}
      onClick={onPress}
      disabled={disabled}
      tabIndex={tabIndex}
      aria-label={label}
      aria-pressed={pressed}
      aria-keyshortcuts={shortcut?.aria || undefined}
      title={title}
    >
      {icon}
      {children}
    </button>
  )
}
