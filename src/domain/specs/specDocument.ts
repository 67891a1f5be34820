import * as z from 'zod/mini'
import { err, ok, type Result } from '../../lib/result.ts'
import { DELIVERY_FORMATS } from '../delivery.ts'
import type { AppError } from '../errors.ts'
import { NAME_PRESETS } from '../fileNameTemplate.ts'
import { SPEAKERS } from '../layout.ts'
import { isSessionRate } from '../sampleRates.ts'
import type { Fields } from '../schemaFields.ts'
import { type DeliverySpec, type LittleDialogue, LOUDNESS_GATES, SPEC_FIELDS } from './deliverySpec.ts'

// A spec as a file: JSON with every field of `DeliverySpec`, no more and no less, and what it is.

/** What a spec file says of itself first. */
export const SPEC_FORMAT = 'dubstage-delivery-spec'
const SPEC_VERSION = 1
/** Characters: a hundred times what a spec takes. */
export const SPEC_FILE_LIMIT = 200_000

/** A file's whole; see `DeliverySpec` for the units. */
type SpecFile = { readonly format: typeof SPEC_FORMAT; readonly version: 1 } & DeliverySpec

const within = (min: number, max: number) => z.number().check(z.minimum(min), z.maximum(max))
const line = z.string().check(z.maxLength(1000))
const lufs = within(-60, 0)
const difference = within(0, 40)
const some = <T extends z.ZodMiniType>(item: T) => z.array(item).check(z.minLength(1), z.maxLength(32))

const littleDialogue = z.strictObject({
  share: within(0, 1),
  targetLufs: lufs,
  belowLu: difference,
  aboveLu: difference,
} satisfies Fields<LittleDialogue>)

const specFile = z.strictObject({
  format: z.literal(SPEC_FORMAT),
  version: z.literal(SPEC_VERSION),
  id: z
    .string()
    .check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'is not of lower-case letters, digits and hyphens')),
  name: line.check(z.minLength(1)),
  targetLufs: z.nullable(lufs),
  belowLu: difference,
  aboveLu: difference,
  gate: z.enum(LOUDNESS_GATES),
  littleDialogue: z.nullable(littleDialogue),
  truePeakDbtp: z.nullable(within(-40, 0)),
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
  naming: z.enum(NAME_PRESETS.map(({ id }) => id)),
  twoPop: z.boolean(),
  tailPop: z.boolean(),
  leaderSeconds: z.nullable(within(0, 600)),
  source: line,
  sourceDate: z.nullable(
    z.string().check(z.regex(/^\d{4}(-\d\d(-\d\d)?)?$/, 'is not a date as 2020, 2020-08 or 2020-08-31')),
  ),
  note: line,
  uncertain: z.array(z.enum(SPEC_FIELDS)).check(z.maxLength(SPEC_FIELDS.length)),
} satisfies Fields<SpecFile>)

/** A spec as the text of a file: JSON, one field to a line, in one order always. */
export function specDocument(spec: DeliverySpec): string {
  const file: SpecFile = { format: SPEC_FORMAT, version: SPEC_VERSION, ...spec }
  return `${JSON.stringify(file, null, 2)}\n`
}

/** The spec of a file. `spec/invalid` names the first field that cannot be, and what is wrong with it. */
export function readSpec(text: string, file: string): Result<DeliverySpec, AppError> {
  const invalid = (detail: string): Result<never, AppError> => err({ code: 'spec/invalid', file, detail })
  if (text.length > SPEC_FILE_LIMIT) return invalid('it is too long for a delivery spec')
  let found: unknown
  try {
    found = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    return invalid('it is not JSON, or was cut off')
  }
  const parsed = specFile.safeParse(found)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const where = (issue?.path ?? []).map(String).join('.') || 'the file'
    return invalid(`${where}: ${issue?.message ?? ''}`.slice(0, 200))
  }
  const { format: _, version: _version, ...spec } = parsed.data
  if (spec.minLoudnessRangeLu !== null && (spec.maxLoudnessRangeLu ?? 40) < spec.minLoudnessRangeLu)
    return invalid('minLoudnessRangeLu is more than maxLoudnessRangeLu')
  return ok(spec)
}
