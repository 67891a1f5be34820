// biome-ignore-all lint/a11y/useSemanticElements: a treegrid of table elements could not fold, grow and scroll as lanes do
// biome-ignore-all lint/a11y/useFocusableInteractive: rows and the controls in them take the focus, cells need not
import { memo } from 'react'
import type { Track } from '../../domain/session.ts'
import { useWorkspace } from '../appContext.ts'
import { classNames } from '../primitives/classNames.ts'
import { TabReach } from '../primitives/tabReach.ts'
import { TrackClips } from './clips.tsx'
import styles from './lane.module.css'
import { LaneHead } from './laneHead.tsx'

type LaneProps = {
  readonly track: Track
  readonly stemMuted: boolean
  /** Whether this is the row that Tab reaches. */
  readonly current: boolean
}

export const Lane = memo(function Lane({ track, stemMuted, current }: LaneProps) {
  const selected = useWorkspace(({ selected }) => selected?.kind === 'track' && selected.id === track.id)
  const clips = useWorkspace(({ preview }) => preview?.get(track.id)?.clips) ?? track.clips
  const height = useWorkspace(({ lanes }) => lanes.heights.get(track.id))
  return (
    <div
      className={classNames(styles.lane, height !== undefined && styles.fixed)}
      style={height === undefined ? undefined : { height }}
      role="row"
      aria-level={2}
      aria-selected={selected}
      aria-label={track.name}
      tabIndex={current ? 0 : -1}
      data-row={`track:${track.id}`}
      data-sight
    >
      <TabReach value={current}>
        <LaneHead track={track} />
      </TabReach>
      <div className={styles.clips} role="gridcell">
        <TrackClips
          clips={clips}
          label={`Clips of ${track.name}`}
          reached={current}
          muted={track.mute || stemMuted}
          selected={selected}
          hatched={track.stem === 'fill'}
        />
      </div>
    </div>
  )
})
