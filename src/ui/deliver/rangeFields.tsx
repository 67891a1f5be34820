import { type PopsOrder, planPops } from '../../domain/pops.ts'
import { type Session, sessionLength } from '../../domain/session.ts'
import { formatTimecode, nominalRate, sampleToFrame } from '../../domain/timecode.ts'
import { frames, samplePosition } from '../../domain/units.ts'
import { useApp, useDocument } from '../appContext.ts'
import { SelectField } from '../primitives/selectField.tsx'
import { ExportRangeField } from './exportRangeField.tsx'
import styles from './exportSettings.module.css'
import { SwitchField } from './switchField.tsx'
import { useExportSettings } from './useExportSettings.ts'

const MEASURED: readonly { readonly value: PopsOrder['measure']; readonly label: string }[] = [
  { value: 'programme', label: 'Without pops' },
  { value: 'file', label: 'Whole files' },
]

/** What of the programme is in the files, and what marks its beginning and its end. */
export function RangeFields({ locked }: { readonly locked: boolean }) {
  const { actions } = useApp()
  const session = useDocument((state) => state.session)
  const { twoPop, tailPop, measure } = useExportSettings()
  return (
    <fieldset disabled={locked} className={styles.rows}>
      <legend>Range</legend>
      <ExportRangeField />
      <SwitchField
        label={twoPopLabel(session)}
        on={twoPop}
        onChange={(on) => actions.setExportSettings({ twoPop: on })}
      />
      <SwitchField
        label={tailPopLabel(session)}
        on={tailPop}
        onChange={(on) => actions.setExportSettings({ tailPop: on })}
      />
      {(twoPop || tailPop) && (
        <SelectField
          label="Measured"
          options={MEASURED}
          value={measure}
          onChange={(value) => actions.setExportSettings({ measure: value })}
        />
      )}
    </fieldset>
  )
}

function twoPopLabel({ startFrame, frameRate }: Session): string {
  const frame = startFrame - 2 * nominalRate(frameRate)
  // A programme that begins at zero has it before there is any timecode.
  return frame < 0 ? '2-pop' : `2-pop at ${formatTimecode(frames(frame), frameRate)}`
}

function tailPopLabel(session: Session): string {
  const length = sessionLength(session)
  const [pop] = planPops(session, length, { twoPop: false, tailPop: true, measure: 'file' }).pops
  if (length === 0 || !pop) return 'Tail pop'
  const { startFrame, frameRate, sampleRate } = session
  const frame = frames(startFrame + sampleToFrame(samplePosition(pop.from), frameRate, sampleRate))
  return `Tail pop at ${formatTimecode(frame, frameRate)}`
}
