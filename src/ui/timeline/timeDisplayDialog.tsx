import { TIME_FORMAT_LABELS, TIME_FORMATS } from '../../domain/timeFormats.ts'
import { useApp, useWorkspace } from '../appContext.ts'
import { NUDGE_OPTIONS } from '../files/nudgeButtons.tsx'
import { Dialog } from '../primitives/dialog.tsx'
import { Segmented } from '../primitives/segmented.tsx'
import { SelectField } from '../primitives/selectField.tsx'
import styles from './timeDisplayDialog.module.css'

const FORMATS = TIME_FORMATS.map((value) => ({ value, label: TIME_FORMAT_LABELS[value] }))

/** How time is shown and typed, which rulers there are, and how far the nudge keys move. Acts at once. */
export function TimeDisplayDialog({ onClose }: { readonly onClose: () => void }) {
  const { actions } = useApp()
  const format = useWorkspace((state) => state.timeFormat)
  const rulers = useWorkspace((state) => state.rulers)
  const nudge = useWorkspace((state) => state.nudge)
  return (
    <Dialog title="Time display" open onClose={onClose}>
      <div className={styles.choices}>
        <h3>Show and type places as</h3>
        <Segmented label="Time format" options={FORMATS} value={format} onChange={actions.setTimeFormat} />
        <p>
          Feet are of 35 mm film, 16 frames each. All but timecode count from the session’s start. Any of them
          can be typed in any field.
        </p>
        <fieldset>
          <legend>Further rulers</legend>
          {FORMATS.map(({ value, label }) => (
            <label key={value}>
              <input
                type="checkbox"
                checked={value === format || rulers.has(value)}
                disabled={value === format}
                onChange={({ target }) => actions.showRuler(value, target.checked)}
              />
              {label}
            </label>
          ))}
        </fieldset>
        <SelectField
          label="Nudge by"
          options={NUDGE_OPTIONS}
          value={nudge}
          onChange={(unit) => actions.setNudge(unit)}
        />
        <p>
          What the keys , and . move clips and tracks by. A sub-frame is a hundredth of a frame, always on the
          keys ; and : as a sample is on &lt; and &gt;.
        </p>
      </div>
    </Dialog>
  )
}
