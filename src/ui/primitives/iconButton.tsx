import type { ReactNode } from 'react'
import { classNames } from './classNames.ts'
import styles from './iconButton.module.css'
import type { ShownKey } from './shownKey.ts'
import { useTabIndex } from './tabReach.ts'

type IconButtonProps = {
  readonly icon: ReactNode
  readonly label: string
  readonly onPress: () => void
  readonly pressed?: boolean
  readonly disabled?: boolean
  readonly size?: 'md' | 'sm'
  /** The key that does the same; shown after the name in the tooltip. */
  readonly shortcut?: ShownKey
}

export function IconButton({
  icon,
  label,
  onPress,
  pressed,
  disabled,
  size = 'md',
  shortcut,
}: IconButtonProps) {
  const tabIndex = useTabIndex()
  return (
    <button
      type="button"
      className={classNames(styles.iconButton, styles[size])}
      onClick={onPress}
      disabled={disabled}
      tabIndex={tabIndex}
      aria-label={label}
      aria-pressed={pressed}
      aria-keyshortcuts={shortcut?.aria || undefined}
      title={`${label}${shortcut?.hint ?? ''}`}
    >
      {icon}
    </button>
  )
}
