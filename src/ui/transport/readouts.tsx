import { TriangleAlert } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { Figure } from '../meters/figure.tsx'
import { meterLoopOf } from '../meters/meterLoop.ts'
import { monitorBus, monitorOptions } from './monitorOptions.ts'
import styles from './topBar.module.css'

/** The measurement of what is on the monitors. */
export function Readouts() {
  const tracks = useDocument((state) => state.session.tracks)
  const source = useWorkspace((state) => state.listening.source)
  const bus = monitorBus(source)
  const name = monitorOptions(tracks).find((option) => option.value === bus)?.name ?? ''
  return (
    <>
      <Dropouts />
      <dl className={styles.readouts} aria-label={`Measurement of ${name}`} title={`Measurement of ${name}`}>
        <div>
          <dt title="Momentary loudness, LKFS">M</dt>
          <dd>
            <Figure bus={bus} value="momentaryLufs" />
          </dd>
        </div>
        <div>
          <dt title="Short-term loudness, LKFS">S</dt>
          <dd>
            <Figure bus={bus} value="shortTermLufs" />
          </dd>
        </div>
        <div>
          <dt title="Integrated loudness, LKFS">I</dt>
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
    </>
  )
}

/** How often the sound broke off. Always in the tooltip of the figures; a warning as soon as there is one. */
function Dropouts() {
  const { telemetry } = useApp()
  const ref = useRef<HTMLParagraphElement>(null)
  const text = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    let shown = -1
    return meterLoopOf(telemetry).onFrame((frame) => {
      const count = telemetry.underruns()
      if (!frame.text || count === shown || !ref.current || !text.current) return
      shown = count
      ref.current.toggleAttribute('data-some', count > 0)
      ref.current.title = `${count} ${count === 1 ? 'dropout' : 'dropouts'} since the page was opened`
      text.current.textContent = count > 0 ? `Dropouts ${count}` : ''
    })
  }, [telemetry])
  return (
    <p ref={ref} className={styles.dropouts} role="status">
      <TriangleAlert size={14} aria-hidden="true" />
      <span ref={text} />
    </p>
  )
}
