import { Info } from 'lucide-react'
import type { MediaId, Session } from '../../domain/session.ts'
import { soundName } from '../../domain/soundName.ts'
import { useWorkspace } from '../appContext.ts'
import { useTabIndex } from '../primitives/tabReach.ts'
import styles from './filesTable.module.css'
import { formatText, rateText, type TrackFile, timecodeText } from './trackFiles.ts'

/** A file's name, which opens all that is known of it. */
export function FileName(props: { readonly file: TrackFile; readonly onDetails: (media: MediaId) => void }) {
  const { file, onDetails } = props
  const name = soundName(file.info)
  const tabIndex = useTabIndex()
  return (
    <button
      type="button"
      title={name}
      aria-label={`Details of ${name}`}
      tabIndex={tabIndex}
      data-details
      onClick={() => onDetails(file.media)}
    >
      <span>{name}</span>
      <Info size={12} aria-hidden="true" />
    </button>
  )
}

/** Format and sample rate: two cells. */
function FormatCells({ file }: { readonly file: TrackFile }) {
  const { info } = file
  const rate = rateText(info)
  return (
    <>
      <td title={formatText(info)}>{formatText(info)}</td>
      <td title={info.conform ? `Converted once: ${rate}` : rate}>{rate}</td>
    </>
  )
}

function TimecodeCell({ file, session }: { readonly file: TrackFile; readonly session: Session }) {
  const given = useWorkspace((state) => state.timecodeRate)
  const own = timecodeText(file.info, session, given)
  return (
    <td className={own ? undefined : styles.none}>
      {own ? own.text : 'none'}
      {own?.note && <small>{own.note}</small>}
    </td>
  )
}

export const FileCells = { Format: FormatCells, Timecode: TimecodeCell } as const
