import type { DeliveryPlan } from '../domain/deliveryPlan.ts'
import type { AppError } from '../domain/errors.ts'
import { ok, type Result } from '../lib/result.ts'
import type { BounceJob, MixJob } from './bounceJob.ts'
import { DeliverableOutput, openConversions } from './deliverableOutput.ts'
import type { MasterPlan } from './masterPass.ts'
import { rendererOf } from './passRenderer.ts'
import { type Pass, renderPass } from './renderPass.ts'

/**
 * What is left between the highest peak and the ceiling, dB. The meter looks four times a sample (ITU-R BS.1770-5, annex 2), and
 * those that look more often find up to 0.15 dB more of what a conversion has made.
 */
const MARGIN_DB = 0.2

/** Whether files are to be under a ceiling that are converted to another rate after the limiter. */
export const isConvertedUnder = ({ session, order }: MixJob, { deliverables }: DeliveryPlan): boolean =>
  order.master?.spec !== undefined &&
  (order.master.mode ?? 'linked') === 'linked' &&
  deliverables.some(({ sampleRate }) => sampleRate !== session.sampleRate)

/**
 * The plan with a limiter that holds so much less that converted files are under the ceiling too: a conversion takes away what
 * is beyond hearing, and true peaks rise by some tenths of a decibel. The pass is rendered and converted for that once, and
 * nothing written; where a job goes on it has been. `onProgress`: samples done.
 */
export async function holdConverted(
  job: BounceJob,
  pass: Pass,
  plan: MasterPlan,
  onProgress: (done: number) => void,
): Promise<Result<MasterPlan, AppError>> {
  const { ceilingDbtp } = plan
  if (ceilingDbtp === null || !isConvertedUnder(job, pass.planned)) return ok(plan)
  const measured = plan.measured + pass.length
  if (job.from) return ok({ ...plan, limiterDbtp: job.from.master.limiterDbtp, measured })
  const renderer = rendererOf(job, pass.planned, plan)
  const conversions = await openConversions(job, pass.planned, renderer)
  const outputs = pass.planned.deliverables.map(
    (planned, index) => new DeliverableOutput(planned, index, renderer, [], conversions[index] ?? null),
  )
  try {
    const parts = { renderer, outputs, composite: plan.composite, blocks: null }
    const rendered = await renderPass(job, pass, parts, async (done) => {
      onProgress(done)
      return (await job.between?.(null)) ?? ok(undefined)
    })
    if (!rendered.ok) return rendered
    let highest = Number.NEGATIVE_INFINITY
    for (const output of outputs) {
      const finished = await output.finish()
      if (!finished.ok) return finished
      highest = Math.max(highest, finished.value.figures.maxTruePeakDbtp ?? Number.NEGATIVE_INFINITY)
    }
    const over = highest - ceilingDbtp
    const limiterDbtp = over > 0 ? ceilingDbtp - over - MARGIN_DB : ceilingDbtp
    return ok({ ...plan, limiterDbtp, measured })
  } finally {
    for (const output of outputs) output.close()
  }
}
