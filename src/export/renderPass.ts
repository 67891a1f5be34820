import type { DeliveryPlan } from '../domain/deliveryPlan.ts'
import type { AppError } from '../domain/errors.ts'
import { actionOf, markSamples, popSamples } from '../domain/pops.ts'
import type { MixRenderer } from '../kernel/mixRenderer.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { PcmWindow } from '../media/playlist.ts'
import { type Aside, asidesAt, asidesOf } from './asides.ts'
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
  /** What files hold beside the mix. */
  readonly asides: readonly Aside[]
  /** Samples that are read for it. */
  readonly length: number
}

export function passOf({ order }: MixJob, planned: DeliveryPlan): Pass {
  const { measure = 'file' } = order.pops ?? {}
  const { deliverables, pops } = planned
  const phases = bouncePhases({ deliverables: deliverables.map(actionOf), pops }, measure)
  const length = passSpans(phases).reduce((sum, { from, to }) => sum + to - from, 0)
  return { planned, phases, asides: asidesOf(deliverables, measure), length }
}

/** What a pass renders with and into. */
export type PassParts = {
  readonly renderer: MixRenderer
  /** By delivery; `null` for one of which nothing is taken. */
  readonly outputs: readonly (DeliverableOutput | null)[]
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
  { phases, planned, asides }: Pass,
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
    steps: passSteps(phases, planned.deliverables.map(actionOf), span, limiter?.delay ?? 0),
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
    const rendered = await renderWindow(parts, window.value, steps, asides, session.sampleRate)
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
  parts: PassParts,
  window: PcmWindow,
  steps: readonly PassStep[],
  asides: readonly Aside[],
  sampleRate: number,
): Promise<Result<void, AppError>> {
  const { renderer, outputs, composite, blocks, checks } = parts
  const end = window.start + window.frames
  for (const { from, to, now, popAt, silent } of steps) {
    const last = silent ? to : Math.min(to, end)
    const measured = now.measured && now.deliveries?.[composite] ? blocks : null
    for (let at = Math.max(from, window.start); at < last; ) {
      const block = Math.min(BLOCK, last - at, measured?.room ?? BLOCK)
      // What a limiter delivers now was read so much before, and the stems of it with it.
      const made = at - (renderer.limiter?.delay ?? 0)
      for (const aside of asidesAt(asides, made, false, now)) {
        const begun = await renderAside(parts, aside, sampleRate)
        if (!begun.ok) return begun
      }
      const loaded = silent
        ? loadSilence(renderer, block)
        : loadBlock(renderer, window, at - window.start, block)
      if (!loaded.ok) return loaded
      if (popAt !== null) renderer.pops?.set(popSamples(at - popAt, block, sampleRate))
      else if (renderer.limiter) renderer.pops?.fill(0)
      renderer.run(block, now)
      renderer.gatherShortTerm()
      measured?.add(block)
      const waits = checks?.load(made, block)
      const ready = waits && (await waits)
      if (ready?.ok === false) return ready
      checks?.observe(renderer, made, block, now)
      const written = writeBlock(now.deliveries ?? [], block, outputs)
      if (written) {
        const failed = (await written).find(({ ok }) => !ok)
        if (failed) return failed
      }
      for (const aside of asidesAt(asides, made + block, true, now)) {
        const ended = await renderAside(parts, aside, sampleRate)
        if (!ended.ok) return ended
      }
      at += block
    }
  }
  return ok(undefined)
}

/** What files of a part hold before or after the mix. Checks are of the mix, and do not see it. */
async function renderAside(
  { renderer, outputs }: PassParts,
  { from, to, pops, now }: Aside,
  sampleRate: number,
): Promise<Result<void, AppError>> {
  for (let at = from; at < to; ) {
    const block = Math.min(BLOCK, to - at)
    renderer.pops?.set(markSamples(pops, at, block, sampleRate))
    renderer.run(block, now)
    renderer.gatherShortTerm()
    const failed = (await writeBlock(now.deliveries, block, outputs))?.find(({ ok }) => !ok)
    if (failed) return failed
    at += block
  }
  return ok(undefined)
}

/** Gives the block to all that it is part of, at once: encoders work beside one another. `null` when all have taken it. */
function writeBlock(
  active: readonly boolean[],
  block: number,
  outputs: PassParts['outputs'],
): Promise<readonly Result<void, AppError>[]> | null {
  const taking = outputs.flatMap((output, index) => (active[index] && output?.take(block)) || [])
  return taking.length === 0 ? null : Promise.all(taking)
}
