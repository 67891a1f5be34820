import { useState } from 'react'
import { TextField } from '../primitives/textField.tsx'

type ClipFieldProps = {
  readonly label: string
  readonly hideLabel?: boolean
  readonly value: string
  /** Said of the value when the pointer rests on it. */
  readonly hint?: string
  /** Why the text was not taken; `null` when it was. */
  readonly onCommit: (text: string) => string | null
}

type Refused = { readonly text: string; readonly at: string; readonly why: string }

/** A figure of a clip or a marker, to be typed: what is refused stays to be corrected, until Escape or until the field is left. */
export function ClipField({ label, hideLabel, value, hint, onCommit }: ClipFieldProps) {
  const [refused, setRefused] = useState<Refused | null>(null)
  // Once the clip has changed otherwise, what was refused of it is past.
  const held = refused?.at === value ? refused : null
  return (
    <TextField
      label={label}
      {...(hideLabel && { hideLabel })}
      value={held?.text ?? value}
      rewritten
      {...(hint && { hint })}
      onCommit={(text) => {
        const why = text === value ? null : onCommit(text)
        setRefused(why === null ? null : { text, at: value, why })
      }}
      onRevert={() => setRefused(null)}
      {...(held && { invalid: held.why })}
    />
  )
}
