import { type ReactNode, useState } from 'react'
import { FPS_24, FRAME_RATES, parseTimecode } from '../../domain/timecode.ts'
import { useApp } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import { Dialog } from '../primitives/dialog.tsx'
import { SelectField } from '../primitives/selectField.tsx'
import { TextField } from '../primitives/textField.tsx'
import facts from './facts.module.css'

const RATES = FRAME_RATES.map(({ label }) => ({ value: label, label }))

/** What a session is to be called and how it counts, before there is anything in it. */
export function NewSessionDialog({ onClose }: { readonly onClose: () => void }) {
  const { actions } = useApp()
  const [title, setTitle] = useState('Untitled session')
  const [label, setLabel] = useState(FPS_24.label)
  const [start, setStart] = useState('01:00:00:00')
  const frameRate = FRAME_RATES.find((rate) => rate.label === label) ?? FPS_24
  const startFrame = parseTimecode(start, frameRate)
  return (
    <Dialog
      title="New session"
      open
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="primary"
            onPress={() => {
              // A field says what is wrong with it.
              if (startFrame === undefined || title.trim() === '') return
              onClose()
              void actions.newSession({ title: title.trim(), frameRate, startFrame })
            }}
          >
            Create session
          </Button>
        </>
      }
    >
      <Fields>
        <TextField
          label="Name"
          value={title}
          onCommit={setTitle}
          {...(title.trim() === '' && { invalid: 'A session needs a name' })}
        />
        <SelectField label="Frame rate" options={RATES} value={label} onChange={setLabel} />
        <TextField
          label="Start timecode"
          value={start}
          onCommit={setStart}
          {...(startFrame === undefined && { invalid: `Not a timecode at ${label}` })}
        />
        <p>Sample rate: 48 kHz. Files of other rates are converted to it.</p>
      </Fields>
    </Dialog>
  )
}

const Fields = ({ children }: { readonly children: ReactNode }) => (
  <div className={facts.fields}>{children}</div>
)
