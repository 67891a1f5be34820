import { useState } from 'react'
import { TextField } from '../primitives/textField.tsx'

type ClipFieldProps = {
  readonly label: string
  readonly hideLabel?: boolean
  readonly value: string
  /** Said of the value when the pointer rests on it. */
  readonly hint?: string
  /** What is said when it was not taken. */
  readonly refusal: string
  readonly onCommit: (text: string) => boolean
}

/** A figure of a clip or a marker, to be typed: what is refused stays to be corrected, until Escape or until the field is left. */
export function ClipField({ label, hideLabel, value, hint, refusal, onCommit }: ClipFieldProps) {
  const [refused, setRefused] = useState<{ readonly text: string; readonly at: string } | null>(null)
  // Once the clip has changed otherwise, what was refused of it is past.
  const held = refused?.at === value ? refused : null
  return (
    <TextField
      label={label}
      {...(hideLabel && { hideLabel })}
      value={held?.text ?? value}
      {...(hint && { hint })}
      onCommit={(text) => {
        const taken = text === value || onCommit(text)
        setRefused(taken ? null : { text, at: value })
      }}
      onRevert={() => setRefused(null)}
      {...(held && { invalid: refusal })}
    />
  )
}
