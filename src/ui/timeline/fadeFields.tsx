import { sampleCount } from '../../domain/sampleCount.ts'
import type { Clip, FadeCurve } from '../../domain/session.ts'
import { typedLength } from '../../domain/typedLength.ts'
import { samples } from '../../domain/units.ts'
import { useApp, useDocument } from '../appContext.ts'
import { lengthHint } from '../files/positionText.ts'
import { SelectField } from '../primitives/selectField.tsx'
import { ValueField } from '../primitives/valueField.tsx'
import { CURVES } from './fadeCurves.ts'
import { typedValue } from './typedValue.ts'

/** Length and curve of a fade. */
export function FadeFields({ clip, which }: { readonly clip: Clip; readonly which: 'fadeIn' | 'fadeOut' }) {
  const { actions } = useApp()
  const session = useDocument((state) => state.session)
  const fade = clip[which]
  const type = which === 'fadeIn' ? 'clip/setFadeIn' : 'clip/setFadeOut'
  const name = which === 'fadeIn' ? 'Fade in' : 'Fade out'
  const set = (length: number, curve: FadeCurve): boolean =>
    actions.edit({ type, clip: clip.id, fade: length === 0 ? null : { length: samples(length), curve } })
  return (
    <>
      <ValueField
        label={`${name}, samples`}
        value={sampleCount(fade?.length ?? 0)}
        hint={lengthHint(fade?.length ?? 0, session)}
        onCommit={(text) =>
          typedValue<number>(
            typedLength(text, session),
            fade?.length ?? 0,
            (length) => set(length, fade?.curve ?? 'equalPower'),
            ['Not a length', 'Longer than there is room for'],
          )
        }
      />
      <SelectField
        label={`${name} curve`}
        options={CURVES}
        value={fade?.curve ?? 'equalPower'}
        onChange={(curve) => {
          if (fade) set(fade.length, curve)
        }}
      />
    </>
  )
}
