import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react'
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
  /** Called on Enter, on Escape and on leaving the field: all that was `live` since is one edit. */
  readonly onEnd?: () => void
}

/** A line of text. Escape puts back what was there; of a `live` one, what was there before it was typed into. */
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
  onEnd,
}: TextFieldProps) {
  const id = useId()
  const [text, setText] = useState(value)
  // Before the next key, which must not find what was there before.
  useLayoutEffect(() => setText(value), [value])
  const found = useRef(value)

  const commit = (): void => {
    if (text === value) return
    // Before: what comes of it may be drawn already while it is committed, and is not to be undone.
    if (rewritten) setText(value)
    onCommit(text)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    // An input method takes its keys first, for what it has composed.
    if (event.nativeEvent.isComposing) return
    const back = live ? found.current : value
    if (event.key === 'Enter') {
      commit()
      found.current = text
    }
    if (event.key === 'Escape' && (text !== back || (invalid && onRevert))) {
      // The dialog around the field stays open: this Escape was for the text.
      event.preventDefault()
      event.stopPropagation()
      setText(back)
      if (back !== value) onCommit(back)
      onRevert?.()
    }
    if (event.key === 'Enter' || event.key === 'Escape') onEnd?.()
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
        onFocus={() => {
          found.current = value
        }}
        onBlur={() => {
          if (text === value) onRevert?.()
          else commit()
          onEnd?.()
        }}
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
