import { type KeyboardEvent, useRef } from 'react'
import { focusUnlessTaken } from './focusUnlessTaken.ts'
import styles from './valueEntry.module.css'

type ValueEntryProps = {
  readonly label: string
  /** What the field starts with, selected. */
  readonly text: string
  /** Takes a text that was typed; `false` when it is not a value, and the field stays. */
  readonly onCommit: (text: string) => boolean
  readonly onClose: () => void
  /** Gives the focus to what the field stood for, after `onClose`; not called when a click elsewhere has taken it. */
  readonly giveBack: () => void
}

/** The small field that a double-click or Enter lays over a fader, a pan or a trim to type its value. */
export function ValueEntry({ label, text, onCommit, onClose, giveBack }: ValueEntryProps) {
  const done = useRef(false)
  const edited = useRef(false)
  const close = (): void => {
    done.current = true
    onClose()
  }
  const closeByKey = (): void => {
    close()
    giveBack()
  }
  // Looking at a value, which may be finer than it is written, is no edit; to type it as it is written is one.
  const commit = (typed: string): boolean => !edited.current || onCommit(typed)
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    event.stopPropagation()
    // An input method takes its keys first, for what it has composed.
    if (event.nativeEvent.isComposing) return
    // With the focus given back, the same key would be for what has it then.
    if (event.key === 'Escape' || event.key === 'Enter') event.preventDefault()
    if (event.key === 'Escape') closeByKey()
    if (event.key !== 'Enter') return
    if (commit(event.currentTarget.value)) closeByKey()
    else event.currentTarget.setAttribute('aria-invalid', 'true')
  }
  return (
    <input
      ref={(input) => {
        input?.focus()
        input?.select()
      }}
      className={styles.valueEntry}
      aria-label={label}
      defaultValue={text}
      spellCheck={false}
      autoComplete="off"
      onInput={() => {
        edited.current = true
      }}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onBlur={(event) => {
        if (done.current) return
        commit(event.currentTarget.value)
        close()
        focusUnlessTaken(giveBack)
      }}
    />
  )
}
