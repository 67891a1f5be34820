import { clipEnd, clipGainDb, clipGainLevel, type PlacedClip } from '../../domain/clipShape.ts'
import { sampleCount } from '../../domain/sampleCount.ts'
import type { ClipId, Session } from '../../domain/session.ts'
import { typedLength } from '../../domain/typedLength.ts'
import { type SamplePosition, samplePosition } from '../../domain/units.ts'
import { useApp, useWorkspace } from '../appContext.ts'
import { lengthHint, parsePosition, positionText } from '../files/positionText.ts'
import { formatSignedDb, parseDb } from '../format.ts'
import { ToggleChip } from '../primitives/toggleChip.tsx'
import { ClipColor } from './clipColor.tsx'
import styles from './clipFacts.module.css'
import { ClipField } from './clipField.tsx'
import { CrossfadeFields } from './crossfadeFields.tsx'
import { FadeFields } from './fadeFields.tsx'

/** The selected clips in figures that can be typed. What they differ in is left blank. */
export function ClipFacts({
  session,
  placed,
  name,
}: {
  readonly session: Session
  readonly placed: readonly PlacedClip[]
  readonly name: string
}) {
  const { actions } = useApp()
  const overlap = useWorkspace((state) => state.overlap)
  const format = useWorkspace((state) => state.timeFormat)
  const [first] = placed
  if (!first) return null
  const clips: readonly ClipId[] = placed.map(({ clip }) => clip.id)
  const { clip } = first
  const one = placed.length === 1
  const gain = clipGainDb(clip)
  const sameGain = placed.every((each) => clipGainDb(each.clip) === gain)

  const setGain = (text: string): boolean => {
    const db = parseDb(text)
    if (db === undefined) return false
    const level = clipGainLevel(db as typeof gain)
    return level === gain && sameGain ? true : actions.edit({ type: 'clips/setGain', clips, db: level })
  }
  /** Commits a typed place through one of the commands that take one. */
  const place =
    (command: (at: SamplePosition) => Parameters<typeof actions.edit>[0]) =>
    (text: string): boolean => {
      const at = parsePosition(text, session, format)
      return at !== undefined && actions.edit(command(at))
    }
  return (
    <div className={styles.clipFacts} data-clip-facts>
      {one && (
        <>
          <ClipField
            label="Clip name"
            value={name}
            refusal="The clip is locked"
            onCommit={(text) => actions.edit({ type: 'clip/rename', clip: clip.id, name: text })}
          />
          <ClipField
            label="Clip start"
            value={positionText(clip.start, session, format)}
            refusal="Not a place it can go to"
            onCommit={place((at) => ({ type: 'clips/move', clips, by: at - clip.start, overlap }))}
          />
          <ClipField
            label="Clip end"
            value={positionText(samplePosition(clipEnd(clip)), session, format)}
            refusal="Beyond its file, or its start"
            onCommit={place((to) => ({ type: 'clip/trimEnd', clip: clip.id, to, overlap }))}
          />
          <ClipField
            label="Begins in file at"
            value={sampleCount(clip.from)}
            hint={lengthHint(clip.from, session)}
            refusal="Not a sample that leaves enough of the file"
            onCommit={(text) => {
              const from = typedLength(text, session)
              return (
                from !== undefined && actions.edit({ type: 'clip/slip', clip: clip.id, by: clip.from - from })
              )
            }}
          />
        </>
      )}
      <ClipField
        label="Clip gain, dB"
        value={sameGain ? formatSignedDb(gain) : ''}
        refusal="Not a level in decibels"
        onCommit={setGain}
      />
      <ClipColor clips={clips} color={clip.color} />
      {one && (
        <>
          <FadeFields clip={clip} which="fadeIn" />
          <FadeFields clip={clip} which="fadeOut" />
        </>
      )}
      <CrossfadeFields session={session} placed={placed} />
      <div className={styles.chips}>
        <ToggleChip
          label="Mute clip"
          tone="mute"
          pressed={placed.every((each) => each.clip.mute === true)}
          onPress={actions.toggleClipMute}
        >
          Mute
        </ToggleChip>
        <ToggleChip
          label="Lock clip"
          tone="accent"
          pressed={placed.every((each) => each.clip.locked === true)}
          onPress={actions.toggleClipLock}
        >
          Lock
        </ToggleChip>
        <ToggleChip
          label="Group clips"
          tone="accent"
          pressed={placed.every((each) => each.clip.group !== undefined)}
          onPress={actions.toggleClipGroup}
        >
          Group
        </ToggleChip>
      </div>
    </div>
  )
}
