import type { ReactNode } from 'react'
import type { StemId } from '../../domain/stems.ts'
import { stemStyle } from '../stemColor.ts'
import { classNames } from './classNames.ts'
import { useTabIndex } from './tabReach.ts'
import styles from './toggleChip.module.css'

type ToggleChipProps = {
  readonly children: ReactNode
  readonly label: string
  readonly pressed: boolean
  readonly onPress: () => void
  readonly tone: 'mute' | 'solo' | 'accent' | 'stem'
  /** The stem whose colour a `stem` chip takes. */
  readonly stem?: StemId
}

/** A letter that is on or off: M, S, ø. */
export function ToggleChip({ children, label, pressed, onPress, tone, stem }: ToggleChipProps) {
  const tabIndex = useTabIndex()
  return (
    <button
      type="button"
      className={classNames(styles.toggleChip, styles[tone])}
      style={stem && stemStyle(stem)}
      onClick={onPress}
      tabIndex={tabIndex}
      aria-label={label}
      aria-pressed={pressed}
      title={label}
    >
      {children}
    </button>
  )
}
