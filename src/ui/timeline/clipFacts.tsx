import type { ClipCommand } from '../../domain/clipCommands.ts'
import { clipEnd, clipGainDb, clipGainLevel, type PlacedClip } from '../../domain/clipShape.ts'
import { sampleCount } from '../../domain/sampleCount.ts'
import type { ClipId, Session } from '../../domain/session.ts'
import { typedLength } from '../../domain/typedLength.ts'
import { type SamplePosition, samplePosition } from '../../domain/units.ts'
import { useApp, useWorkspace } from '../appContext.ts'
import { lengthHint, parsePosition, positionText } from '../files/positionText.ts'
import { formatSignedDb, parseDb } from '../format.ts'
import { ToggleChip } from '../primitives/toggleChip.tsx'
import { ValueField } from '../primitives/valueField.tsx'
import { ClipColor } from './clipColor.tsx'
import styles from './clipFacts.module.css'
import { CrossfadeFields } from './crossfadeFields.tsx'
import { FadeFields } from './fadeFields.tsx'
import { typedValue } from './typedValue.ts'

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

  const setName = (text: string): string | null => {
    const [typed, own] = [text.trim(), clip.name ?? '']
    const isPresent = typed === name || typed === own
    const isTaken = isPresent || actions.edit({ type: 'clip/rename', clip: clip.id, name: typed })
    return isTaken ? null : 'The clip is locked'
  }
  const setGain = (text: string): string | null => {
    const db = parseDb(text)
    return typedValue(
      db === undefined ? undefined : clipGainLevel(db as typeof gain),
      sameGain ? gain : undefined,
      (level) => actions.edit({ type: 'clips/setGain', clips, db: level }),
      ['Not a level in decibels', 'A clip is locked'],
    )
  }
  /** Commits a typed place through one of the commands that take one. */
  const place =
    (now: number, command: (at: SamplePosition) => ClipCommand, refused: string) =>
    (text: string): string | null =>
      typedValue<SamplePosition>(
        parsePosition(text, session, format),
        samplePosition(now),
        (at) => actions.edit(command(at)),
        ['Not a place in the session', refused],
      )
  return (
    <div className={styles.clipFacts} data-clip-facts>
      {one && (
        <>
          <ValueField label="Clip name" value={name} onCommit={setName} />
          <ValueField
            label="Clip start"
            value={positionText(clip.start, session, format)}
            onCommit={place(
              clip.start,
              (at) => ({ type: 'clips/move', clips, by: at - clip.start, overlap }),
              'Not a place it can go to',
            )}
          />
          <ValueField
            label="Clip end"
            value={positionText(samplePosition(clipEnd(clip)), session, format)}
            onCommit={place(
              clipEnd(clip),
              (to) => ({ type: 'clip/trimEnd', clip: clip.id, to, overlap }),
              'Beyond its file, or its start',
            )}
          />
          <ValueField
            label="Begins in file at"
            value={sampleCount(clip.from)}
            hint={lengthHint(clip.from, session)}
            onCommit={(text) =>
              typedValue<number>(
                typedLength(text, session),
                clip.from,
                (from) => actions.edit({ type: 'clip/slip', clip: clip.id, by: clip.from - from }),
                ['Not a length', 'Not a sample that leaves enough of the file'],
              )
            }
          />
        </>
      )}
      <ValueField label="Clip gain, dB" value={sameGain ? formatSignedDb(gain) : ''} onCommit={setGain} />
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
