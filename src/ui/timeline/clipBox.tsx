// biome-ignore-all lint/a11y/useSemanticElements: an option of a select could not be placed in time

import { memo } from 'react'
import type { Clip, Session } from '../../domain/session.ts'
import { timecodeAtSample } from '../../domain/timebase.ts'
import styles from './clips.module.css'
import type { ClipText } from './clipText.ts'

export type ClipBoxProps = {
  readonly clip: Clip
  readonly text: ClipText
  readonly timebase: Pick<Session, 'frameRate' | 'sampleRate' | 'startFrame'>
  /** Its place among the clips of its track, and how many they are: those out of view have no element. */
  readonly place: number
  readonly count: number
  readonly selected: boolean
  /** Whether Tab comes to it. */
  readonly reached: boolean
  readonly hasGain: boolean
}

/** A clip that can be selected and edited. It shows nothing: the lane's canvas does. Where it is is `ClipPlacer`'s. */
export const ClipBox = memo(function ClipBox(props: ClipBoxProps) {
  const { clip, text, timebase, place, count, selected, reached, hasGain } = props
  const { name, gain, note, files } = text
  const span = `${timecodeAtSample(timebase, clip.start)} to ${timecodeAtSample(timebase, clip.start + clip.length)}`
  return (
    <div
      className={styles.clip}
      role="option"
      aria-selected={selected}
      aria-label={`${name}, ${span}${gain}${note}`}
      aria-posinset={place}
      aria-setsize={count}
      tabIndex={reached ? 0 : -1}
      data-clip={clip.id}
      title={`${files}${note}`}
    >
      {hasGain && (
        <i
          className={styles.gain}
          title="Clip gain: drag up or down, with Shift finely; double-click for 0 dB"
        />
      )}
    </div>
  )
})
