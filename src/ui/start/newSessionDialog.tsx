import { useState } from 'react'
import { rateLabel, SESSION_RATES } from '../../domain/sampleRates.ts'
import { FPS_24, FRAME_RATES, parseStartTimecode } from '../../domain/timecode.ts'
import { useApp } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import { Dialog } from '../primitives/dialog.tsx'
import { Form } from '../primitives/form.tsx'
import { SelectField } from '../primitives/selectField.tsx'
import { TextField } from '../primitives/textField.tsx'
import facts from './facts.module.css'

const SAMPLE_RATES = SESSION_RATES.map((rate) => ({ value: String(rate), label: rateLabel(rate) }))
const RATES = FRAME_RATES.map(({ label }) => ({ value: label, label }))

/** What a session is to be called and how it counts, before there is anything in it. */
export function NewSessionDialog({ onClose }: { readonly onClose: () => void }) {
  const { actions } = useApp()
  const [title, setTitle] = useState('Untitled session')
  const [label, setLabel] = useState(FPS_24.label)
  const [start, setStart] = useState('01:00:00:00')
  const [hertz, setHertz] = useState('48000')
  const frameRate = FRAME_RATES.find((rate) => rate.label === label) ?? FPS_24
  const startFrame = parseStartTimecode(start, frameRate)
  const create = (): void => {
    // A field says what is wrong with it.
    if (startFrame === undefined || title.trim() === '') return
    onClose()
    void actions.newSession({ title: title.trim(), sampleRate: Number(hertz), frameRate, startFrame })
  }
  return (
    <Dialog
      title="New session"
      open
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" onPress={create}>
            Create session
          </Button>
        </>
      }
    >
      <Form className={facts.fields} onEnter={create}>
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
        <SelectField label="Sample rate" options={SAMPLE_RATES} value={hertz} onChange={setHertz} />
        <p>
          The sample rate stays as it is chosen here: files of it are read in place, others are converted to
          it. Frame rate and start timecode can be changed later.
        </p>
      </Form>
    </Dialog>
  )
}
