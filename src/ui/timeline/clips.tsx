import { memo } from 'react'
import type { Clip } from '../../domain/session.ts'
import { useDocument } from '../appContext.ts'
import { classNames } from '../primitives/classNames.ts'
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

/** The clips of one lane that are in view, and their waveforms. */
export const Clips = memo(function Clips({ clips, view, extent, muted, selected, unnamed }: ClipsProps) {
  const media = useDocument((state) => state.session.media)
  return (
    <>
      {clips.map((clip) => {
        // Cut a little outside the lane, so that its edge is out of sight but its name is not.
        const left = Math.max(-2, toPixel(view, clip.start))
        const right = Math.min(extent.width + 2, toPixel(view, clip.start + clip.length))
        if (right <= left) return null
        const files = clip.media.map((id) => media[id]?.fileName)
        const name = files[0]?.replace(/\.[^.]+$/, '')
        return (
          <div
            key={clip.id}
            className={classNames(styles.clip, muted && styles.muted, selected && styles.selected)}
            style={{ left, width: Math.max(2, right - left) }}
            title={files.join('\n')}
          >
            {!unnamed && right - left > NARROW && <span>{name}</span>}
          </div>
        )
      })}
      <WaveCanvas clips={clips} view={view} muted={muted} selected={selected} />
    </>
  )
})
