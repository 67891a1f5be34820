import { checkedRows } from '../domain/checkedRows.ts'
import type { CheckReport } from '../domain/checks.ts'
import type { DeliveryOrder } from '../domain/delivery.ts'
import { type PlannedDeliverable, planDelivery } from '../domain/deliveryPlan.ts'
import type { AppError } from '../domain/errors.ts'
import type { CheckRequest } from '../domain/exportPorts.ts'
import type { CancelSignal } from '../domain/ports.ts'
import type { MediaId, Session } from '../domain/session.ts'
import type { MixRenderer } from '../kernel/mixRenderer.ts'
import { ok, type Result } from '../lib/result.ts'
import type { OpenMedia } from '../media/playlist.ts'
import type { MixJob } from './bounceJob.ts'
import { figuresOf } from './deliveredFigures.ts'
import { JobChecks, type MixedFigures } from './jobChecks.ts'
import { dialogueAfter, planMaster } from './masterPass.ts'
import { compositeBlocks, rendererOf } from './passRenderer.ts'
import { planJob } from './planJob.ts'
import { passOf, renderPass } from './renderPass.ts'

export type PreflightJob = {
  readonly session: Session
  readonly media: ReadonlyMap<MediaId, OpenMedia>
  /** Its master, pops and checks are what it is mixed with and checked for; its deliverables are not made. */
  readonly order: CheckRequest['order']
  readonly module: WebAssembly.Module
  readonly signal: CancelSignal
  /** From 0 to 1. */
  onProgress(done: number): void
}

/**
 * The checks of an export without the export: every composite and every M&E of the whole film are mixed, brought to their
 * target and limited as they would be, looked at and dropped.
 */
export async function runPreflight(asked: PreflightJob): Promise<Result<CheckReport, AppError>> {
  const session: Session = { ...asked.session, deliverables: checkedRows(asked.session) }
  const { master: aim, pops, checks: look } = asked.order
  // Whatever else an order says is of files. Pops are too, but where files of the film begin and end is where findings about
  // all of it are, and waivers of these: and pops that are measured are in its figures.
  const order: DeliveryOrder = {
    name: 'preflight',
    format: 'wav24',
    ...(aim && { master: aim }),
    ...(pops && { pops }),
    ...(look && { checks: look }),
  }
  const job: MixJob = { ...asked, session, order }
  const planned = planJob(job)
  if (!planned.ok) return planned
  const pass = passOf(job, planned.value)
  const master = await planMaster(job, planned.value, (done, of) =>
    asked.onProgress(done / (of + pass.length)),
  )
  if (!master.ok) return master
  const { measured, composite, byDialogue } = master.value
  const renderer = rendererOf(job, planned.value, master.value)
  const blocks = byDialogue ? compositeBlocks(planned.value, composite, renderer) : null
  const delivered = planDelivery(asked.session, order)
  const toDeliver = delivered.ok ? delivered.value : planned.value
  const checks = new JobChecks(job, planned.value, renderer, master.value, toDeliver)
  const parts = { renderer, outputs: [], composite, blocks, checks }
  const rendered = await renderPass(job, pass, parts, async (done) => {
    asked.onProgress((measured + done) / (measured + pass.length))
    return ok(undefined)
  })
  if (!rendered.ok) return rendered
  const looked = await checks.lookBack()
  if (!looked.ok) return looked
  const mixed = planned.value.deliverables.map((one) => mixedFigures(one, renderer))
  return ok(checks.finish(mixed, dialogueAfter(master.value, blocks)))
}

function mixedFigures(
  { deliverable: { id, name }, from }: PlannedDeliverable,
  renderer: MixRenderer,
): MixedFigures {
  const meter = renderer.meters[renderer.plan.buses.findIndex((bus) => bus.id === `deliverable:${id}`)]
  if (!meter) throw new RangeError(`no deliverable ${id}`)
  return { id, name, from, ...figuresOf(meter, 0) }
}
