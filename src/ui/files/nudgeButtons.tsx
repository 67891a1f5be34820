import { NUDGE_LABELS, NUDGE_UNITS } from '../../domain/nudge.ts'
import type { TrackId } from '../../domain/session.ts'
import { useApp, useWorkspace } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import { SelectField } from '../primitives/selectField.tsx'
import styles from './moveBar.module.css'

const NUDGES = [
  { by: -1, text: '−', way: 'earlier', key: ',' },
  { by: 1, text: '+', way: 'later', key: '.' },
] as const

export const NUDGE_OPTIONS = NUDGE_UNITS.map((value) => ({ value, label: NUDGE_LABELS[value] }))

/** Moves tracks a little, earlier or later: by what is chosen here, which the keys move by as well. */
export function NudgeButtons({ tracks }: { readonly tracks: readonly TrackId[] }) {
  const { actions } = useApp()
  const unit = useWorkspace((state) => state.nudge)
  return (
    <fieldset className={styles.nudge} aria-label="Nudge">
      <span aria-hidden="true">Nudge</span>
      <SelectField
        label="Nudge by"
        hideLabel
        options={NUDGE_OPTIONS}
        value={unit}
        onChange={(chosen) => actions.setNudge(chosen)}
      />
      {NUDGES.map(({ by, text, way, key }) => {
        const label = `Nudge ${NUDGE_LABELS[unit]} ${way}`
        return (
          <Button
            key={key}
            label={label}
            title={`${label} (${key})`}
            disabled={tracks.length === 0}
            onPress={() => actions.nudge(tracks, by, unit)}
          >
            {text}
          </Button>
        )
      })}
    </fieldset>
  )
}
