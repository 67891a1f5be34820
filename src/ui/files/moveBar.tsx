import type { Placement } from '../../domain/placement.ts'
import type { Track } from '../../domain/session.ts'
import { useApp } from '../appContext.ts'
import { plural } from '../format.ts'
import { Button } from '../primitives/button.tsx'
import styles from './moveBar.module.css'
import { MoveByField } from './moveByField.tsx'
import { NudgeButtons } from './nudgeButtons.tsx'
import { PositionFields } from './positionFields.tsx'

const TARGETS: readonly { readonly placement: Placement; readonly label: string }[] = [
  { placement: 'start', label: 'Start' },
  { placement: 'playhead', label: 'Playhead' },
  { placement: 'timecode', label: 'Own timecode' },
]

/** Moves the tracks that are ticked in the table: to a place, by a nudge or a typed length, or, for one, to a typed position. */
export function MoveBar({ tracks }: { readonly tracks: readonly Track[] }) {
  const { actions } = useApp()
  const [only, ...others] = tracks
  const none = only === undefined
  const ids = tracks.map(({ id }) => id)
  return (
    <section className={styles.moveBar} aria-label="Move selected tracks">
      <b className={styles.count}>{none ? 'None selected' : `${plural(tracks.length, 'track')} selected`}</b>
      <fieldset aria-label="Move to">
        <span aria-hidden="true">Move to</span>
        {TARGETS.map(({ placement, label }) => (
          <Button
            key={placement}
            label={`Move to ${label.toLowerCase()}`}
            disabled={none}
            onPress={() => actions.placeTracks(ids, placement)}
          >
            {label}
          </Button>
        ))}
      </fieldset>
      <NudgeButtons tracks={ids} />
      <div className={styles.position}>
        {only && others.length === 0 && <PositionFields key={only.id} track={only} />}
        {none ? (
          <p>Select tracks to type how far they move, or one to type its position.</p>
        ) : (
          <MoveByField tracks={ids} />
        )}
      </div>
    </section>
  )
}
