import { CircleQuestionMark, RotateCcw } from 'lucide-react'
import { useId } from 'react'
import { orderedDeliverables } from '../../domain/sessionDeliverables.ts'
import { specDifferences } from '../../domain/specDifferences.ts'
import {
  type DeliverySpec,
  levelText,
  type MasterMode,
  SPEC_FIELDS,
  targetText,
  UNCERTAIN_FIELDS,
  type UncertainField,
} from '../../domain/specs/deliverySpec.ts'
import { DELIVERY_SPECS, deliverySpec } from '../../domain/specs/registry.ts'
import { isUncertain, uncertainForm } from '../../domain/specs/uncertainForm.ts'
import { useApp, useDocument } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import { SelectField } from '../primitives/selectField.tsx'
import { OwnSpec } from './ownSpec.tsx'
import { SpecFigures } from './specFigures.tsx'
import { SpecFile } from './specFile.tsx'
import styles from './targetField.module.css'
import { useExportSettings } from './useExportSettings.ts'
import { useOrder } from './useOrder.ts'

const MODES: readonly { readonly value: MasterMode; readonly label: string }[] = [
  { value: 'linked', label: 'Gain and limiter, linked' },
  { value: 'noLimit', label: 'Gain, no limiter' },
  { value: 'measure', label: 'Measure only' },
]

/** Whose figures the files are held to. Without a target the levels are those of the mix. */
export function TargetField({ locked }: { readonly locked: boolean }) {
  const { actions } = useApp()
  const { spec } = useExportSettings()
  const specs = useDocument((state) => state.session.specs)
  const choose = (chosen: DeliverySpec | null): void =>
    actions.do({ type: 'export/chooseSpec', spec: chosen })
  return (
    <fieldset>
      <legend>Target</legend>
      <div
        className={styles.specs}
        role="radiogroup"
        aria-label="Target"
        // What is locked takes no focus; the list has to be scrolled all the same.
        tabIndex={locked ? 0 : undefined}
      >
        <Choice
          name="As mixed"
          figures="no gain, no limiter"
          ceiling=""
          checked={spec === null}
          disabled={locked}
          onChoose={() => choose(null)}
        />
        {[...(specs ?? []), ...DELIVERY_SPECS].map((each) => {
          const shown = spec?.id === each.id ? spec : each
          return (
            <Choice
              key={each.id}
              name={each.name}
              figures={targetText(shown) + littleText(shown)}
              ceiling={shown.truePeakDbtp === null ? '' : `${levelText(shown.truePeakDbtp)} dBTP`}
              uncertain={UNCERTAIN_FIELDS.some((field) => isShown(field) && isUncertain(shown, field))}
              checked={spec?.id === each.id}
              disabled={locked}
              onChoose={() => choose(each)}
            />
          )
        })}
      </div>
      {spec && <Chosen spec={spec} locked={locked} />}
      {!locked && <SpecFile spec={spec} />}
    </fieldset>
  )
}

/** What a line of the list says. */
const SHOWN = ['targetLufs', 'belowLu', 'aboveLu', 'gate', 'littleDialogue', 'truePeakDbtp'] as const

const isShown = (field: UncertainField): boolean =>
  SHOWN.some((one) => field === one || field.startsWith(`${one}.`))

/** ` (−24 LUFS ±2 with little)`: the second target of one by dialogue. */
const littleText = ({ targetLufs, gate, littleDialogue }: DeliverySpec): string =>
  targetLufs !== null && gate === 'dialogue' && littleDialogue
    ? ` (${targetText({ ...littleDialogue, gate: 'programme' })} with little)`
    : ''

type ChoiceProps = {
  readonly name: string
  readonly figures: string
  readonly ceiling: string
  readonly uncertain?: boolean
  readonly checked: boolean
  readonly disabled: boolean
  readonly onChoose: () => void
}

function Choice({ name, figures, ceiling, uncertain, checked, disabled, onChoose }: ChoiceProps) {
  const id = useId()
  return (
    <label className={styles.choice}>
      <input
        type="radio"
        name="delivery-target"
        aria-labelledby={`${id}-name`}
        aria-describedby={`${id}-figures`}
        checked={checked}
        disabled={disabled}
        onChange={onChoose}
      />
      <b id={`${id}-name`}>{name}</b>
      {uncertain && (
        <i title="Some of these figures are to be checked against the contract">
          <CircleQuestionMark size={12} aria-hidden="true" />
          to be checked
        </i>
      )}
      <span id={`${id}-figures`}>
        <span>{figures}</span> <span>{ceiling}</span>
      </span>
    </label>
  )
}

/** A spec that comes out of a session is another object, with the same in it. */
const isSameSpec = (a: DeliverySpec, b: DeliverySpec): boolean =>
  SPEC_FIELDS.every((field) => JSON.stringify(a[field]) === JSON.stringify(b[field])) &&
  JSON.stringify(a.uncertain.toSorted()) === JSON.stringify(b.uncertain.toSorted())

function Chosen({ spec, locked }: { readonly spec: DeliverySpec; readonly locked: boolean }) {
  const { actions } = useApp()
  const session = useDocument((state) => state.session)
  const { masterMode } = useExportSettings()
  const order = useOrder()
  const published = deliverySpec(spec.id)
  const isOwn = published === undefined
  const changed = published !== undefined && !isSameSpec(published, spec)
  const unsure = uncertainForm(spec)
  const differences = specDifferences(spec, session, order, orderedDeliverables(session, undefined))
  return (
    <fieldset className={styles.chosen} disabled={locked} aria-label={`Figures of ${spec.name}`}>
      <SelectField
        label="To reach it"
        options={MODES}
        value={masterMode}
        onChange={(mode) => actions.setExportSettings({ masterMode: mode })}
      />
      <SpecFigures
        spec={spec}
        onChange={(next) =>
          isOwn
            ? actions.do({ type: 'export/keepSpec', spec: next })
            : actions.setExportSettings({ spec: next })
        }
      />
      <OwnSpec spec={spec} isOwn={isOwn} />
      {changed && (
        <Button
          icon={<RotateCcw size={14} aria-hidden="true" />}
          onPress={() => actions.setExportSettings({ spec: published })}
        >
          Figures as published
        </Button>
      )}
      <p>
        {spec.source}
        {spec.sourceDate === null ? ', undated' : `, ${spec.sourceDate}`}
        {changed && '. Figures of your own'}.
      </p>
      {unsure.length > 0 && <p>To be checked, too: {unsure.join('; ')}.</p>}
      {spec.note && <p>{spec.note}</p>}
      {differences.length > 0 && (
        <ul aria-label={`Not as ${spec.name} has it`}>
          {differences.map((difference) => (
            <li key={difference}>It asks for {difference}.</li>
          ))}
        </ul>
      )}
    </fieldset>
  )
}
