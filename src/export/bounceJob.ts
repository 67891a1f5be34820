import type { BounceProgress, BounceReport, DeliveryOrder } from '../domain/delivery.ts'
import { type DeliveryPlan, planDelivery } from '../domain/deliveryPlan.ts'
import type { AppError } from '../domain/errors.ts'
import { popSamples } from '../domain/pops.ts'
import type { CancelSignal } from '../domain/ports.ts'
import type { MediaId, Session } from '../domain/session.ts'
import { decibels } from '../domain/units.ts'
import { mixLevels } from '../kernel/levels.ts'
import { compileMixPlan } from '../kernel/mixPlan.ts'
import { MixRenderer } from '../kernel/mixRenderer.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { OpenMedia, PcmWindow } from '../media/playlist.ts'
import { type BouncePhase, bouncePhases, passSpans } from './bouncePhases.ts'
import { ProgressTeller } from './bounceProgress.ts'
import { bounceReport } from './bounceReport.ts'
import { BounceWindows } from './bounceWindows.ts'
import { chunkBytes } from './chunkedOutput.ts'
import { conversionOf, DeliverableOutput, type DeliveredFiles, packedAs } from './deliverableOutput.ts'
import { deliveryFacts } from './deliveryFacts.ts'
import type { DeliverySink } from './deliverySink.ts'
import { FileOutput } from './fileOutput.ts'
import { JobChecks } from './jobChecks.ts'
import { loadBlock } from './loadBlock.ts'

/** Frames the kernel renders at once: its buffers stay in the second-level cache. */
const BLOCK = 2048

export type BounceJob = {
  readonly session: Session
  readonly media: ReadonlyMap<MediaId, OpenMedia>
  readonly order: DeliveryOrder
  readonly module: WebAssembly.Module
  /** One for each file of `planDelivery`, in its order. */
  readonly sinks: readonly DeliverySink[]
  readonly version: string
  /** Date and time of the files; now when absent. */
  readonly startedAt?: Date
  readonly signal: CancelSignal
  onProgress(progress: BounceProgress): void
}

/**
 * Renders every deliverable that is ordered in one pass, in which each source is read once. Memory depends on how many
 * files there are and not on their length. The length is known beforehand, so what stands before the samples is final when
 * written, but for the patches of some containers. On any error, and on cancelling, nothing is finished: the caller discards
 * what the sinks hold.
 */
export async function runBounce(job: BounceJob): Promise<Result<BounceReport, AppError>> {
  const { session, order } = job
  const planned = planDelivery(session, order)
  if (!planned.ok) return planned
  const missing = Object.entries(session.media).find(([id]) => !job.media.has(id))
  if (missing) return err({ code: 'media/missing', file: missing[1].fileName })
  const renderer = rendererOf(job, planned.value)
  const outputs: DeliverableOutput[] = []
  try {
    const opened = await openOutputs(job, planned.value, renderer, outputs)
    if (!opened.ok) return opened
    const checks = order.checks ? new JobChecks(session, order, planned.value, renderer) : null
    const rendered = await renderPass(job, planned.value, renderer, outputs, checks)
    if (!rendered.ok) return rendered
    const made: DeliveredFiles[] = []
    for (const output of outputs) {
      const finished = await output.finish()
      if (!finished.ok) return finished
      made.push(finished.value)
    }
    const report = bounceReport(job, planned.value, renderer, made)
    return ok(checks ? { ...report, checks: checks.reported(report.deliverables) } : report)
  } finally {
    for (const output of outputs) output.close()
  }
}

function rendererOf(
  { session, order, module }: BounceJob,
  { deliverables, pops }: DeliveryPlan,
): MixRenderer {
  const plan = compileMixPlan(session, {
    kind: 'export',
    maxBlock: BLOCK,
    deliveries: deliverables.map((planned) => ({
      id: planned.deliverable.id,
      stems: planned.deliverable.stems,
      layout: planned.layout,
      ...packedAs(planned, session.sampleRate),
      range: `${planned.from} ${planned.to}`,
    })),
    pops: pops.pops.length > 0,
  })
  const renderer = new MixRenderer(module, plan)
  renderer.setLevels(mixLevels(plan, session, undefined, order.master?.gainDb), false)
  return renderer
}

/** Begins the files of each deliverable, into `outputs`: those that were begun are the caller's to close. */
async function openOutputs(
  { session, order, sinks, module, startedAt = new Date() }: BounceJob,
  { deliverables, pops }: DeliveryPlan,
  renderer: MixRenderer,
  outputs: DeliverableOutput[],
): Promise<Result<void, AppError>> {
  const size = chunkBytes(sinks.length)
  const facts = { session, startedAt, masterGainDb: order.master?.gainDb ?? decibels(0) }
  const measured = order.pops?.measure === 'programme' ? pops.programme : null
  let next = 0
  let seed = renderer.plan.quantisers.length
  for (const [index, planned] of deliverables.entries()) {
    const conversion = await conversionOf(planned, session.sampleRate, measured, module, seed)
    seed += conversion ? planned.layout.speakers.length : 0
    const files: FileOutput[] = []
    outputs.push(new DeliverableOutput(planned, index, renderer, files, conversion))
    for (const [file, { name }] of planned.files.entries()) {
      const sink = sinks[next++]
      if (!sink) throw new RangeError(`no sink for ${name}`)
      const opened = await FileOutput.open(planned.container, deliveryFacts(facts, planned, file), sink, size)
      if (!opened.ok) return opened
      files.push(opened.value)
    }
  }
  return ok(undefined)
}

async function renderPass(
  { session, media, order, signal, onProgress }: BounceJob,
  planned: DeliveryPlan,
  renderer: MixRenderer,
  outputs: readonly DeliverableOutput[],
  checks: JobChecks | null,
): Promise<Result<void, AppError>> {
  const phases = bouncePhases(planned, order.pops?.measure ?? 'file')
  const spans = passSpans(phases)
  const total = spans.reduce((sum, { from, to }) => sum + to - from, 0)
  const progress = new ProgressTeller(planned.deliverables, total, session.sampleRate, onProgress)
  const windows = new BounceWindows(session, media, spans, BLOCK)
  let done = 0
  for (let window = await windows.take(); window !== null; window = await windows.take()) {
    if (!window.ok) return window
    if (signal.aborted) return err({ code: 'cancelled' })
    const { start, frames } = window.value
    const rendered = await renderWindow(renderer, window.value, phases, session.sampleRate, outputs, checks)
    if (!rendered.ok) {
      await windows.settle()
      return rendered
    }
    done += frames
    progress.at(done, start + frames)
  }
  return ok(undefined)
}

async function renderWindow(
  renderer: MixRenderer,
  window: PcmWindow,
  phases: readonly BouncePhase[],
  sampleRate: number,
  outputs: readonly DeliverableOutput[],
  checks: JobChecks | null,
): Promise<Result<void, AppError>> {
  const end = window.start + window.frames
  for (const { from, to, now, popAt } of phases) {
    const last = Math.min(to, end)
    for (let at = Math.max(from, window.start); at < last; ) {
      const block = Math.min(BLOCK, last - at)
      const loaded = loadBlock(renderer, window, at - window.start, block)
      if (!loaded.ok) return loaded
      if (popAt !== null) renderer.pops?.set(popSamples(at - popAt, block, sampleRate))
      renderer.run(block, now)
      checks?.observe(renderer, at, block, now)
      const written = writeBlock(now.deliveries ?? [], block, outputs)
      if (written) {
        const failed = (await written).find(({ ok }) => !ok)
        if (failed) return failed
      }
      at += block
    }
  }
  return ok(undefined)
}

/** Gives the block to all that it is part of, at once: encoders work beside one another. `null` when all have taken it. */
function writeBlock(
  active: readonly boolean[],
  block: number,
  outputs: readonly DeliverableOutput[],
): Promise<readonly Result<void, AppError>[]> | null {
  const taking = outputs.flatMap((output, index) => (active[index] && output.take(block)) || [])
  return taking.length === 0 ? null : Promise.all(taking)
}
