import { useState } from 'react'
import { layoutOf } from '../../domain/layout.ts'
import { startAtRate } from '../../domain/placement.ts'
import { type PanLaw, sessionLength } from '../../domain/session.ts'
import { FRAME_RATES, formatTimecode, parseTimecode, sampleToFrame } from '../../domain/timecode.ts'
import { samplePosition } from '../../domain/units.ts'
import { useApp, useDocument } from '../appContext.ts'
import { SelectField } from '../primitives/selectField.tsx'
import { TextField } from '../primitives/textField.tsx'
import styles from './facts.module.css'
import { sampleCount } from './sampleCount.ts'

const PAN_LAWS: readonly { readonly value: PanLaw; readonly label: string }[] = [
  { value: '-3', label: '−3 dB' },
  { value: '-4.5', label: '−4.5 dB' },
  { value: '-6', label: '−6 dB' },
]
const RATES = FRAME_RATES.map(({ label }) => ({ value: label, label }))

export function SessionFacts() {
  const { actions } = useApp()
  const session = useDocument((state) => state.session)
  const { frameRate, sampleRate, startFrame } = session
  const [refused, setRefused] = useState<string | null>(null)
  const length = sessionLength(session)
  const start = formatTimecode(startFrame, frameRate)

  const setRate = (label: string): void => {
    const rate = FRAME_RATES.find((each) => each.label === label)
    if (!rate) return
    actions.do({ type: 'session/setTimebase', frameRate: rate, startFrame: startAtRate(session, rate) })
  }
  const setStart = (text: string): void => {
    const frame = parseTimecode(text, frameRate)
    setRefused(frame === undefined ? text : null)
    if (frame !== undefined) actions.do({ type: 'session/setTimebase', frameRate, startFrame: frame })
  }

  return (
    <div className={styles.facts}>
      <h2>
        <span title={session.title}>{session.title}</span>
      </h2>
      <dl className={styles.pairs}>
        <div>
          <dt>Length</dt>
          <dd>{formatTimecode(sampleToFrame(samplePosition(length), frameRate, sampleRate), frameRate)}</dd>
        </div>
        <div>
          <dt>Rate</dt>
          <dd>{sampleRate / 1000} kHz</dd>
        </div>
        <div>
          <dt>Samples</dt>
          <dd>{sampleCount(length)}</dd>
        </div>
        <div>
          <dt>Layout</dt>
          <dd>{layoutOf(session.layout).label}</dd>
        </div>
      </dl>
      <div className={styles.fields}>
        <TextField
          label="Start timecode"
          value={refused ?? start}
          onCommit={setStart}
          {...(refused === null ? {} : { invalid: `Not a timecode at ${frameRate.label}` })}
        />
        <SelectField label="Frame rate" options={RATES} value={frameRate.label} onChange={setRate} />
        <SelectField
          label="Mono pan law"
          options={PAN_LAWS}
          value={session.panLaw}
          onChange={(law) => actions.do({ type: 'session/setPanLaw', law })}
        />
      </div>
    </div>
  )
}
