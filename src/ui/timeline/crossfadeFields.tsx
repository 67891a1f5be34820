import { crossfadeRange } from '../../domain/clipRanges.ts'
import { clipEnd, type PlacedClip } from '../../domain/clipShape.ts'
import { sampleCount } from '../../domain/sampleCount.ts'
import type { FadeCurve, Session } from '../../domain/session.ts'
import { typedLength } from '../../domain/typedLength.ts'
import { samples } from '../../domain/units.ts'
import { useApp } from '../appContext.ts'
import { lengthHint } from '../files/positionText.ts'
import { SelectField } from '../primitives/selectField.tsx'
import { ValueField } from '../primitives/valueField.tsx'
import { CURVES } from './fadeCurves.ts'
import { typedValue } from './typedValue.ts'

type CrossfadeFieldsProps = { readonly session: Session; readonly placed: readonly PlacedClip[] }

/** Length and curve of the cross-fade of two clips; nothing unless there is one or could be. */
export function CrossfadeFields({ session, placed }: CrossfadeFieldsProps) {
  const { actions } = useApp()
  const [earlier, later] = placed.map(({ clip }) => clip).toSorted((a, b) => a.start - b.start)
  const range = earlier && later && crossfadeRange(session, earlier, later)
  if (!range || placed.length !== 2) return null
  const length = Math.max(0, clipEnd(earlier) - later.start)
  const curve = (length > 0 ? later.fadeIn?.curve : undefined) ?? 'equalPower'
  const set = (count: number, shape: FadeCurve): boolean =>
    actions.edit({
      type: 'clips/crossfade',
      earlier: earlier.id,
      later: later.id,
      length: samples(count),
      curve: shape,
    })
  return (
    <>
      <ValueField
        label="Crossfade, samples"
        value={sampleCount(length)}
        hint={lengthHint(length, session)}
        onCommit={(text) =>
          typedValue<number>(typedLength(text, session), length, (count) => set(count, curve), [
            'Not a length',
            `At most ${sampleCount(range.max)}`,
          ])
        }
      />
      <SelectField
        label="Crossfade curve"
        options={CURVES}
        value={curve}
        onChange={(shape) => {
          if (length > 0) set(length, shape)
        }}
      />
    </>
  )
}
