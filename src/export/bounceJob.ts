import type { BounceProgress, BounceReport, DeliveryOrder } from '../domain/delivery.ts'
import { type DeliveryPlan, type PlannedDeliverable, planDelivery } from '../domain/deliveryPlan.ts'
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
import { type BouncePhase, bouncePhases, passSpans, spansFrom } from './bouncePhases.ts'
import { ProgressTeller } from './bounceProgress.ts'
import { bounceReport } from './bounceReport.ts'
import { BounceWindows } from './bounceWindows.ts'
import { chunkBytes } from './chunkedOutput.ts'
import { conversionOf, DeliverableOutput, type DeliveredFiles, packedAs } from './deliverableOutput.ts'
import { deliveryFacts } from './deliveryFacts.ts'
import type { DeliverySink } from './deliverySink.ts'
import { FileOutput } from './fileOutput.ts'
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
  /** Where an earlier run of the very same job was: its sinks hold what it had written by then, and no more. */
  readonly from?: JobState
  /**
   * Called between windows of samples; the pass goes on when it resolves, and ends where it fails. `state` writes out
   * what is on its way first; it is `null` for a job that no other run can go on from.
   */
  between?(state: TakeState | null): Promise<Result<void, AppError>>
}

/** A pass between two blocks: with what its files hold by then, another run can go on from there, to the same bytes. */
export type JobState = {
  /** Samples of the pass that are made, and the place of the session up to which they are. */
  readonly done: number
  readonly at: number
  readonly kernel: Uint8Array<ArrayBuffer>
}

export type TakeState = () => Promise<Result<JobState, AppError>>

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
  if (job.from) renderer.restore(job.from.kernel)
  const outputs: DeliverableOutput[] = []
  try {
    const opened = await openOutputs(job, planned.value, renderer, outputs)
    if (!opened.ok) return opened
    const rendered = await renderPass(job, planned.value, renderer, outputs)
    if (!rendered.ok) return rendered
    const made: DeliveredFiles[] = []
    for (const output of outputs) {
      const finished = await output.finish()
      if (!finished.ok) return finished
      made.push(finished.value)
    }
    return ok(bounceReport(job, planned.value, renderer, made))
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
  { session, order, sinks, module, startedAt = new Date(), from }: BounceJob,
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
      const own = deliveryFacts(facts, planned, file)
      const opened = await FileOutput.open(planned.container, own, sink, size, from !== undefined)
      if (!opened.ok) return opened
      files.push(opened.value)
    }
  }
  return ok(undefined)
}

async function renderPass(
  { session, media, order, signal, onProgress, from, between }: BounceJob,
  planned: DeliveryPlan,
  renderer: MixRenderer,
  outputs: readonly DeliverableOutput[],
): Promise<Result<void, AppError>> {
  const phases = bouncePhases(planned, order.pops?.measure ?? 'file')
  const spans = passSpans(phases)
  const total = spans.reduce((sum, { from, to }) => sum + to - from, 0)
  const progress = new ProgressTeller(planned.deliverables, total, session.sampleRate, onProgress)
  const windows = new BounceWindows(session, media, from ? spansFrom(spans, from.at) : spans, BLOCK)
  const canGoOn = planned.deliverables.every((each) => isWholeState(each, session.sampleRate))
  let done = from?.done ?? 0
  progress.begin(done)
  for (let window = await windows.take(); window !== null; window = await windows.take()) {
    if (!window.ok) return window
    if (signal.aborted) return err({ code: 'cancelled' })
    const { start, frames } = window.value
    const rendered = await renderWindow(renderer, window.value, phases, session.sampleRate, outputs)
    if (!rendered.ok) {
      await windows.settle()
      return rendered
    }
    done += frames
    const at = start + frames
    progress.at(done, at)
    if (!between || done === total) continue
    const goesOn = await between(canGoOn ? () => stateOf(renderer, outputs, done, at) : null)
    if (!goesOn.ok) {
      await windows.settle()
      return goesOn
    }
    progress.begin(done)
  }
  return ok(undefined)
}

/**
 * Whether the kernel's memory and the bytes of its files are all there is of a deliverable on its way. What converts or
 * compresses has a memory of its own, which cannot be kept.
 */
const isWholeState = ({ container, sampleRate }: PlannedDeliverable, sessionRate: number): boolean =>
  (container === 'wav' || container === 'aiff') && sampleRate === sessionRate

async function stateOf(
  renderer: MixRenderer,
  outputs: readonly DeliverableOutput[],
  done: number,
  at: number,
): Promise<Result<JobState, AppError>> {
  for (const output of outputs) {
    const settled = await output.settle()
    if (!settled.ok) return settled
  }
  return ok({ done, at, kernel: renderer.state() })
}

async function renderWindow(
  renderer: MixRenderer,
  window: PcmWindow,
  phases: readonly BouncePhase[],
  sampleRate: number,
  outputs: readonly DeliverableOutput[],
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
