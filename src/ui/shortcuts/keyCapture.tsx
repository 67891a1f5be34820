import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../primitives/button.tsx'
import { type ActionId, actionOf } from '../userActions/registry.ts'
import { ownerOf } from './keyBindings.ts'
import { isKeyName, keyName, keyPress } from './keyName.ts'
import { useKeySettings } from './keySettings.ts'
import { keyText } from './keyText.ts'
import { whyReserved } from './reservedKeys.ts'
import styles from './shortcutEditor.module.css'

type KeyCaptureProps = {
  readonly id: ActionId
  readonly label: string
  readonly onKey: (key: string) => void
  readonly onCancel: () => void
}

/** Waits for a key to be pressed. One that others have is asked about, one that the browser has is refused. */
export function KeyCapture({ id, label, onKey, onCancel }: KeyCaptureProps) {
  const { bindings } = useKeySettings()
  const field = useRef<HTMLInputElement>(null)
  const [taken, setTaken] = useState<{ readonly key: string; readonly by: string } | null>(null)
  const [refused, setRefused] = useState('')
  useEffect(() => field.current?.focus(), [])

  const onKeyDown = (event: KeyboardEvent): void => {
    // Tab and Escape lead out.
    if (event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') {
      onCancel()
      return
    }
    const key = keyName(keyPress(event.nativeEvent))
    if (key === null) {
      setRefused(event.altKey ? 'Alt types signs on many keyboards.' : '')
      return
    }
    const why = isKeyName(key) ? whyReserved(key) : 'it is not on every keyboard'
    setTaken(null)
    setRefused(why ? `Not ${keyText(key)}: ${why}.` : '')
    if (why) return
    const owner = ownerOf(bindings, key)
    if (owner === undefined || owner === id) onKey(key)
    else setTaken({ key, by: actionOf(owner)?.label ?? owner })
  }

  return (
    <span className={styles.capture}>
      <input
        ref={field}
        readOnly
        aria-label={`New key of ${label}`}
        aria-describedby="key-capture-said"
        value={taken ? keyText(taken.key) : ''}
        placeholder="Press a key"
        onKeyDown={onKeyDown}
      />
      {taken && (
        <Button variant="primary" onPress={() => onKey(taken.key)}>
          Take it
        </Button>
      )}
      <Button onPress={onCancel}>Cancel</Button>
      <span id="key-capture-said" role="status">
        {taken ? `${keyText(taken.key)} does “${taken.by}” now.` : refused}
      </span>
    </span>
  )
}
