import { layoutOf } from '../../domain/layout.ts'
import { sampleCount } from '../../domain/sampleCount.ts'
import { rateLabel } from '../../domain/sampleRates.ts'
import { sessionLength } from '../../domain/session.ts'
import { useDocument, useWorkspace } from '../appContext.ts'
import { lengthText } from '../files/positionText.ts'
import styles from './facts.module.css'
import { SessionFields } from './sessionFields.tsx'

export function SessionFacts() {
  const session = useDocument((state) => state.session)
  const format = useWorkspace((state) => state.timeFormat)
  const length = sessionLength(session)

  return (
    <div className={styles.facts}>
      <h2>
        <span title={session.title}>{session.title}</span>
      </h2>
      <dl className={styles.pairs}>
        <div>
          <dt>Length</dt>
          <dd>{lengthText(length, session, format)}</dd>
        </div>
        <div>
          <dt>Rate</dt>
          <dd>{rateLabel(session.sampleRate)}</dd>
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
