import { Eye } from 'lucide-react'
import type { Track } from '../../domain/session.ts'
import { useApp } from '../appContext.ts'
import { plural } from '../format.ts'
import { Button } from '../primitives/button.tsx'
import styles from './hiddenTracks.module.css'

/** The tracks that have no lane now: that they are heard all the same, and how to get them back. */
export function HiddenTracks({ tracks }: { readonly tracks: readonly Track[] }) {
  const { actions } = useApp()
  if (tracks.length === 0) return null
  return (
    <section className={styles.hiddenTracks} data-hidden-tracks aria-label="Hidden tracks">
      <p>
        <b>{plural(tracks.length, 'track')} hidden</b>, still heard
      </p>
      <ul>
        {tracks.map(({ id, name }) => (
          <li key={id}>
            <button
              type="button"
              aria-label={`Show ${name}`}
              title={`Show ${name}`}
              onClick={() => actions.showTrack(id)}
            >
              <Eye />
              <span>{name}</span>
            </button>
          </li>
        ))}
      </ul>
      <Button label="Show all tracks" onPress={actions.showAllTracks}>
        Show all
      </Button>
    </section>
  )
}
