import { Trash2 } from 'lucide-react'
import { memo } from 'react'
import { TRIM_RANGE_DB } from '../../domain/session.ts'
import { stemSpec } from '../../domain/stems.ts'
import { decibels } from '../../domain/units.ts'
import { useApp, useWorkspace } from '../appContext.ts'
import { formatDb } from '../format.ts'
import { LevelMeter, PeakReadout } from '../meters/levelMeter.tsx'
import { useLevelMeter } from '../meters/useLevelMeter.ts'
import { classNames } from '../primitives/classNames.ts'
import { Fader } from '../primitives/fader.tsx'
import { IconButton } from '../primitives/iconButton.tsx'
import { NumberField } from '../primitives/numberField.tsx'
import { PanControl } from '../primitives/panControl.tsx'
import { ToggleChip } from '../primitives/toggleChip.tsx'
import { useKey } from '../shortcuts/useKey.ts'
import styles from './strip.module.css'
import { Strip } from './strip.tsx'
import { StripName } from './stripName.tsx'
import type { StripTrack } from './stripTracks.ts'
import { useGesture } from './useGesture.ts'
import { useStripMoves } from './useStripMoves.ts'

type TrackStripProps = { readonly track: StripTrack; readonly current: boolean }

export const TrackStrip = memo(function TrackStrip({ track, current }: TrackStripProps) {
  const { actions } = useApp()
  const removeKey = useKey('removeTrack')
  const trim = useGesture()
  const pan = useGesture()
  const fader = useGesture()
  const moves = useStripMoves()
  const soloed = useWorkspace((state) => state.listening.soloTracks.has(track.id))
  const selected = useWorkspace((state) => state.selected?.kind === 'track' && state.selected.id === track.id)
  const { id, name, speakers } = track
  const isMono = speakers.length === 1
  // A mono track has two sides after its pan: its one bar shows the louder.
  const meter = useLevelMeter({ bus: `track:${id}`, channels: isMono ? 1 : 2 })
  return (
    <Strip
      strip={{ kind: 'track', id }}
      label={`${name}, ${stemSpec(track.stem).name}`}
      stem={track.stem}
      muted={track.mute}
      current={current}
    >
      <div className={styles.trim}>
        <ToggleChip
          label={`Polarity, ${name}`}
          tone="accent"
          pressed={track.polarityInverted}
          onPress={() =>
            actions.do({ type: 'track/setPolarity', track: id, inverted: !track.polarityInverted })
          }
        >
          ø
        </ToggleChip>
        <NumberField
          label={`Trim, ${name}`}
          value={track.trimDb}
          unit="dB"
          {...TRIM_RANGE_DB}
          step={0.1}
          decimals={1}
          onChange={(db) => trim.change({ type: 'track/setTrim', track: id, db: decibels(db) })}
          onEnd={trim.end}
        />
      </div>
      <PanControl
        label={`${speakers.join() === 'M' ? 'Pan' : 'Balance'}, ${name}`}
        pan={track.pan}
        onChange={(to) => pan.change({ type: 'track/setPan', track: id, pan: to })}
        onEnd={pan.end}
      />
      <div className={styles.toggles}>
        <ToggleChip
          label={`Mute, ${name}`}
          tone="mute"
          pressed={track.mute}
          onPress={() => actions.do({ type: 'track/setMute', track: id, mute: !track.mute })}
        >
          M
        </ToggleChip>
        <ToggleChip
          label={`Solo, ${name}`}
          tone="solo"
          pressed={soloed}
          onPress={() => actions.toggleSoloTrack(id)}
        >
          S
        </ToggleChip>
      </div>
      <div className={styles.levels}>
        <Fader
          label={`Fader, ${name}`}
          db={track.faderDb}
          onChange={(db) => fader.change({ type: 'track/setFader', track: id, db })}
          onEnd={fader.end}
        />
        <div className={classNames(styles.meter, isMono && styles.meterMono)}>
          <LevelMeter label={`Level, ${name}`} parts={meter} />
        </div>
      </div>
      <div className={styles.values}>
        <span>{formatDb(track.faderDb)}</span>
        <PeakReadout label={`Peak, ${name}`} parts={meter} />
      </div>
      <StripName
        name={name}
        title={name}
        onMove={moves.by}
        onRename={(next) => actions.do({ type: 'track/rename', track: id, name: next })}
      />
      {selected && (
        <div className={styles.remove}>
          <IconButton
            icon={<Trash2 />}
            size="sm"
            label={`Remove track, ${name}`}
            shortcut={removeKey}
            onPress={() => moves.remove(id)}
          />
        </div>
      )}
    </Strip>
  )
})
