import type { DeliverySpec, LittleDialogue } from '../../domain/specs/deliverySpec.ts'
import { SPEC_RANGES } from '../../domain/specs/deliverySpec.ts'
import { isUncertain } from '../../domain/specs/uncertainForm.ts'
import { FigureField } from './figureField.tsx'
import { SwitchField } from './switchField.tsx'
import styles from './targetField.module.css'

const { lufs, difference } = SPEC_RANGES
const FIGURES = [
  { field: 'share', label: 'Less dialogue than, % of the programme', min: 0, max: 100 },
  { field: 'targetLufs', label: 'Target then, LUFS', ...lufs },
  { field: 'belowLu', label: 'Below then, LU', ...difference },
  { field: 'aboveLu', label: 'Above then, LU', ...difference },
] as const satisfies readonly { readonly field: keyof LittleDialogue; readonly [key: string]: unknown }[]

type LittleDialogueFieldsProps = {
  readonly spec: DeliverySpec
  /** `typed`: the figure that was; absent where it is all of it that has come or gone. */
  readonly onChange: (little: LittleDialogue | null, typed?: keyof LittleDialogue) => void
}

/** The target that counts instead where there is little dialogue: of a target by dialogue alone. */
export function LittleDialogueFields({ spec, onChange }: LittleDialogueFieldsProps) {
  const { littleDialogue: little, gate, targetLufs, belowLu, aboveLu } = spec
  if (gate !== 'dialogue' || targetLufs === null) return null
  const named = ({ field, label }: (typeof FIGURES)[number]): string =>
    isUncertain(spec, `littleDialogue.${field}`) ? `${label} (to be checked)` : label
  return (
    <fieldset className={styles.little} aria-label="Little dialogue">
      <SwitchField
        label="Another target where there is little dialogue"
        on={little !== null}
        onChange={(on) => onChange(on ? { share: 0.15, targetLufs, belowLu, aboveLu } : null)}
      />
      {little && (
        <div className={styles.figures}>
          {FIGURES.map((figure) => {
            // It is kept as a share, and typed in hundredths.
            const unit = figure.field === 'share' ? 100 : 1
            return (
              <FigureField
                key={`${spec.id} ${figure.field}`}
                figure={figure}
                label={named(figure)}
                value={little[figure.field] * unit}
                faultOf={() => null}
                onChange={(value) => {
                  if (value !== null) onChange({ ...little, [figure.field]: value / unit }, figure.field)
                }}
              />
            )
          })}
        </div>
      )}
    </fieldset>
  )
}
