import { memo } from 'react'
import { MASTERS } from '../../domain/deliverables/registry.ts'
import { layoutOf } from '../../domain/layout.ts'
import type { StemSpec } from '../../domain/stems.ts'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { formatDb } from '../format.ts'
import { LevelMeter, PeakReadout } from '../meters/levelMeter.tsx'
import { LEVEL_MARKS } from '../meters/meterScale.ts'
import { ScaleMarks } from '../meters/scaleMarks.tsx'
import { useLevelMeter } from '../meters/useLevelMeter.ts'
import { classNames } from '../primitives/classNames.ts'
import { Fader } from '../primitives/fader.tsx'
import { ToggleChip } from '../primitives/toggleChip.tsx'
import { VisuallyHidden } from '../primitives/visuallyHidden.tsx'
import { deliverableCode } from './deliverableCode.ts'
import styles from './strip.module.css'
import { Strip } from './strip.tsx'
import { StripName } from './stripName.tsx'
import { stemLabel } from './stripOrder.ts'
import { useGesture } from './useGesture.ts'
import { useStripMoves } from './useStripMoves.ts'

type StemStripProps = { readonly stem: StemSpec; readonly current: boolean }

export const StemStrip = memo(function StemStrip({ stem, current }: StemStripProps) {
  const { actions } = useApp()
  const { change, end } = useGesture()
  const moves = useStripMoves()
  const bus = useDocument((state) => state.session.stems[stem.id])
  const layout = layoutOf(useDocument((state) => state.session.layout))
  const soloed = useWorkspace((state) => state.listening.soloStems.has(stem.id))
  const meter = useLevelMeter({ bus: `stem:${stem.id}`, channels: layout.speakers.length })
  const label = stemLabel(stem)
  return (
    <Strip
      strip={{ kind: 'stem', id: stem.id }}
      label={label}
      stem={stem.id}
      muted={bus.mute}
      current={current}
    >
      <ul className={styles.feeds} aria-label={`Deliverables fed, ${label}`}>
        {MASTERS.map((deliverable) => {
          const fed = deliverable.stems.includes(stem.id)
          const text = `${fed ? 'feeds' : 'does not feed'} ${deliverable.name}`
          return (
            <li key={deliverable.id} data-fed={fed ? '' : undefined} title={`${label} ${text}`}>
              <span aria-hidden="true">{deliverableCode(deliverable)}</span>
              <VisuallyHidden>{text}</VisuallyHidden>
            </li>
          )
        })}
      </ul>
      <div className={styles.layout}>{layout.label}</div>
      <div className={styles.toggles}>
        <ToggleChip
          label={`Mute, ${label}`}
          tone="mute"
          pressed={bus.mute}
          onPress={() => actions.do({ type: 'stem/setMute', stem: stem.id, mute: !bus.mute })}
        >
          M
        </ToggleChip>
        <ToggleChip
          label={`Solo, ${label}`}
          tone="solo"
          pressed={soloed}
          onPress={() => actions.toggleSoloStem(stem.id)}
        >
          S
        </ToggleChip>
      </div>
      <div className={classNames(styles.levels, styles.stemLevels)}>
        <Fader
          label={`Fader, ${label}`}
          db={bus.faderDb}
          stem={stem.id}
          onChange={(db) => change({ type: 'stem/setFader', stem: stem.id, db })}
          onEnd={end}
        />
        <div className={styles.meter}>
          <LevelMeter label={`Level, ${label}`} parts={meter} />
        </div>
        <div className={styles.meterScale}>
          <ScaleMarks marks={LEVEL_MARKS} />
        </div>
      </div>
      <div className={styles.values}>
        <span>{formatDb(bus.faderDb)}</span>
        <PeakReadout label={`Peak, ${label}`} parts={meter} />
      </div>
      <StripName name={stem.code} title={label} onMove={moves.by} />
    </Strip>
  )
})
