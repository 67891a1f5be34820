import { Volume2 } from 'lucide-react'
import type { DeliverableSpec } from '../../domain/deliverables/deliverable.ts'
import { layoutOf } from '../../domain/layout.ts'
import { shownStems, stemSpec } from '../../domain/stems.ts'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { Figure } from '../meters/figure.tsx'
import { LevelMeter, PeakReadout } from '../meters/levelMeter.tsx'
import { LoudnessMeter } from '../meters/loudnessMeter.tsx'
import { LEVEL_MARKS, LOUDNESS_MARKS } from '../meters/meterScale.ts'
import { ScaleMarks } from '../meters/scaleMarks.tsx'
import { useLevelMeter } from '../meters/useLevelMeter.ts'
import { VisuallyHidden } from '../primitives/visuallyHidden.tsx'
import { stemStyle } from '../stemColor.ts'
import styles from './deliverableMaster.module.css'

type DeliverableMasterProps = { readonly deliverable: DeliverableSpec }

/** A master: what it is made of, what it measures since the last reset, and its meters. It has no gain of its own. */
export function DeliverableMaster({ deliverable }: DeliverableMasterProps) {
  const { actions } = useApp()
  const layout = layoutOf(useDocument((state) => state.session.layout))
  const monitored = useWorkspace(
    ({ listening: { source } }) => source.kind === 'deliverable' && source.id === deliverable.id,
  )
  const bus = `deliverable:${deliverable.id}` as const
  const { name } = deliverable
  const shown = shownStems(useDocument((state) => state.session.tracks))
  const stems = deliverable.stems.filter((id) => shown.some((stem) => stem.id === id))
  const meter = useLevelMeter({
    bus,
    channels: layout.speakers.length,
    truePeak: true,
    overText: `${name} has gone over 0 dBTP`,
  })
  return (
    <fieldset
      className={styles.master}
      aria-label={`${name} master`}
      data-monitored={monitored ? '' : undefined}
    >
      <div className={styles.from}>
        {/* Five codes and the layout leave it no room. */}
        {stems.length < 5 && <span>from</span>}
        <ul aria-label={`Stems in ${name}`}>
          {stems.map((stem) => (
            <li key={stem} style={stemStyle(stem)} data-stem={stem} title={stemSpec(stem).name}>
              {stemSpec(stem).code}
            </li>
          ))}
        </ul>
        <span className={styles.layout}>{layout.label}</span>
      </div>
      <dl className={styles.figures}>
        <div>
          <dt>Integrated</dt>
          <dd>
            <Figure bus={bus} value="integratedLufs" /> <small>LUFS</small>
          </dd>
        </div>
        <div>
          <dt title="Highest true peak since the reset">True peak</dt>
          <dd>
            <Figure bus={bus} value="maxTruePeakDb" /> <small>dBTP</small>
          </dd>
        </div>
        <div>
          <dt title="Loudness range">Range</dt>
          <dd>
            <Figure bus={bus} value="loudnessRangeLu" /> <small>LU</small>
          </dd>
        </div>
      </dl>
      <div className={styles.meters}>
        <div className={styles.peaks}>
          <span className={styles.caption}>True peak, dBTP</span>
          <div className={styles.bars}>
            <LevelMeter label={`True peak, ${name}`} parts={meter} />
            <ScaleMarks marks={LEVEL_MARKS} />
          </div>
          <div className={styles.channels} aria-hidden="true">
            {layout.speakers.map((speaker) => (
              <span key={speaker}>{speaker}</span>
            ))}
          </div>
        </div>
        <div className={styles.loudness}>
          <span className={styles.caption}>LUFS</span>
          <div className={styles.bars}>
            <LoudnessMeter bus={bus} label={`Loudness, ${name}`} />
            <ScaleMarks marks={LOUDNESS_MARKS} />
          </div>
          <div className={styles.channels} aria-hidden="true">
            <span>M</span>
            <span>S</span>
            <span>I</span>
          </div>
        </div>
      </div>
      <div className={styles.values}>
        <span>
          pk <PeakReadout label={`Peak, ${name}`} parts={meter} />
        </span>
        <span>
          M <Figure bus={bus} value="momentaryLufs" />
        </span>
        <span>
          S <Figure bus={bus} value="shortTermLufs" />
        </span>
      </div>
      <VisuallyHidden>
        <span role="status" ref={meter.overRef} />
      </VisuallyHidden>
      <button
        type="button"
        className={styles.name}
        aria-pressed={monitored}
        aria-label={`Monitor ${name}`}
        title={monitored ? `${name} is on the monitors` : `Listen to ${name}`}
        onClick={() => actions.setMonitor({ kind: 'deliverable', id: deliverable.id })}
      >
        {monitored && <Volume2 />}
        {name}
      </button>
    </fieldset>
  )
}
