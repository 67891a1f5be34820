import { heardSource } from '../../domain/listening.ts'
import { useDocument, useWorkspace } from '../appContext.ts'
import { Figure } from '../meters/figure.tsx'
import { monitorBus, monitorOptions } from './monitorOptions.ts'
import styles from './topBar.module.css'

/** The measurement of what is on the monitors. */
export function Readouts() {
  const tracks = useDocument((state) => state.session.tracks)
  const listening = useWorkspace((state) => state.listening)
  const bus = monitorBus(heardSource(listening, tracks))
  const name = monitorOptions(tracks).find((option) => option.value === bus)?.name ?? ''
  return (
    <dl className={styles.readouts} aria-label={`Measurement of ${name}`} title={`Measurement of ${name}`}>
      <div>
        <dt title="Momentary loudness, LUFS">M</dt>
        <dd>
          <Figure bus={bus} value="momentaryLufs" />
        </dd>
      </div>
      <div>
        <dt title="Short-term loudness, LUFS">S</dt>
        <dd>
          <Figure bus={bus} value="shortTermLufs" />
        </dd>
      </div>
      <div>
        <dt title="Integrated loudness, LUFS">I</dt>
        <dd>
          <Figure bus={bus} value="integratedLufs" />
        </dd>
      </div>
      <div className={styles.wide}>
        <dt title="Loudness range, LU">LRA</dt>
        <dd>
          <Figure bus={bus} value="loudnessRangeLu" />
        </dd>
      </div>
      <div>
        <dt title="Highest true peak">dBTP</dt>
        <dd>
          <Figure bus={bus} value="maxTruePeakDb" />
        </dd>
      </div>
    </dl>
  )
}
