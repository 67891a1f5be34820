import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { Button } from '../primitives/button.tsx'
import field from '../primitives/field.module.css'
import styles from './checksPanel.module.css'

type WaiveFormProps = {
  /** The timecode of what is let pass. */
  readonly place: string
  readonly onWaive: (reason: string) => void
  readonly onCancel: () => void
}

/** Asks why a finding is let pass. Nothing is waived but by Enter or by the button: a reason is printed in the report. */
export function WaiveForm({ place, onWaive, onCancel }: WaiveFormProps) {
  const [text, setText] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  useEffect(() => input.current?.focus(), [])
  const reason = text.trim()
  const waive = (): void => {
    if (reason !== '') onWaive(reason)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    // An input method takes them first, for what it has composed.
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return
    // The focus goes elsewhere with it, where the same key would be for what is there: Escape for the export view.
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Enter') waive()
    else onCancel()
  }
  return (
    <div className={styles.reason}>
      <div className={field.field}>
        <label htmlFor={id}>{`Why it is let pass, at ${place}`}</label>
        <input
          ref={input}
          id={id}
          type="text"
          className={field.input}
          value={text}
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <Button disabled={reason === ''} onPress={waive}>
        Waive
      </Button>
      <Button onPress={onCancel}>Cancel</Button>
    </div>
  )
}
