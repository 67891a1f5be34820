// biome-ignore-all lint/a11y/useSemanticElements: a treegrid of table elements could not fold, grow and scroll as lanes do
// biome-ignore-all lint/a11y/useFocusableInteractive: rows and the controls in them take the focus, cells need not
import { ChevronDown, ChevronRight } from 'lucide-react'
import { type CSSProperties, memo, useMemo } from 'react'
import type { StemBus, Track } from '../../domain/session.ts'
import type { StemSpec } from '../../domain/stems.ts'
import { useApp, useWorkspace } from '../appContext.ts'
import { plural } from '../format.ts'
import { classNames } from '../primitives/classNames.ts'
import { stemStyle } from '../stemColor.ts'
import { Lane } from './lane.tsx'
import { LaneCanvas } from './laneCanvas.tsx'
import styles from './stemGroup.module.css'

type StemGroupProps = {
  readonly stem: StemSpec
  readonly bus: StemBus
  readonly tracks: readonly Track[]
  /** How many more it has that are hidden. */
  readonly hidden: number
  readonly folded: boolean
  /** The key of the row that Tab reaches. */
  readonly current: string
}

/** A stem and its tracks: a spine with the written code, and the lanes beside it. */
export const StemGroup = memo(function StemGroup(props: StemGroupProps) {
  const { stem, bus, tracks, hidden, folded, current } = props
  const { actions } = useApp()
  const selected = useWorkspace(({ selected }) => selected?.kind === 'stem' && selected.id === stem.id)
  const open = tracks.length > 0 && !folded
  const row = `stem:${stem.id}`
  const shown = tracks.length === 0 ? 'no tracks' : plural(tracks.length, 'track')
  const count = hidden === 0 ? shown : `${shown}, ${hidden} hidden`
  const heights = useWorkspace(({ lanes }) => lanes.heights)
  const fixed = open ? tracks.flatMap(({ id }) => heights.get(id) ?? []) : []
  // The clips of all its tracks, laid over each other: to look at, without names.
  const summed = useMemo(
    () => (folded ? tracks.flatMap((track) => (track.mute ? [] : track.clips)) : []),
    [folded, tracks],
  )
  const room = {
    '--lanes': open ? tracks.length - fixed.length : 0,
    '--fixed': `${fixed.reduce((sum, height) => sum + height, 0)}px`,
  }
  return (
    <div
      className={styles.group}
      role="rowgroup"
      aria-label={stem.name}
      data-stem={stem.id}
      style={{ ...stemStyle(stem.id), ...room } as CSSProperties}
    >
      <div
        className={classNames(styles.stem, !open && styles.wide)}
        role="row"
        aria-level={1}
        aria-expanded={tracks.length > 0 ? open : undefined}
        aria-selected={selected}
        aria-label={`${stem.name}, ${count}`}
        tabIndex={current === row ? 0 : -1}
        data-row={row}
      >
        <div className={styles.spine} role="rowheader" title={stem.name}>
          {tracks.length > 0 && (
            <button
              type="button"
              tabIndex={-1}
              aria-label={`${open ? 'Fold' : 'Unfold'} ${stem.name}`}
              onClick={() => actions.foldStem(stem.id, open)}
            >
              {open ? <ChevronDown /> : <ChevronRight />}
            </button>
          )}
          <span>{stem.code}</span>
        </div>
        {tracks.length === 0 && (
          <div className={styles.empty} role="gridcell">
            <b>{stem.name}</b> {hidden === 0 ? stem.holds : plural(hidden, 'hidden track')}
          </div>
        )}
        {tracks.length > 0 && folded && (
          <>
            <div className={styles.summary} role="gridcell">
              <b>{stem.name}</b> {count}
            </div>
            <div className={styles.clips} role="gridcell" aria-label={`Clips of ${stem.name}`}>
              <LaneCanvas
                clips={summed}
                muted={bus.mute}
                selected={selected}
                hatched={stem.id === 'fill'}
                list={null}
              />
            </div>
          </>
        )}
      </div>
      {open && (
        <div className={styles.lanes} role="presentation">
          {tracks.map((track) => (
            <Lane
              key={track.id}
              track={track}
              stemMuted={bus.mute}
              current={current === `track:${track.id}`}
            />
          ))}
        </div>
      )}
    </div>
  )
})
