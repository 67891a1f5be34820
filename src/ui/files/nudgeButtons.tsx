import type { TrackId } from '../../domain/session.ts'
import { useApp } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import styles from './moveBar.module.css'

const NUDGES = [
  { by: -1, unit: 'frame', text: '−1 fr', key: ',' },
  { by: 1, unit: 'frame', text: '+1 fr', key: '.' },
  { by: -1, unit: 'sample', text: '−1 smp', key: '<' },
  { by: 1, unit: 'sample', text: '+1 smp', key: '>' },
] as const

/** Moves tracks a little: by a picture frame or a sample, earlier or later. */
export function NudgeButtons({ tracks }: { readonly tracks: readonly TrackId[] }) {
  const { actions } = useApp()
  return (
    <fieldset className={styles.nudge} aria-label="Nudge">
      <span aria-hidden="true">Nudge</span>
      {NUDGES.map(({ by, unit, text, key }) => {
        const label = `Nudge one ${unit} ${by < 0 ? 'earlier' : 'later'}`
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
