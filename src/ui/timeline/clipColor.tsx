import type { ClipId } from '../../domain/session.ts'
import { useApp } from '../appContext.ts'
import { SelectField } from '../primitives/selectField.tsx'
import { CLIP_COLORS } from './clipColors.ts'

type ClipColorProps = {
  readonly clips: readonly ClipId[]
  readonly color: number | undefined
}

/** The colour of clips, by name: their stem's unless they have one of their own. */
export function ClipColor({ clips, color }: ClipColorProps) {
  const { actions } = useApp()
  return (
    <SelectField
      label="Clip colour"
      options={[
        { value: '', label: 'As its stem' },
        ...CLIP_COLORS.map(({ name }, index) => ({ value: String(index), label: name })),
      ]}
      value={color === undefined ? '' : String(color)}
      onChange={(value) =>
        actions.edit({ type: 'clips/setColor', clips, color: value === '' ? null : Number(value) })
      }
    />
  )
}
