import { isViewingCopy } from '../domain/deliverables/deliverable.ts'
import type { DeliveryPlan } from '../domain/deliveryPlan.ts'
import type { DeliverableReport } from '../domain/deliveryReport.ts'
import { layoutOf } from '../domain/layout.ts'
import { actionOf } from '../domain/pops.ts'
import type { Session } from '../domain/session.ts'
import type { DeliverySpec } from '../domain/specs/deliverySpec.ts'
import type { FileForm } from '../kernel/checks/fileChecks.ts'
import { resampledLength } from '../media/conform/resampledLength.ts'

/** What is asked of a deliverable that was written. */
export type MadeForm = Pick<DeliverableReport, 'id' | 'name' | 'samples' | 'sampleRate' | 'files'>

/**
 * What was made, and what it was to be: as the spec of an order asks for it, or, without one and of viewing copies, as the order
 * does. A layout that is not the mix's was chosen for that deliverable, whatever others are asked for.
 */
export const deliveredForms = (
  { deliverables }: DeliveryPlan,
  session: Session,
  ordered: DeliverySpec | undefined,
  made: readonly MadeForm[],
): readonly FileForm[] =>
  made.flatMap(({ id, name, samples, sampleRate, files }, index): FileForm[] => {
    const planned = deliverables[index]
    if (!planned) return []
    const { from, to, layout, deliverable } = planned
    const spec = isViewingCopy(deliverable) ? undefined : ordered
    const layouts = spec && layout.id === session.layout ? spec.layouts.map(layoutOf) : [layout]
    const split = spec ? spec.split : deliverable.split
    return [
      {
        stream: `deliverable:${id}`,
        name,
        ...actionOf(planned),
        samples,
        wantedSamples: resampledLength(to - from, session.sampleRate, sampleRate),
        sampleRate,
        wantedRates: spec?.sampleRates ?? [planned.sampleRate],
        channels: files.map(({ channels }) => channels),
        wantedChannels: layouts.map(({ speakers }) => (split ? speakers.map(() => 1) : [speakers.length])),
      },
    ]
  })
