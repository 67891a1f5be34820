import type { Placement } from '../../domain/placement.ts'
import { FRAME_RATES } from '../../domain/timecode.ts'
import { useApp, useWorkspace } from '../appContext.ts'
import { Segmented } from '../primitives/segmented.tsx'
import { SelectField } from '../primitives/selectField.tsx'
import styles from './placementBar.module.css'

const PLACEMENTS: readonly { readonly value: Placement; readonly label: string; readonly hint: string }[] = [
  { value: 'start', label: 'Start', hint: 'At the start of the session' },
  { value: 'playhead', label: 'Playhead', hint: 'Where the playhead is when they are added' },
  {
    value: 'timecode',
    label: 'Own timecode',
    hint: 'Where each file says it belongs; at the start when it says nothing',
  },
]
const AS_FILE = 'As the file says'
const RATES = [AS_FILE, ...FRAME_RATES.map(({ label }) => label)].map((label) => ({ value: label, label }))

/** Where the next files go, and at which frame rate their timecode is counted. */
export function PlacementBar() {
  const { actions } = useApp()
  const placement = useWorkspace((state) => state.placement)
  const rate = useWorkspace((state) => state.timecodeRate)
  return (
    <div className={styles.placement}>
      <div>
        <span aria-hidden="true">New files go to</span>
        <Segmented
          label="New files go to"
          options={PLACEMENTS}
          value={placement}
          onChange={actions.setPlacement}
        />
      </div>
      <SelectField
        label="Timecode counted at"
        options={RATES}
        value={rate?.label ?? AS_FILE}
        onChange={(label) =>
          actions.setTimecodeRate(FRAME_RATES.find((each) => each.label === label) ?? null)
        }
      />
    </div>
  )
}
