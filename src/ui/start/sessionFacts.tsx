import { layoutOf } from '../../domain/layout.ts'
import { sampleCount } from '../../domain/sampleCount.ts'
import { rateLabel } from '../../domain/sampleRates.ts'
import { sessionLength } from '../../domain/session.ts'
import { formatFrameSpan, sampleToFrame } from '../../domain/timecode.ts'
import { samplePosition } from '../../domain/units.ts'
import { useDocument } from '../appContext.ts'
import styles from './facts.module.css'
import { SessionFields } from './sessionFields.tsx'

export function SessionFacts() {
  const session = useDocument((state) => state.session)
  const { frameRate, sampleRate } = session
  const length = sessionLength(session)

  return (
    <div className={styles.facts}>
      <h2>
        <span title={session.title}>{session.title}</span>
      </h2>
      <dl className={styles.pairs}>
        <div>
          <dt>Length</dt>
          <dd>{formatFrameSpan(sampleToFrame(samplePosition(length), frameRate, sampleRate), frameRate)}</dd>
        </div>
        <div>
          <dt>Rate</dt>
          <dd>{rateLabel(sampleRate)}</dd>
        </div>
        <div>
          <dt>Samples</dt>
          <dd>{sampleCount(length)}</dd>
        </div>
        <div>
          <dt>Layout</dt>
          <dd>{layoutOf(session.layout).label}</dd>
        </div>
      </dl>
      <SessionFields />
    </div>
  )
}
