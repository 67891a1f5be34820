import { type FocusEvent, type KeyboardEvent, useState } from 'react'
import type { MediaId, TrackId } from '../../domain/session.ts'
import { useDocument } from '../appContext.ts'
import { TabReach } from '../primitives/tabReach.ts'
import styles from './filesTable.module.css'
import { TrackRows } from './trackRows.tsx'

const COLUMNS = ['File', 'Format', 'Rate', 'Channels', 'Length', 'Own timecode', 'Position', 'State'] as const

/** What the arrows move between, each among its own kind. */
const KINDS = ['tbody input[type=checkbox]', 'tbody [data-details]'] as const

function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  const { target, currentTarget } = event
  if (step === 0 || !(target instanceof HTMLElement)) return
  const kind = KINDS.find((each) => target.matches(each))
  if (!kind) return
  event.preventDefault()
  const all = [...currentTarget.querySelectorAll<HTMLElement>(kind)]
  all[all.indexOf(target) + step]?.focus()
}

/**
 * Every file under the track that it is heard on. Only the controls of the track that has the focus, or had it last, are
 * stops of the Tab key; the arrows go from track to track.
 */
export function FilesTable(props: {
  readonly chosen: ReadonlySet<TrackId>
  readonly onChoose: (tracks: ReadonlySet<TrackId>) => void
  readonly onDetails: (media: MediaId) => void
}) {
  const { chosen, onChoose, onDetails } = props
  const session = useDocument((state) => state.session)
  const { tracks } = session
  const [focused, setFocused] = useState<TrackId | null>(null)
  const current = tracks.some(({ id }) => id === focused) ? focused : tracks[0]?.id
  const follow = ({ target }: FocusEvent): void =>
    setFocused(target.closest<HTMLElement>('tbody')?.dataset.track ?? focused)
  const count = tracks.filter(({ id }) => chosen.has(id)).length
  const choose = (id: TrackId, on: boolean): void => {
    const next = new Set(chosen)
    if (on) next.add(id)
    else next.delete(id)
    onChoose(next)
  }
  if (tracks.length === 0) return <p>No files yet. Add some, or drop them here.</p>
  return (
    <table className={styles.files} aria-label="Files by track" onFocus={follow} onKeyDown={moveByArrows}>
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
        <TabReach key={track.id} value={track.id === current}>
          <TrackRows
            track={track}
            session={session}
            chosen={chosen.has(track.id)}
            onChoose={(on) => choose(track.id, on)}
            onDetails={onDetails}
          />
        </TabReach>
      ))}
    </table>
  )
}
