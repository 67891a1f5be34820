import { Info, TriangleAlert } from 'lucide-react'
import { Fragment, type KeyboardEvent, useState } from 'react'
import { encodingLabel } from '../../domain/media.ts'
import { sampleCount } from '../../domain/sampleCount.ts'
import type { MediaId } from '../../domain/session.ts'
import { useDocument } from '../appContext.ts'
import { formatDuration } from '../format.ts'
import { FileDetails } from './fileDetails.tsx'
import styles from './fileTable.module.css'

/** The arrows move between names: a reel has dozens of files, and one stop of the Tab key is enough for all. */
function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  event.preventDefault()
  const names = [...event.currentTarget.querySelectorAll('button')]
  names[names.findIndex((name) => name.matches(':focus')) + step]?.focus()
}

/** Every file of the session as it was read, with what was odd about it. A name opens all that is known of the file. */
export function FileTable() {
  const media = useDocument((state) => state.session.media)
  const [opened, setOpened] = useState<MediaId | null>(null)
  const [current, setCurrent] = useState<MediaId | null>(null)
  const files = Object.entries(media)
  // The file may have gone by undo.
  const shown = opened === null ? undefined : media[opened]
  const tabStop = current !== null && media[current] ? current : files[0]?.[0]
  if (files.length === 0) return null
  return (
    <>
      <table className={styles.files}>
        <caption>
          {files.length} {files.length === 1 ? 'file' : 'files'}
        </caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Format</th>
            <th scope="col">Ch</th>
            <th scope="col">Length</th>
          </tr>
        </thead>
        <tbody onKeyDown={moveByArrows}>
          {files.map(([id, { fileName, pcm, conform, sampleRate, warnings }]) => (
            <Fragment key={id}>
              <tr>
                <th scope="row">
                  <button
                    type="button"
                    title={fileName}
                    aria-label={`Details of ${fileName}`}
                    tabIndex={id === tabStop ? 0 : -1}
                    onFocus={() => setCurrent(id)}
                    onClick={() => setOpened(id)}
                  >
                    <span>{fileName}</span>
                    <Info size={12} aria-hidden="true" />
                  </button>
                </th>
                <td>{conform?.codec ?? encodingLabel(pcm.encoding)}</td>
                <td>{pcm.channels}</td>
                <td title={`${sampleCount(pcm.length)} samples`}>{formatDuration(pcm.length, sampleRate)}</td>
              </tr>
              {warnings.map((warning) => (
                <tr key={warning}>
                  <td className={styles.warning} colSpan={4}>
                    <TriangleAlert size={12} role="img" aria-label="Warning" />
                    {warning}
                  </td>
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
      {shown && <FileDetails info={shown} onClose={() => setOpened(null)} />}
    </>
  )
}
