import { type DeliverySpec, SPEC_RANGES } from './deliverySpec.ts'
import { deliverySpec } from './registry.ts'

// Specs that a session brings with it, beside those that are ready-made.

/** Of one session. */
export const OWN_SPEC_LIMIT = 100
export const SPEC_ID = /^[a-z0-9][a-z0-9-]{0,63}$/
/** Characters. */
export const SPEC_LINE_LIMIT = 1000

type Range = { readonly min: number; readonly max: number }

/** What is wrong with the figures and the names of a spec, a clause each; none in one that can be. */
export function specProblems(spec: DeliverySpec): readonly string[] {
  const problems: string[] = []
  const { lufs, difference, ceiling } = SPEC_RANGES
  const figures: readonly (readonly [keyof DeliverySpec, number | null, Range])[] = [
    ['targetLufs', spec.targetLufs, lufs],
    ['belowLu', spec.belowLu, difference],
    ['aboveLu', spec.aboveLu, difference],
    ['truePeakDbtp', spec.truePeakDbtp, ceiling],
    ['maxMomentaryLufs', spec.maxMomentaryLufs, lufs],
    ['maxShortTermLufs', spec.maxShortTermLufs, lufs],
    ['minLoudnessRangeLu', spec.minLoudnessRangeLu, difference],
    ['maxLoudnessRangeLu', spec.maxLoudnessRangeLu, difference],
    ['maxOverDialogueLu', spec.maxOverDialogueLu, difference],
  ]
  for (const [field, value, { min, max }] of figures)
    if (value !== null && !(value >= min && value <= max))
      problems.push(`${field} is not from ${min} to ${max}`)
  if (!SPEC_ID.test(spec.id)) problems.push('id is not of lower-case letters, digits and hyphens')
  if (spec.name.trim() === '') problems.push('it has no name')
  for (const field of ['name', 'source', 'note'] as const)
    if (spec[field].length > SPEC_LINE_LIMIT) problems.push(`${field} is too long`)
  if (spec.minLoudnessRangeLu !== null && (spec.maxLoudnessRangeLu ?? 40) < spec.minLoudnessRangeLu)
    problems.push('minLoudnessRangeLu is more than maxLoudnessRangeLu')
  return problems
}

/** What is wrong with the specs of a session, a sentence each. */
export function ownSpecProblems(specs: readonly DeliverySpec[]): readonly string[] {
  const problems: string[] = []
  if (specs.length > OWN_SPEC_LIMIT) problems.push(`specs are more than ${OWN_SPEC_LIMIT}`)
  const ids = new Set<string>()
  for (const spec of specs) {
    if (ids.has(spec.id)) problems.push(`two specs are ${spec.id}`)
    if (deliverySpec(spec.id)) problems.push(`spec ${spec.id} is a ready-made one`)
    ids.add(spec.id)
    problems.push(...specProblems(spec).map((problem) => `spec ${spec.id}: ${problem}`))
  }
  return problems
}

/** A spec of one's own that begins as another: under an id that neither is taken nor ready-made. */
export function ownSpec(from: DeliverySpec, taken: readonly DeliverySpec[]): DeliverySpec {
  const isFree = (id: string): boolean => !deliverySpec(id) && taken.every((spec) => spec.id !== id)
  const base = from.id.replace(/-own(-\d+)?$/, '').slice(0, 50)
  let id = `${base}-own`
  for (let n = 2; !isFree(id); n++) id = `${base}-own-${n}`
  return { ...from, id, name: `${from.name.slice(0, SPEC_LINE_LIMIT - 10)}, own` }
}
