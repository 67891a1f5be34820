import { TriangleAlert } from 'lucide-react'
import { fileRate, type MediaInfo } from '../../domain/media.ts'
import type { FileMarker } from '../../domain/mediaMetadata.ts'
import { sampleCount } from '../../domain/sampleCount.ts'
import { soundName } from '../../domain/soundName.ts'
import type { FrameRate } from '../../domain/timecode.ts'
import { useDocument } from '../appContext.ts'
import { Dialog } from '../primitives/dialog.tsx'
import styles from './fileDetails.module.css'
import { fileFacts, timecodeOf } from './fileFacts.ts'

/** Everything that a file says of itself, as text. */
export function FileDetails({ info, onClose }: { readonly info: MediaInfo; readonly onClose: () => void }) {
  const frameRate = useDocument((state) => state.session.frameRate)
  const { warnings, metadata = {} } = info
  const history = metadata.broadcast?.codingHistory
  return (
    <Dialog title={`Details of ${soundName(info)}`} open onClose={onClose} wide>
      <div className={styles.details}>
        {warnings.length > 0 && (
          <ul className={styles.warnings} aria-label="Warnings">
            {warnings.map((warning) => (
              <li key={warning}>
                <TriangleAlert size={14} aria-hidden="true" />
                {warning}
              </li>
            ))}
          </ul>
        )}
        {fileFacts(info, { frameRate }).map(({ title, facts }) => (
          <section key={title} aria-label={title}>
            <h3>{title}</h3>
            <dl>
              {facts.map(([name, value], index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: tracks of a file may have one name, and nothing is ever moved
                <div key={index}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        {metadata.markers && (
          <Markers markers={metadata.markers} sampleRate={fileRate(info)} frameRate={frameRate} />
        )}
        {history && (
          <section aria-label="Coding history">
            <h3>Coding history</h3>
            <p className={styles.history}>{history}</p>
          </section>
        )}
      </div>
    </Dialog>
  )
}

function Markers(props: {
  readonly markers: readonly FileMarker[]
  readonly sampleRate: number
  readonly frameRate: FrameRate
}) {
  const { markers, sampleRate, frameRate } = props
  const timecode = (samples: number): string => timecodeOf(samples, sampleRate, frameRate)
  return (
    <table className={styles.markers}>
      <caption>
        {markers.length === 1 ? '1 marker' : `${sampleCount(markers.length)} markers`}, counted from the start
        of the file at {frameRate.label}
      </caption>
      <thead>
        <tr>
          <th scope="col">Timecode</th>
          <th scope="col">Sample</th>
          <th scope="col">Length</th>
          <th scope="col">Name</th>
          <th scope="col">Note</th>
        </tr>
      </thead>
      <tbody>
        {markers.map(({ sample, length, label, note }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two markers may be the same, and nothing is ever moved
          <tr key={index}>
            <td>{timecode(sample)}</td>
            <td>{sampleCount(sample)}</td>
            <td>{length === undefined ? '' : timecode(length)}</td>
            <td>{label}</td>
            <td>{note}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
