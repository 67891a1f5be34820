import { type Deliverable, deliverableOf } from '../domain/deliverables/deliverable.ts'
import { deliverable } from '../domain/deliverables/registry.ts'
import { DELIVERY_CONTAINERS, type DeliveryContainer } from '../domain/deliveryContainers.ts'
import { samplePosition } from '../domain/units.ts'

/** Samples at 48 kHz that a stretch of the film lies between. */
export const PART = { from: 48_000, to: 192_001 } as const

/** The composite in each of the containers, at another rate, as mono files and in part: one pass makes them all. */
export function formatRows(containers: readonly DeliveryContainer[]): readonly Deliverable[] {
  const composite = { ...deliverableOf(deliverable('composite')), included: true }
  const named = (id: string, change: Partial<Deliverable>): Deliverable => ({
    ...composite,
    id,
    name: `Composite ${id}`,
    code: id,
    ...change,
  })
  return [
    ...DELIVERY_CONTAINERS.filter(({ id }) => containers.includes(id)).map(({ id }) =>
      named(id, { container: id }),
    ),
    named('cd', { container: 'flac', sampleRate: 44_100, format: 'wav16' }),
    named('hd', { sampleRate: 96_000, split: true }),
    named('part', {
      range: { kind: 'span', from: samplePosition(PART.from), to: samplePosition(PART.to) },
    }),
  ]
}
