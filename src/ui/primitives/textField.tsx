import { type KeyboardEvent, useId, useLayoutEffect, useState } from 'react'
import { classNames } from './classNames.ts'
import styles from './field.module.css'

type TextFieldProps = {
  readonly label: string
  readonly hideLabel?: boolean
  readonly value: string
  /** Called on Enter and on leaving the field, when the text has changed. */
  readonly onCommit: (value: string) => void
  /**
   * After `onCommit` the value is written anew, for one that can be typed in many ways. A text that stays to be corrected
   * has to be the value.
   */
  readonly rewritten?: boolean
  /** `onCommit` is called with every letter: for what shows at once what comes of it. */
  readonly live?: boolean
  readonly mono?: boolean
  /** Said of the value when the pointer rests on it, instead of the value itself. */
  readonly hint?: string
  /** What is wrong with the value; shown below it. */
  readonly invalid?: string
  /** Called on Escape, and on leaving the field as it was found: a value that is wrong may be given up. */
  readonly onRevert?: () => void
}

/** A line of text. Escape puts back what was there. */
export function TextField({
  label,
  hideLabel,
  value,
  onCommit,
  rewritten,
  live,
  mono,
  hint,
  invalid,
  onRevert,
}: TextFieldProps) {
  const id = useId()
  const [text, setText] = useState(value)
  // Before the next key, which must not find what was there before.
  useLayoutEffect(() => setText(value), [value])

  const commit = (): void => {
    if (text === value) return
    // Before: what comes of it may be drawn already while it is committed, and is not to be undone.
    if (rewritten) setText(value)
    onCommit(text)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') commit()
    if (event.key === 'Escape' && (text !== value || invalid)) {
      // The dialog around the field stays open: this Escape was for the text.
      event.preventDefault()
      event.stopPropagation()
      setText(value)
      onRevert?.()
    }
  }

  return (
    <div className={styles.field}>
      {!hideLabel && <label htmlFor={id}>{label}</label>}
      <input
        id={id}
        type="text"
        className={classNames(styles.input, mono && styles.mono)}
        aria-label={hideLabel ? label : undefined}
        aria-invalid={invalid ? true : undefined}
        aria-describedby={invalid ? `${id}-invalid` : undefined}
        value={text}
        title={hint ?? text}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setText(event.target.value)
          if (live) onCommit(event.target.value)
        }}
        onBlur={() => (text === value ? onRevert?.() : commit())}
        onKeyDown={onKeyDown}
      />
      {invalid && (
        <p id={`${id}-invalid`} className={styles.invalid}>
          {invalid}
        </p>
      )}
    </div>
  )
}
