import { deliveryFormat } from '../deliveryFormat.ts'
import { NAME_PRESETS } from '../fileNameTemplate.ts'
import { layoutOf, speakerLetters } from '../layout.ts'
import { rateLabel } from '../sampleRates.ts'
import { type DeliverySpec, LITTLE_DIALOGUE_FIELDS, type UncertainField } from './deliverySpec.ts'

/** What a spec asks of files, each in words: it is chosen elsewhere on the screen, and has no figure of its own there. */
const FORM: Readonly<Partial<Record<UncertainField, (spec: DeliverySpec) => string>>> = {
  sampleRates: ({ sampleRates }) => sampleRates.map(rateLabel).join(' or '),
  formats: ({ formats }) => formats.map((id) => deliveryFormat(id).label).join(' or '),
  layouts: ({ layouts }) => layouts.map((id) => layoutOf(id).label).join(' or '),
  surroundOrder: ({ surroundOrder }) => `5.1 as ${speakerLetters(surroundOrder)}`,
  split: ({ split }) => (split ? 'a mono file for each channel' : 'all channels in one file'),
  naming: ({ naming }) =>
    `file names made up as “${NAME_PRESETS.find(({ id }) => id === naming)?.name ?? naming}”`,
  twoPop: ({ twoPop }) => (twoPop ? 'a 2-pop' : 'no 2-pop'),
  tailPop: ({ tailPop }) => (tailPop ? 'a tail pop' : 'no tail pop'),
  leaderSeconds: ({ leaderSeconds }) =>
    leaderSeconds === null ? 'no leader' : `a leader of ${leaderSeconds} seconds`,
}

/** What of a spec is to be checked and has no field beside the target that could say so, in words each. Its source is shown itself. */
export const uncertainForm = (spec: DeliverySpec): readonly string[] =>
  spec.uncertain.flatMap((field) => FORM[field]?.(spec) ?? [])

/** Whether a field is to be checked, by itself or with all of its second target. */
export const isUncertain = ({ uncertain }: Pick<DeliverySpec, 'uncertain'>, field: UncertainField): boolean =>
  uncertain.some((each) => field === each || field.startsWith(`${each}.`))

/** What is still to be checked when somebody has typed a field: of a second target the other figures are. */
export function uncertainWithout(
  { uncertain }: Pick<DeliverySpec, 'uncertain'>,
  typed: UncertainField,
): readonly UncertainField[] {
  const isOfLittle = LITTLE_DIALOGUE_FIELDS.some((field) => field === typed)
  return uncertain
    .flatMap((field): readonly UncertainField[] =>
      isOfLittle && field === 'littleDialogue' ? LITTLE_DIALOGUE_FIELDS : [field],
    )
    .filter((field) => field !== typed && !field.startsWith(`${typed}.`))
}
