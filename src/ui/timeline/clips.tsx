import { memo } from 'react'
import type { MediaState } from '../../domain/ports.ts'
import type { Clip } from '../../domain/session.ts'
import { useDocument, useWorkspace } from '../appContext.ts'
import { classNames } from '../primitives/classNames.ts'
import { clipName } from './clipName.ts'
import styles from './clips.module.css'
import { type Extent, type TimeView, toPixel } from './timeView.ts'
import { WaveCanvas } from './waveCanvas.tsx'

/** Pixels below which a clip has no room for even a few letters of its name. */
const NARROW = 24

type ClipsProps = {
  readonly clips: readonly Clip[]
  readonly view: TimeView
  readonly extent: Extent
  readonly muted: boolean
  readonly selected: boolean
  /** A folded stem lays the clips of all its tracks over each other: names would too. */
  readonly unnamed?: boolean
}

/** Of the files of a clip, the one that is furthest from being heard decides. */
function absenceOf(
  clip: Clip,
  states: ReadonlyMap<string, MediaState>,
): 'missing' | 'permission' | undefined {
  const kinds = clip.media.map((id) => states.get(id)?.kind)
  return (['missing', 'permission'] as const).find((kind) => kinds.includes(kind))
}
const ABSENCE = { missing: 'missing', permission: 'needs permission' } as const

/** The clips of one lane that are in view, and their waveforms. */
export const Clips = memo(function Clips({ clips, view, extent, muted, selected, unnamed }: ClipsProps) {
  const media = useDocument((state) => state.session.media)
  const states = useWorkspace((state) => state.mediaStates)
  return (
    <>
      {clips.map((clip) => {
        // Cut a little outside the lane, so that its edge is out of sight but its name is not.
        const left = Math.max(-2, toPixel(view, clip.start))
        const right = Math.min(extent.width + 2, toPixel(view, clip.start + clip.length))
        if (right <= left) return null
        const files = clip.media.map((id) => media[id]?.fileName)
        const name = clipName(files.filter((file) => file !== undefined))
        const absence = absenceOf(clip, states)
        const note = absence ? `, ${ABSENCE[absence]}` : ''
        return (
          <div
            key={clip.id}
            className={classNames(styles.clip, muted && styles.muted, selected && styles.selected)}
            style={{ left, width: Math.max(2, right - left) }}
            data-absent={absence}
            title={`${files.join('\n')}${note}`}
          >
            {!unnamed && right - left > NARROW && <span>{`${name}${note}`}</span>}
          </div>
        )
      })}
      <WaveCanvas clips={clips} view={view} muted={muted} selected={selected} />
    </>
  )
})
