import { ChevronDown, ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { layoutLabel } from '../../domain/layout.ts'
import { sampleCount } from '../../domain/sampleCount.ts'
import { type MediaId, type Session, type Track, trackEnd, trackStart } from '../../domain/session.ts'
import { soundName } from '../../domain/soundName.ts'
import { stemSpec } from '../../domain/stems.ts'
import type { SamplePosition } from '../../domain/units.ts'
import { useWorkspace } from '../appContext.ts'
import { plural } from '../format.ts'
import { IconButton } from '../primitives/iconButton.tsx'
import { useTabIndex } from '../primitives/tabReach.ts'
import { stemStyle } from '../stemColor.ts'
import { ChannelSelect, isNamed } from './channelSelect.tsx'
import { FileCells, FileName } from './fileCells.tsx'
import { FileState } from './fileState.tsx'
import styles from './filesTable.module.css'
import { FoldTable } from './foldTable.tsx'
import { isFolded } from './foldText.ts'
import { lengthText, positionText } from './positionText.ts'
import { trackFiles } from './trackFiles.ts'

type TrackRowsProps = {
  readonly track: Track
  readonly session: Session
  readonly chosen: boolean
  readonly onChoose: (on: boolean) => void
  readonly onDetails: (media: MediaId) => void
}

/** A track: one row with its file, or a row of its own and one for each of its files; its fold-down under it. */
export function TrackRows({ track, session, chosen, onChoose, onDetails }: TrackRowsProps) {
  const files = trackFiles(track, session)
  const [first, ...others] = files
  const only = others.length === 0 ? first : undefined
  const isSet = track.clips.some(({ media }) => media.length > 1)
  const folded = isFolded(track.speakers)
  const format = useWorkspace((state) => state.timeFormat)
  const [open, setOpen] = useState(true)
  const [asked, setAsked] = useState(false)
  // The one channel of a mono track is chosen in its row.
  const byChannel = track.speakers.length > 1 && (asked || !isNamed(track.speakers))
  const start = trackStart(track)
  const tabIndex = useTabIndex()
  const showFold = (folded || byChannel) && open

  return (
    <tbody data-track={track.id} data-chosen={chosen || undefined} style={stemStyle(track.stem)}>
      <tr>
        <td>
          <input
            type="checkbox"
            aria-label={`Select ${track.name}`}
            checked={chosen}
            tabIndex={tabIndex}
            onChange={(event) => onChoose(event.target.checked)}
          />
        </td>
        <th scope="row">
          <div className={styles.name}>
            <span className={styles.code}>{stemSpec(track.stem).code}</span>
            {only ? (
              <FileName file={only} onDetails={onDetails} />
            ) : (
              <span title={track.name}>{track.name}</span>
            )}
          </div>
        </th>
        {only ? (
          <FileCells.Format file={only} />
        ) : (
          <td colSpan={2}>
            {plural(files.length, 'file')}
            {isSet ? `, one ${layoutLabel(track.speakers)} set` : ''}
          </td>
        )}
        <td>
          <div className={styles.channels}>
            <ChannelSelect
              track={track}
              onByChannel={(on) => {
                setAsked(on)
                if (on) setOpen(true)
              }}
            />
            {(folded || byChannel) && (
              <IconButton
                icon={open ? <ChevronDown /> : <ChevronRight />}
                size="sm"
                label={`${open ? 'Hide' : 'Show'} the fold-down of ${track.name}`}
                onPress={() => setOpen(!open)}
              />
            )}
          </div>
        </td>
        <td title={`${sampleCount(trackEnd(track) - start)} samples`}>
          {lengthText(trackEnd(track) - start, session, format)}
        </td>
        {only ? <FileCells.Timecode file={only} session={session} /> : <td />}
        <Position at={start} session={session} />
        <td>{only && <FileState media={only.media} fileName={soundName(only.info)} track={track.id} />}</td>
      </tr>
      {showFold && (
        <tr>
          <td />
          <td colSpan={8} className={styles.fold}>
            <FoldTable track={track} byChannel={byChannel} />
          </td>
        </tr>
      )}
      {!only &&
        files.map((file, at) => (
          <tr key={file.media} className={styles.part}>
            <td />
            <th scope="row">
              <div className={styles.name}>
                <FileName file={file} onDetails={onDetails} />
              </div>
            </th>
            <FileCells.Format file={file} />
            <td>{isSet ? (track.speakers[at] ?? '–') : ''}</td>
            <td title={`${sampleCount(file.info.pcm.length)} samples`}>
              {lengthText(file.info.pcm.length, session, format)}
            </td>
            <FileCells.Timecode file={file} session={session} />
            {isSet ? <td /> : <Position at={file.start} session={session} />}
            <td>
              <FileState media={file.media} fileName={soundName(file.info)} track={track.id} />
            </td>
          </tr>
        ))}
    </tbody>
  )
}

function Position({ at, session }: { readonly at: SamplePosition; readonly session: Session }): ReactNode {
  const format = useWorkspace((state) => state.timeFormat)
  return (
    <td>
      {positionText(at, session, format)}
      <small>{sampleCount(at)} smp</small>
    </td>
  )
}
