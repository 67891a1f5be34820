import { type KeyboardEvent, useRef } from 'react'
import styles from './segmented.module.css'
import type { ShownKey } from './shownKey.ts'

type SegmentedProps<T extends string> = {
  readonly label: string
  readonly options: readonly {
    readonly value: T
    readonly label: string
    /** Tooltip. */
    readonly hint?: string
    readonly shortcut?: ShownKey
  }[]
  readonly value: T
  readonly onChange: (value: T) => void
}

const MOVES: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }

/** One of a few, all of them in sight: a radio group in which arrows move and choose. */
export function Segmented<T extends string>({ label, options, value, onChange }: SegmentedProps<T>) {
  const group = useRef<HTMLDivElement>(null)
  const current = Math.max(
    0,
    options.findIndex((option) => option.value === value),
  )

  const onKeyDown = (event: KeyboardEvent): void => {
    const move = MOVES[event.key]
    if (move === undefined) return
    event.preventDefault()
    const to = (current + move + options.length) % options.length
    const option = options[to]
    if (!option) return
    onChange(option.value)
    const radio = group.current?.children[to]
    if (radio instanceof HTMLElement) radio.focus()
  }

  return (
    <div className={styles.segmented} role="radiogroup" aria-label={label} ref={group} onKeyDown={onKeyDown}>
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useSemanticElements: a native radio cannot be drawn as a segment without hiding it
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          tabIndex={index === current ? 0 : -1}
          aria-keyshortcuts={option.shortcut?.aria || undefined}
          title={option.hint}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  )
}
