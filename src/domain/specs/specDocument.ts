import * as z from 'zod/mini'
import { err, ok, type Result } from '../../lib/result.ts'
import type { AppError } from '../errors.ts'
import type { Fields } from '../schemaFields.ts'
import type { DeliverySpec } from './deliverySpec.ts'
import { specFields } from './specSchema.ts'

// A spec as a file: JSON with every field of `DeliverySpec`, no more and no less, and what it is. Without `filledEffects` it asks
// for none.

/** What a spec file says of itself first. */
export const SPEC_FORMAT = 'dubstage-delivery-spec'
const SPEC_VERSION = 1
/** Characters: a hundred times what a spec takes. */
export const SPEC_FILE_LIMIT = 200_000

/** A file's whole; see `DeliverySpec` for the units. */
type SpecFile = { readonly format: typeof SPEC_FORMAT; readonly version: 1 } & DeliverySpec

const specFile = z.strictObject({
  format: z.literal(SPEC_FORMAT),
  version: z.literal(SPEC_VERSION),
  ...specFields,
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
