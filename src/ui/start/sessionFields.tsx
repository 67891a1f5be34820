import { startAtRate } from '../../domain/placement.ts'
import type { PanLaw } from '../../domain/session.ts'
import { FRAME_RATES, formatTimecode, parseStartTimecode } from '../../domain/timecode.ts'
import { useApp, useDocument } from '../appContext.ts'
import { SelectField } from '../primitives/selectField.tsx'
import { ValueField } from '../primitives/valueField.tsx'
import styles from './facts.module.css'

const PAN_LAWS: readonly { readonly value: PanLaw; readonly label: string }[] = [
  { value: '-3', label: '−3 dB' },
  { value: '-4.5', label: '−4.5 dB' },
  { value: '-6', label: '−6 dB' },
]
/** Without their unit, so that `DF` is not what a narrow column cuts off. */
const RATES = FRAME_RATES.map(({ label }) => ({ value: label, label: label.replace(' fps', '') }))

/** What can be changed of a session as a whole. Acts at once, and each change is undone as one. */
export function SessionFields() {
  const { actions } = useApp()
  const session = useDocument((state) => state.session)
  const { frameRate, startFrame } = session

  const setRate = (label: string): void => {
    const rate = FRAME_RATES.find((each) => each.label === label)
    if (!rate) return
    actions.do({ type: 'session/setTimebase', frameRate: rate, startFrame: startAtRate(session, rate) })
  }
  const setStart = (text: string): string | null => {
    const frame = parseStartTimecode(text, frameRate)
    if (frame === undefined) return `Not a timecode at ${frameRate.label}`
    if (frame !== startFrame) actions.do({ type: 'session/setTimebase', frameRate, startFrame: frame })
    return null
  }

  return (
    <div className={styles.fields}>
      <ValueField
        // What is no timecode at one rate may be one at the next.
        key={frameRate.label}
        label="Start timecode"
        value={formatTimecode(startFrame, frameRate)}
        onCommit={setStart}
      />
      <SelectField label="Frame rate" options={RATES} value={frameRate.label} onChange={setRate} />
      <SelectField
        label="Mono pan law"
        options={PAN_LAWS}
        value={session.panLaw}
        onChange={(law) => actions.do({ type: 'session/setPanLaw', law })}
      />
    </div>
  )
}
