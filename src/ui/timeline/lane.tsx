// biome-ignore-all lint/a11y/useSemanticElements: a treegrid of table elements could not fold, grow and scroll as lanes do
// biome-ignore-all lint/a11y/useFocusableInteractive: rows and the controls in them take the focus, cells need not
import { memo } from 'react'
import type { Track } from '../../domain/session.ts'
import { useWorkspace } from '../appContext.ts'
import { TabReach } from '../primitives/tabReach.ts'
import { Clips } from './clips.tsx'
import styles from './lane.module.css'
import { LaneHead } from './laneHead.tsx'
import type { Extent, TimeView } from './timeView.ts'

type LaneProps = {
  readonly track: Track
  readonly stemMuted: boolean
  readonly view: TimeView
  readonly extent: Extent
  /** Whether this is the row that Tab reaches. */
  readonly current: boolean
}

export const Lane = memo(function Lane({ track, stemMuted, view, extent, current }: LaneProps) {
  const selected = useWorkspace(({ selected }) => selected?.kind === 'track' && selected.id === track.id)
  return (
    <div
      className={styles.lane}
      role="row"
      aria-level={2}
      aria-selected={selected}
      aria-label={track.name}
      tabIndex={current ? 0 : -1}
      data-row={`track:${track.id}`}
    >
      <TabReach value={current}>
        <LaneHead track={track} />
      </TabReach>
      <div className={styles.clips} role="gridcell" aria-label={`Clips of ${track.name}`}>
        <Clips
          clips={track.clips}
          view={view}
          extent={extent}
          muted={track.mute || stemMuted}
          selected={selected}
        />
      </div>
    </div>
  )
})
