import { useState } from 'react'
import { Button } from '../primitives/button.tsx'
import { Dialog } from '../primitives/dialog.tsx'
import { TextField } from '../primitives/textField.tsx'

type TitleDialogProps = {
  readonly title: string
  /** What is proposed. */
  readonly value: string
  readonly confirm: string
  readonly onConfirm: (value: string) => void
  readonly onClose: () => void
}

/** Asks for the name of a session. */
export function TitleDialog({ title, value, confirm, onConfirm, onClose }: TitleDialogProps) {
  const [text, setText] = useState(value)
  const name = text.trim()
  return (
    <Dialog
      title={title}
      open
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="primary"
            onPress={() => {
              if (name === '') return
              onClose()
              onConfirm(name)
            }}
          >
            {confirm}
          </Button>
        </>
      }
    >
      <TextField
        label="Name"
        value={text}
        onCommit={setText}
        {...(name === '' && { invalid: 'A session needs a name' })}
      />
    </Dialog>
  )
}
