import type { MediaId, TrackId } from '../../domain/session.ts'
import { useDocument } from '../appContext.ts'
import styles from './filesTable.module.css'
import { TrackRows } from './trackRows.tsx'

const COLUMNS = ['File', 'Format', 'Rate', 'Channels', 'Length', 'Own timecode', 'Position', 'State'] as const

/** Every file under the track that it is heard on. */
export function FilesTable(props: {
  readonly chosen: ReadonlySet<TrackId>
  readonly onChoose: (tracks: ReadonlySet<TrackId>) => void
  readonly onDetails: (media: MediaId) => void
}) {
  const { chosen, onChoose, onDetails } = props
  const session = useDocument((state) => state.session)
  const { tracks } = session
  const count = tracks.filter(({ id }) => chosen.has(id)).length
  const choose = (id: TrackId, on: boolean): void => {
    const next = new Set(chosen)
    if (on) next.add(id)
    else next.delete(id)
    onChoose(next)
  }
  if (tracks.length === 0) return <p>No files yet. Add some, or drop them here.</p>
  return (
    <table className={styles.files} aria-label="Files by track">
      <thead>
        <tr>
          <td>
            <input
              type="checkbox"
              aria-label="Select all tracks"
              checked={count === tracks.length}
              ref={(box) => {
                if (box) box.indeterminate = count > 0 && count < tracks.length
              }}
              onChange={(event) => onChoose(new Set(event.target.checked ? tracks.map(({ id }) => id) : []))}
            />
          </td>
          {COLUMNS.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      {tracks.map((track) => (
        <TrackRows
          key={track.id}
          track={track}
          session={session}
          chosen={chosen.has(track.id)}
          onChoose={(on) => choose(track.id, on)}
          onDetails={onDetails}
        />
      ))}
    </table>
  )
}
