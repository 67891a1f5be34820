import type { BounceProgress, BounceReport, DeliveryOrder } from '../domain/delivery.ts'
import { deliveryFormat } from '../domain/delivery.ts'
import { type DeliveryPlan, type PlannedDeliverable, planDelivery } from '../domain/deliveryPlan.ts'
import type { AppError } from '../domain/errors.ts'
import { popSamples } from '../domain/pops.ts'
import type { CancelSignal } from '../domain/ports.ts'
import type { MediaId, Session } from '../domain/session.ts'
import { samples } from '../domain/units.ts'
import { mixLevels } from '../kernel/levels.ts'
import { compileMixPlan } from '../kernel/mixPlan.ts'
import { MixRenderer } from '../kernel/mixRenderer.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { OpenMedia, PcmWindow } from '../media/playlist.ts'
import { type BouncePhase, bouncePhases, passSpans, spansFrom } from './bouncePhases.ts'
import { ProgressTeller } from './bounceProgress.ts'
import { bounceReport } from './bounceReport.ts'
import { BounceWindows } from './bounceWindows.ts'
import { ChunkedOutput, chunkBytes } from './chunkedOutput.ts'
import type { DeliverySink } from './deliverySink.ts'
import { loadBlock } from './loadBlock.ts'
import { type WavSpec, wavHeader, wavTrailer } from './wavHeader.ts'

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
  readonly signal: CancelSignal
  onProgress(progress: BounceProgress): void
  /** Where an earlier run of the very same job was: its sinks hold what it had written by then, and no more. */
  readonly from?: JobState
  /**
   * Called between windows of samples; the pass goes on when it resolves, and ends where it fails. `state` writes out
   * what is on its way first.
   */
  between?(state: () => Promise<Result<JobState, AppError>>): Promise<Result<void, AppError>>
}

/** A pass between two blocks: with what its files hold by then, another run can go on from there, to the same bytes. */
export type JobState = {
  /** Samples of the pass that are made, and the place of the session up to which they are. */
  readonly done: number
  readonly at: number
  readonly kernel: Uint8Array<ArrayBuffer>
}

/**
 * Renders every deliverable that is ordered in one pass, in which each source is read once. Memory depends on how many
 * files there are and not on their length. The length is known beforehand, so headers are final when written and files
 * are written front to back. On any error, and on cancelling, nothing is finished: the caller discards what the sinks hold.
 */
export async function runBounce(job: BounceJob): Promise<Result<BounceReport, AppError>> {
  const { session, order } = job
  const planned = planDelivery(session, order)
  if (!planned.ok) return planned
  const missing = Object.entries(session.media).find(([id]) => !job.media.has(id))
  if (missing) return err({ code: 'media/missing', file: missing[1].fileName })
  const renderer = rendererOf(job, planned.value)
  const files = outputsOf(job, planned.value)
  if (job.from) renderer.restore(job.from.kernel)
  for (const { output, wav } of job.from ? [] : files.flat()) {
    const written = await output.append(wavHeader(wav))
    if (!written.ok) return written
  }
  const rendered = await renderPass(job, planned.value, renderer, files)
  if (!rendered.ok) return rendered
  const hashes: string[][] = []
  for (const own of files) {
    const hashesOfOne: string[] = []
    for (const { output, wav } of own) {
      const sha256 = await output.finish(wavTrailer(wav))
      if (!sha256.ok) return sha256
      hashesOfOne.push(sha256.value)
    }
    hashes.push(hashesOfOne)
  }
  return ok(bounceReport(job, planned.value, renderer, hashes))
}

type FileOutput = { readonly output: ChunkedOutput; readonly wav: WavSpec }

function rendererOf(
  { session, order, module }: BounceJob,
  { deliverables, pops }: DeliveryPlan,
): MixRenderer {
  const plan = compileMixPlan(session, {
    kind: 'export',
    maxBlock: BLOCK,
    deliveries: deliverables.map(({ deliverable, layout, format, from, to }) => ({
      id: deliverable.id,
      stems: deliverable.stems,
      layout,
      format,
      split: deliverable.split,
      range: `${from} ${to}`,
    })),
    pops: pops.pops.length > 0,
  })
  const renderer = new MixRenderer(module, plan)
  renderer.setLevels(mixLevels(plan, session, undefined, order.master?.gainDb), false)
  return renderer
}

/** The files of each deliverable. */
function outputsOf(
  { session, sinks }: BounceJob,
  { deliverables }: DeliveryPlan,
): readonly (readonly FileOutput[])[] {
  const count = deliverables.reduce((sum, { files }) => sum + files.length, 0)
  const size = chunkBytes(count)
  let next = 0
  return deliverables.map(({ files, format, from, to }: PlannedDeliverable) =>
    files.map(({ name, layout }) => {
      const sink = sinks[next++]
      if (!sink) throw new RangeError(`no sink for ${name}`)
      const { bits, float } = deliveryFormat(format)
      const { sampleRate } = session
      const wav = {
        channels: layout.speakers.length,
        sampleRate,
        bits,
        float,
        samples: samples(to - from),
        layout,
      }
      return { output: new ChunkedOutput(sink, size), wav }
    }),
  )
}

async function renderPass(
  { session, media, order, signal, onProgress, from, between }: BounceJob,
  planned: DeliveryPlan,
  renderer: MixRenderer,
  files: readonly (readonly FileOutput[])[],
): Promise<Result<void, AppError>> {
  const phases = bouncePhases(planned, order.pops?.measure ?? 'file')
  const spans = passSpans(phases)
  const total = spans.reduce((sum, { from, to }) => sum + to - from, 0)
  const progress = new ProgressTeller(planned.deliverables, total, session.sampleRate, onProgress)
  const windows = new BounceWindows(session, media, from ? spansFrom(spans, from.at) : spans, BLOCK)
  let done = from?.done ?? 0
  progress.begin(done)
  for (let window = await windows.take(); window !== null; window = await windows.take()) {
    if (!window.ok) return window
    if (signal.aborted) return err({ code: 'cancelled' })
    const { start, frames } = window.value
    const rendered = await renderWindow(renderer, window.value, phases, session.sampleRate, files)
    if (!rendered.ok) {
      await windows.settle()
      return rendered
    }
    done += frames
    const at = start + frames
    progress.at(done, at)
    if (!between || done === total) continue
    const goesOn = await between(() => stateOf(renderer, files, done, at))
    if (!goesOn.ok) {
      await windows.settle()
      return goesOn
    }
    progress.begin(done)
  }
  return ok(undefined)
}

async function stateOf(
  renderer: MixRenderer,
  files: readonly (readonly FileOutput[])[],
  done: number,
  at: number,
): Promise<Result<JobState, AppError>> {
  for (const { output } of files.flat()) {
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
  files: readonly (readonly FileOutput[])[],
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
      const written = await writeBlock(renderer, now.deliveries ?? [], block, files)
      if (!written.ok) return written
      at += block
    }
  }
  return ok(undefined)
}

async function writeBlock(
  renderer: MixRenderer,
  active: readonly boolean[],
  block: number,
  files: readonly (readonly FileOutput[])[],
): Promise<Result<void, AppError>> {
  for (const [delivery, own] of files.entries()) {
    if (!active[delivery]) continue
    for (const [file, { output }] of own.entries()) {
      const bytes = renderer.packed(delivery, block, file)
      // An await that is not needed would cost more than the copy.
      if (output.hasRoom(bytes.length)) output.copy(bytes)
      else {
        const written = await output.append(bytes)
        if (!written.ok) return written
      }
    }
  }
  return ok(undefined)
}
