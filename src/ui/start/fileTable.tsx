import { TriangleAlert } from 'lucide-react'
import { Fragment } from 'react'
import { encodingLabel } from '../../domain/media.ts'
import { useDocument } from '../appContext.ts'
import { formatDuration } from '../format.ts'
import styles from './fileTable.module.css'
import { sampleCount } from './sampleCount.ts'

/** Every file of the session as it was read, with what was odd about it. */
export function FileTable() {
  const media = useDocument((state) => state.session.media)
  const files = Object.entries(media)
  if (files.length === 0) return null
  return (
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
      <tbody>
        {files.map(([id, { fileName, pcm, sampleRate, warnings }]) => (
          <Fragment key={id}>
            <tr>
              <th scope="row" title={fileName}>
                <span>{fileName}</span>
              </th>
              <td>{encodingLabel(pcm.encoding)}</td>
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
  )
}
