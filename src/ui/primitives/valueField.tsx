import { useState } from 'react'
import { TextField } from './textField.tsx'

type ValueFieldProps = {
  readonly label: string
  readonly hideLabel?: boolean
  readonly value: string
  /** Said of the value when the pointer rests on it. */
  readonly hint?: string
  /** Why the text was not taken; `null` when it was. */
  readonly onCommit: (text: string) => string | null
}

type Refused = { readonly text: string; readonly at: string; readonly why: string }

/** A value to be typed: what is refused stays to be corrected, until Escape or until the field is left. */
export function ValueField({ label, hideLabel, value, hint, onCommit }: ValueFieldProps) {
  const [refused, setRefused] = useState<Refused | null>(null)
  // Once the value has changed otherwise, what was refused of it is past, also when the change is undone.
  if (refused !== null && refused.at !== value) setRefused(null)
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
