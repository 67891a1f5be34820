import * as z from 'zod/mini'
import { DELIVERY_FORMATS } from '../deliveryFormat.ts'
import { NAME_PRESETS } from '../fileNameTemplate.ts'
import { SPEAKERS } from '../layout.ts'
import { isSessionRate } from '../sampleRates.ts'
import type { Fields } from '../schemaFields.ts'
import {
  type DeliverySpec,
  type LittleDialogue,
  LOUDNESS_GATES,
  SPEC_RANGES,
  UNCERTAIN_FIELDS,
} from './deliverySpec.ts'
import { SPEC_ID, SPEC_LINE_LIMIT } from './ownSpecs.ts'

const within = (min: number, max: number) => z.number().check(z.minimum(min), z.maximum(max))
const ranged = ({ min, max }: { readonly min: number; readonly max: number }) => within(min, max)
const line = z.string().check(z.maxLength(SPEC_LINE_LIMIT))
const lufs = ranged(SPEC_RANGES.lufs)
const difference = ranged(SPEC_RANGES.difference)
const some = <T extends z.ZodMiniType>(item: T) => z.array(item).check(z.minLength(1), z.maxLength(32))

const littleDialogue = z.strictObject({
  share: within(0, 1),
  targetLufs: lufs,
  belowLu: difference,
  aboveLu: difference,
} satisfies Fields<LittleDialogue>)

/** Every field of a spec, no more and no less; see `DeliverySpec` for the units. */
export const specFields = {
  id: z.string().check(z.regex(SPEC_ID, 'is not of lower-case letters, digits and hyphens')),
  name: line.check(z.minLength(1)),
  targetLufs: z.nullable(lufs),
  belowLu: difference,
  aboveLu: difference,
  gate: z.enum(LOUDNESS_GATES),
  littleDialogue: z.nullable(littleDialogue),
  truePeakDbtp: z.nullable(ranged(SPEC_RANGES.ceiling)),
  maxMomentaryLufs: z.nullable(lufs),
  maxShortTermLufs: z.nullable(lufs),
  minLoudnessRangeLu: z.nullable(difference),
  maxLoudnessRangeLu: z.nullable(difference),
  maxOverDialogueLu: z.nullable(difference),
  sampleRates: some(
    within(8000, 768_000).check(z.int(), z.refine(isSessionRate, 'is not a multiple of 100 Hz')),
  ),
  formats: some(z.enum(DELIVERY_FORMATS.map(({ id }) => id))),
  layouts: some(z.enum(['mono', 'stereo', '5.1'])),
  surroundOrder: some(z.enum(SPEAKERS)).check(
    z.refine(
      (order) => order.toSorted().join() === 'C,L,LFE,Ls,R,Rs',
      'is not the speakers of 5.1, each once',
    ),
  ),
  split: z.boolean(),
  /** Specs did not have it at first. */
  filledEffects: z._default(z.boolean(), false),
  naming: z.enum(NAME_PRESETS.map(({ id }) => id)),
  twoPop: z.boolean(),
  tailPop: z.boolean(),
  leaderSeconds: z.nullable(within(0, 600)),
  source: line,
  sourceDate: z.nullable(
    z.string().check(z.regex(/^\d{4}(-\d\d(-\d\d)?)?$/, 'is not a date as 2020, 2020-08 or 2020-08-31')),
  ),
  note: line,
  uncertain: z.array(z.enum(UNCERTAIN_FIELDS)).check(z.maxLength(UNCERTAIN_FIELDS.length)),
} satisfies Fields<DeliverySpec>
