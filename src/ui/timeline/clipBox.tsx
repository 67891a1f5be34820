// biome-ignore-all lint/a11y/useSemanticElements: an option of a select could not be placed in time
import { type CSSProperties, memo } from 'react'
import { clipGainDb } from '../../domain/clipShape.ts'
import type { Clip, Session } from '../../domain/session.ts'
import { useWorkspace } from '../appContext.ts'
import { formatSignedDb } from '../format.ts'
import { classNames } from '../primitives/classNames.ts'
import { CLIP_COLORS } from './clipColors.ts'
import type { ClipRoom } from './clipPlacer.ts'
import styles from './clips.module.css'
import { timecodeAt } from './frameGrid.ts'

export type ClipBoxProps = {
  readonly clip: Clip
  readonly name: string
  readonly files: string
  readonly absence: 'missing' | 'needs permission' | undefined
  readonly muted: boolean
  readonly timebase: Pick<Session, 'frameRate' | 'sampleRate' | 'startFrame'>
  /** Its place among the clips of its track, and how many they are: those out of view are not drawn. */
  readonly place: number
  readonly count: number
  /** Whether Tab comes to it. */
  readonly reached: boolean
  readonly room: ClipRoom
}

/** A clip that can be selected and edited. Where it is is `ClipPlacer`'s. */
export const ClipBox = memo(function ClipBox(props: ClipBoxProps) {
  const { clip, name, files, absence, muted, timebase, place, count, reached, room } = props
  const selected = useWorkspace((state) => state.selectedClips.has(clip.id))
  const own = clip.color === undefined ? undefined : CLIP_COLORS[clip.color]?.color
  const off = muted || clip.mute === true
  const states = [clip.mute && 'muted', clip.locked && 'locked', absence].filter(Boolean)
  const note = states.map((state) => `, ${state}`).join('')
  const level = clipGainDb(clip)
  const gain = level === 0 ? '' : `, ${formatSignedDb(level)} dB`
  const span = `${timecodeAt(timebase, clip.start)} to ${timecodeAt(timebase, clip.start + clip.length)}`
  return (
    <div
      className={classNames(styles.clip, off && styles.muted, selected && styles.selected)}
      style={own ? ({ '--c': own } as CSSProperties) : undefined}
      role="option"
      aria-selected={selected}
      aria-label={`${name}, ${span}${gain}${note}`}
      aria-posinset={place}
      aria-setsize={count}
      tabIndex={reached ? 0 : -1}
      data-clip={clip.id}
      data-absent={absence && (absence === 'missing' ? 'missing' : 'permission')}
      title={`${files}${note}`}
    >
      {room !== 'none' && <span>{`${name}${gain}${note}`}</span>}
      {room === 'gain' && !clip.locked && (
        <i
          className={styles.gain}
          title="Clip gain: drag up or down, with Shift finely; double-click for 0 dB"
        >
          {formatSignedDb(level)}
        </i>
      )}
    </div>
  )
})
