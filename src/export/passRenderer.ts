import type { DeliveryPlan } from '../domain/deliveryPlan.ts'
import { decibels } from '../domain/units.ts'
import { compileMixPlan } from '../kernel/compileMixPlan.ts'
import { mixLevels } from '../kernel/levels.ts'
import { MixRenderer } from '../kernel/mixRenderer.ts'
import { rangeKey } from './asides.ts'
import type { MixJob } from './bounceJob.ts'
import { WINDOWS_MEMORY } from './bounceWindows.ts'
import { packedAs } from './deliverableOutput.ts'
import { LoudnessBlocks } from './loudnessBlocks.ts'
import type { MasterPlan } from './masterPass.ts'
import { BLOCK } from './renderPass.ts'

/** What renders a pass, at the gain of its master, and under what its limiter holds. */
export function rendererOf(
  { session, module }: MixJob,
  { deliverables, pops }: DeliveryPlan,
  { gainDb, limiterDbtp }: MasterPlan,
): MixRenderer {
  const plan = compileMixPlan(session, {
    kind: 'export',
    maxBlock: BLOCK,
    deliveries: deliverables.map((planned) => ({
      id: planned.deliverable.id,
      stems: planned.deliverable.stems,
      layout: planned.layout,
      ...packedAs(planned, session.sampleRate),
      range: rangeKey(planned),
      ...(planned.marks && { withoutPops: true, aside: true }),
    })),
    pops: pops.pops.length > 0,
    ...(limiterDbtp !== null && { ceilingDbtp: limiterDbtp }),
  })
  const renderer = new MixRenderer(module, plan, WINDOWS_MEMORY)
  renderer.setLevels(mixLevels(plan, session, undefined, decibels(gainDb)), false)
  return renderer
}

/** The gating blocks of the composite as it is delivered, if it is. */
export function compositeBlocks(
  { deliverables }: DeliveryPlan,
  composite: number,
  { meters, plan }: MixRenderer,
): LoudnessBlocks | null {
  const id = `deliverable:${deliverables[composite]?.deliverable.id}`
  const meter = meters[plan.buses.findIndex((bus) => bus.id === id)]
  return meter ? new LoudnessBlocks([meter], plan.sampleRate) : null
}
