import type { Deliverable } from './deliverables/deliverable.ts'
import type { DeliveryOrder } from './delivery.ts'
import { deliveryFormat } from './deliveryFormat.ts'
import { fileKindOf } from './deliveryPlan.ts'
import { layoutOf } from './layout.ts'
import { rateLabel } from './sampleRates.ts'
import type { Session } from './session.ts'
import type { DeliverySpec } from './specs/deliverySpec.ts'

/**
 * In what the files of an order would not be as a spec asks for them, a sentence each. Levels are not in it: they are
 * measured. `rows`: the deliverables that are made.
 */
export function specDifferences(
  spec: DeliverySpec,
  session: Session,
  order: DeliveryOrder,
  rows: readonly Deliverable[],
): readonly string[] {
  const kinds = rows.map((row) => fileKindOf(session, order, row))
  const said: string[] = []
  if (kinds.some(({ container }) => container !== 'wav')) said.push('It asks for Broadcast Wave.')
  if (kinds.some(({ format }) => !spec.formats.includes(format)))
    said.push(`It asks for ${spec.formats.map((id) => deliveryFormat(id).label).join(' or ')}.`)
  if (kinds.some(({ sampleRate }) => !spec.sampleRates.includes(sampleRate)))
    said.push(`It asks for ${spec.sampleRates.map(rateLabel).join(' or ')}.`)
  if (rows.some((row) => row.split !== spec.split && row.layout !== 'mono'))
    said.push(
      spec.split ? 'It asks for a mono file for each channel.' : 'It asks for all channels in one file.',
    )
  if (!spec.layouts.includes(session.layout))
    said.push(`It asks for ${spec.layouts.map((id) => layoutOf(id).label).join(' or ')}.`)
  return said
}
