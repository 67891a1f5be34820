import { Merge } from 'lucide-react'
import { useState } from 'react'
import { joinChoices } from '../../domain/joinChoices.ts'
import { joinObstacle } from '../../domain/joinTracks.ts'
import type { Session, Track } from '../../domain/session.ts'
import { useApp } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import { SelectField } from '../primitives/selectField.tsx'
import styles from './joinBar.module.css'

/**
 * Makes one track of the mono tracks that are ticked in the table, or says why they cannot be one. There as long as the
 * session has mono tracks to be joined: a bar that came with the second tick would move the table under the pointer.
 */
export function JoinBar(props: {
  readonly tracks: readonly Track[]
  readonly session: Session
  /** The focus is to go to the track of this id: the button goes. */
  readonly onJoined: (id: string) => void
}) {
  const { tracks, session, onJoined } = props
  const { actions } = useApp()
  const [picked, setPicked] = useState<string | null>(null)
  if (session.tracks.filter(({ speakers }) => speakers.length === 1).length < 2) return null
  const ids = tracks.map(({ id }) => id)
  const obstacle = joinObstacle(session, ids)
  const choices = obstacle === undefined ? joinChoices(session, ids) : []
  const chosen = choices.find(({ label }) => label === picked) ?? choices[0]
  return (
    <section className={styles.joinBar} aria-label="Join selected tracks">
      {chosen ? (
        <>
          <SelectField
            label={`Join ${tracks.length} tracks as`}
            options={choices.map(({ label }) => ({ value: label, label }))}
            value={chosen.label}
            onChange={setPicked}
          />
          <Button
            icon={<Merge size={16} aria-hidden="true" />}
            label={`Join ${tracks.length} tracks as one`}
            onPress={() => {
              actions.joinTracks(chosen)
              // The joined track has the place and the id of the first.
              onJoined(ids[0] ?? '')
            }}
          >
            Join
          </Button>
        </>
      ) : (
        <p aria-live="polite">
          {tracks.length < 2 ? 'Select the mono tracks of a set to join them as one track.' : obstacle}
        </p>
      )}
    </section>
  )
}
