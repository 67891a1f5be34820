import type { DeliveryPlan } from '../domain/deliveryPlan.ts'
import type { AppError } from '../domain/errors.ts'
import { popSamples } from '../domain/pops.ts'
import type { MixRenderer } from '../kernel/mixRenderer.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { PcmWindow } from '../media/playlist.ts'
import type { BounceJob, MixJob } from './bounceJob.ts'
import { type BouncePhase, bouncePhases, passSpans, spansFrom, spansUpTo } from './bouncePhases.ts'
import { BounceWindows } from './bounceWindows.ts'
import type { DeliverableOutput } from './deliverableOutput.ts'
import type { JobChecks } from './jobChecks.ts'
import { loadBlock, loadSilence } from './loadBlock.ts'
import type { LoudnessBlocks } from './loudnessBlocks.ts'
import { type PassStep, passSteps } from './passSteps.ts'

/** Frames the kernel renders at once: its buffers stay in the second-level cache. */
export const BLOCK = 2048

/** A pass over the session: what is under way where. */
export type Pass = {
  readonly planned: DeliveryPlan
  readonly phases: readonly BouncePhase[]
  /** Samples that are read for it. */
  readonly length: number
}

export function passOf({ order }: MixJob, planned: DeliveryPlan): Pass {
  const phases = bouncePhases(planned, order.pops?.measure ?? 'file')
  const length = passSpans(phases).reduce((sum, { from, to }) => sum + to - from, 0)
  return { planned, phases, length }
}

/** What a pass renders with and into. */
export type PassParts = {
  readonly renderer: MixRenderer
  readonly outputs: readonly DeliverableOutput[]
  /** Which delivery is the composite, and its gating blocks, where they are asked for. */
  readonly composite: number
  readonly blocks: LoudnessBlocks | null
  /** What looks at the samples of the pass, where that is asked for. */
  readonly checks?: JobChecks | null
}

/**
 * Renders a pass into its outputs. `onWindow`: samples done, and up to which place of the session; the pass goes on when it
 * resolves, and ends where it fails. `until`: the place up to which it is rendered, of a pass that another one goes on from.
 */
export async function renderPass(
  { session, media, signal, from: goesOnFrom }: MixJob & Pick<BounceJob, 'from'>,
  { phases, planned }: Pass,
  parts: PassParts,
  onWindow: (done: number, at: number) => Promise<Result<void, AppError>>,
  until = Number.POSITIVE_INFINITY,
): Promise<Result<void, AppError>> {
  const { limiter } = parts.renderer
  const spans = passSpans(phases)
  const wanted = goesOnFrom ? spansFrom(spans, goesOnFrom.at) : spans
  const windows = new BounceWindows(session, media, spansUpTo(wanted, until), BLOCK, parts.renderer.spare)
  const stepped = spans.map((span) => ({
    ...span,
    steps: passSteps(phases, planned.deliverables, span, limiter?.delay ?? 0),
  }))
  let done = goesOnFrom?.done ?? 0
  for (let window = await windows.take(); window !== null; window = await windows.take()) {
    if (!window.ok) return window
    if (signal.aborted) return err({ code: 'cancelled' })
    const { start, frames } = window.value
    const span = stepped.find(({ from, to }) => from <= start && start < to)
    if (span?.from === start) limiter?.start()
    const ends = span?.to === start + frames
    const steps = (span?.steps ?? []).filter(({ silent }) => ends || !silent)
    const rendered = await renderWindow(parts, window.value, steps, session.sampleRate)
    if (!rendered.ok) {
      await windows.settle()
      return rendered
    }
    done += frames
    const goesOn = await onWindow(done, start + frames)
    if (!goesOn.ok) {
      await windows.settle()
      return goesOn
    }
  }
  return ok(undefined)
}

/** A window of what is read, and the silence behind the last of a span in which the rest comes out. */
async function renderWindow(
  { renderer, outputs, composite, blocks, checks }: PassParts,
  window: PcmWindow,
  steps: readonly PassStep[],
  sampleRate: number,
): Promise<Result<void, AppError>> {
  const end = window.start + window.frames
  for (const { from, to, now, popAt, silent } of steps) {
    const last = silent ? to : Math.min(to, end)
    const measured = now.measured && now.deliveries?.[composite] ? blocks : null
    for (let at = Math.max(from, window.start); at < last; ) {
      const block = Math.min(BLOCK, last - at, measured?.room ?? BLOCK)
      const loaded = silent
        ? loadSilence(renderer, block)
        : loadBlock(renderer, window, at - window.start, block)
      if (!loaded.ok) return loaded
      if (popAt !== null) renderer.pops?.set(popSamples(at - popAt, block, sampleRate))
      else if (renderer.limiter) renderer.pops?.fill(0)
      renderer.run(block, now)
      renderer.gatherShortTerm()
      measured?.add(block)
      // What a limiter delivers now was read so much before, and the stems of it with it.
      const made = at - (renderer.limiter?.delay ?? 0)
      const waits = checks?.load(made, block)
      const ready = waits && (await waits)
      if (ready?.ok === false) return ready
      checks?.observe(renderer, made, block, now)
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
