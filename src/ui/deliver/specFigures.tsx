import {
  type DeliverySpec,
  type LoudnessGate,
  SPEC_RANGES,
  type SpecField,
  type UncertainField,
} from '../../domain/specs/deliverySpec.ts'
import { specProblems } from '../../domain/specs/ownSpecs.ts'
import { isUncertain, uncertainWithout } from '../../domain/specs/uncertainForm.ts'
import { SelectField } from '../primitives/selectField.tsx'
import { type Figure as AnyFigure, FigureField } from './figureField.tsx'
import { LittleDialogueFields } from './littleDialogueFields.tsx'
import { SwitchField } from './switchField.tsx'
import styles from './targetField.module.css'

type Figure = AnyFigure & { readonly field: FigureId; readonly label: string }
type FigureId =
  | 'targetLufs'
  | 'belowLu'
  | 'aboveLu'
  | 'truePeakDbtp'
  | 'maxMomentaryLufs'
  | 'maxShortTermLufs'
  | 'minLoudnessRangeLu'
  | 'maxLoudnessRangeLu'
  | 'maxOverDialogueLu'

const { lufs, ceiling, difference } = SPEC_RANGES
const FIGURES: readonly Figure[] = [
  { field: 'targetLufs', label: 'Target, LUFS', ...lufs, none: 'none' },
  { field: 'truePeakDbtp', label: 'True peak, dBTP', ...ceiling, none: 'none' },
  { field: 'belowLu', label: 'Below, LU', ...difference },
  { field: 'aboveLu', label: 'Above, LU', ...difference },
]
/** What besides the target is looked for. */
const MORE_FIGURES: readonly Figure[] = [
  { field: 'maxMomentaryLufs', label: 'Momentary at most, LUFS', ...lufs, none: 'none' },
  { field: 'maxShortTermLufs', label: 'Short-term at most, LUFS', ...lufs, none: 'none' },
  { field: 'minLoudnessRangeLu', label: 'Range at least, LU', ...difference, none: 'none' },
  { field: 'maxLoudnessRangeLu', label: 'Range at most, LU', ...difference, none: 'none' },
  { field: 'maxOverDialogueLu', label: 'Over its dialogue at most, LU', ...difference, none: 'none' },
]

const GATES: readonly { readonly value: LoudnessGate; readonly label: string }[] = [
  { value: 'programme', label: 'Whole programme' },
  { value: 'dialogue', label: 'Where dialogue or narration sounds' },
]

type SpecFiguresProps = {
  readonly spec: DeliverySpec
  readonly onChange: (spec: DeliverySpec) => void
}

/** The figures of a target, to be changed. What the source leaves open says so until somebody has typed it. */
export function SpecFigures({ spec, onChange }: SpecFiguresProps) {
  const change = (field: UncertainField, value: Partial<DeliverySpec>): void =>
    onChange({ ...spec, ...value, uncertain: uncertainWithout(spec, field) })
  const named = (label: string, field: SpecField): string =>
    isUncertain(spec, field) ? `${label} (to be checked)` : label
  const fields = (figures: readonly Figure[]) =>
    figures.map((figure) => (
      <FigureField
        // What was refused of one target is not said of another.
        key={`${spec.id} ${figure.field}`}
        figure={figure}
        label={named(figure.label, figure.field)}
        value={spec[figure.field]}
        faultOf={(value) => specProblems({ ...spec, [figure.field]: value })[0] ?? null}
        onChange={(value) => change(figure.field, { [figure.field]: value })}
      />
    ))
  return (
    <>
      <div className={styles.figures}>
        {fields(FIGURES)}
        <SelectField
          label={named('Measured', 'gate')}
          options={GATES}
          value={spec.gate}
          onChange={(gate) => change('gate', { gate })}
        />
      </div>
      <SwitchField
        label={named('Filled effects among its stems', 'filledEffects')}
        on={spec.filledEffects}
        onChange={(on) => change('filledEffects', { filledEffects: on })}
      />
      <LittleDialogueFields
        spec={spec}
        onChange={(littleDialogue, typed) =>
          change(typed ? `littleDialogue.${typed}` : 'littleDialogue', { littleDialogue })
        }
      />
      <details className={styles.limits}>
        <summary>Limits over time</summary>
        <div className={styles.figures}>{fields(MORE_FIGURES)}</div>
      </details>
    </>
  )
}
