import type { CheckReport } from '../domain/checks.ts'
import { deliverableOf } from '../domain/deliverables/deliverable.ts'
import { MASTERS } from '../domain/deliverables/registry.ts'
import type { DeliveryOrder } from '../domain/delivery.ts'
import { type PlannedDeliverable, planDelivery } from '../domain/deliveryPlan.ts'
import type { AppError } from '../domain/errors.ts'
import type { CancelSignal } from '../domain/ports.ts'
import type { MediaId, Session } from '../domain/session.ts'
import { compileMixPlan } from '../kernel/compileMixPlan.ts'
import { mixLevels } from '../kernel/levels.ts'
import { MixRenderer } from '../kernel/mixRenderer.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { OpenMedia } from '../media/playlist.ts'
import { bouncePhases, passSpans } from './bouncePhases.ts'
import { BounceWindows, WINDOWS_MEMORY } from './bounceWindows.ts'
import { packedAs } from './deliverableOutput.ts'
import { JobChecks, type MadeFigures } from './jobChecks.ts'
import { loadBlock } from './loadBlock.ts'

const BLOCK = 2048

export type PreflightJob = {
  readonly session: Session
  readonly media: ReadonlyMap<MediaId, OpenMedia>
  /** Its master and checks are what it is mixed with and checked for; its deliverables are not made. */
  readonly order: Pick<DeliveryOrder, 'master' | 'checks'>
  readonly module: WebAssembly.Module
  readonly signal: CancelSignal
  /** From 0 to 1. */
  onProgress(done: number): void
}

/** The checks of an export without the export: the composite and the M&E of the whole film are mixed, looked at and dropped. */
export async function runPreflight(job: PreflightJob): Promise<Result<CheckReport, AppError>> {
  const { media, module, signal } = job
  const rows = MASTERS.map((spec) => ({ ...deliverableOf(spec), included: true }))
  const session: Session = { ...job.session, deliverables: rows }
  const order: DeliveryOrder = { ...job.order, name: 'preflight', format: 'wav24' }
  const planned = planDelivery(session, order)
  if (!planned.ok) return planned
  const missing = Object.entries(session.media).find(([id]) => !media.has(id))
  if (missing) return err({ code: 'media/missing', file: missing[1].fileName })
  const plan = compileMixPlan(session, {
    kind: 'export',
    maxBlock: BLOCK,
    deliveries: planned.value.deliverables.map((one) => ({
      id: one.deliverable.id,
      stems: one.deliverable.stems,
      layout: one.layout,
      ...packedAs(one, session.sampleRate),
      range: `${one.from} ${one.to}`,
    })),
  })
  const renderer = new MixRenderer(module, plan, WINDOWS_MEMORY)
  renderer.setLevels(mixLevels(plan, session, undefined, order.master?.gainDb), false)
  const checks = new JobChecks(session, order, planned.value, renderer)
  const phases = bouncePhases(planned.value, 'file')
  const windows = new BounceWindows(session, media, passSpans(phases), BLOCK, renderer.spare)
  const total = phases.at(-1)?.to ?? 1
  for (let window = await windows.take(); window !== null; window = await windows.take()) {
    if (!window.ok) return window
    const { start, frames } = window.value
    for (const { from, to, now } of phases) {
      const last = Math.min(to, start + frames)
      for (let at = Math.max(from, start); at < last; at += BLOCK) {
        const block = Math.min(BLOCK, last - at)
        const loaded = signal.aborted
          ? err({ code: 'cancelled' } as const)
          : loadBlock(renderer, window.value, at - start, block)
        if (!loaded.ok) {
          await windows.settle()
          return loaded
        }
        renderer.run(block, now)
        checks.observe(renderer, at, block, now)
      }
    }
    job.onProgress((start + frames) / total)
  }
  return ok(checks.finish(planned.value.deliverables.map((made) => figuresOf(made, renderer))))
}

function figuresOf(
  { deliverable: { id, name }, from, to }: PlannedDeliverable,
  renderer: MixRenderer,
): MadeFigures {
  const meter = renderer.meters[renderer.plan.buses.findIndex((bus) => bus.id === `deliverable:${id}`)]
  if (!meter) throw new RangeError(`no deliverable ${id}`)
  const figure = (value: number): number | null => (Number.isFinite(value) ? value : null)
  return {
    id,
    name,
    from,
    samples: to - from,
    integratedLufs: figure(meter.integratedLufs()),
    maxTruePeakDbtp: figure(meter.maxTruePeakDb()),
  }
}
