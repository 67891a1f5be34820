import { useState } from 'react'
import { Button } from '../primitives/button.tsx'
import { Dialog } from '../primitives/dialog.tsx'
import { Form } from '../primitives/form.tsx'
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
  const give = (): void => {
    if (name === '') return
    onClose()
    onConfirm(name)
  }
  return (
    <Dialog
      title={title}
      open
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" onPress={give}>
            {confirm}
          </Button>
        </>
      }
    >
      <Form onEnter={give}>
        <TextField
          label="Name"
          value={text}
          onCommit={setText}
          {...(name === '' && { invalid: 'A session needs a name' })}
        />
      </Form>
    </Dialog>
  )
}
