import { composite } from '../domain/deliverables/composite.ts'
import type { AppError } from '../domain/errors.ts'
import { layoutOf } from '../domain/layout.ts'
import { type PopPlan, popSamples } from '../domain/pops.ts'
import { SPOKEN } from '../domain/stems.ts'
import { compileMixPlan } from '../kernel/compileMixPlan.ts'
import { mixLevels } from '../kernel/levels.ts'
import type { Meter } from '../kernel/meter.ts'
import type { DeliveryRequest } from '../kernel/mixPlan.ts'
import { MixRenderer } from '../kernel/mixRenderer.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { PcmWindow } from '../media/playlist.ts'
import type { BounceJob, MixJob } from './bounceJob.ts'
import { type BouncePhase, bouncePhases, passSpans } from './bouncePhases.ts'
import { BounceWindows, WINDOWS_MEMORY } from './bounceWindows.ts'
import { loadBlock } from './loadBlock.ts'
import { LoudnessBlocks, meanLoudness, soundingBlocks } from './loudnessBlocks.ts'

const BLOCK = 2048

/** All that is spoken, on screen and off: what says where dialogue sounds. */
const speech = { id: 'speech', stems: SPOKEN }

/** The composite as it is mixed, before anything is done to it. Loudness `null`: there is nothing to measure. */
export type ProgrammeLoudness = {
  readonly programmeLufs: number | null
  /** Where dialogue or narration sounds: an estimate of what a speech detector would measure. */
  readonly dialogueLufs: number | null
  /** Share of the gating blocks that it sounds in, 0 … 1. `null`: it was not looked for. */
  readonly dialogueShare: number | null
  /** By gating block. */
  readonly dialogueSounds: readonly boolean[]
}

/**
 * Mixes the film once without writing anything. The sources are read again for what is delivered: they are PCM, in place or
 * conformed, so that nothing is decoded twice. Nobody goes on from the middle of it: `between` is given no state.
 * `onProgress`: samples done.
 */
export async function measureProgramme(
  { session, media, order, module, signal, between }: MixJob & Pick<BounceJob, 'between'>,
  pops: PopPlan,
  byDialogue: boolean,
  onProgress: (done: number) => void,
): Promise<Result<ProgrammeLoudness, AppError>> {
  const layout = layoutOf(session.layout)
  const deliveries = (byDialogue ? [composite, speech] : [composite]).map(
    ({ id, stems }): DeliveryRequest => ({
      id,
      stems,
      layout,
      format: 'wav24',
      split: false,
      range: 'film',
      // A pop in it would be taken for somebody who speaks.
      withoutPops: id === speech.id,
    }),
  )
  const plan = compileMixPlan(session, {
    kind: 'export',
    maxBlock: BLOCK,
    deliveries,
    pops: pops.pops.length > 0,
    measureOnly: true,
  })
  const renderer = new MixRenderer(module, plan, WINDOWS_MEMORY)
  renderer.setLevels(mixLevels(plan, session), false)
  const phases = bouncePhases(
    { deliverables: deliveries.map(() => pops.file), pops },
    order.pops?.measure ?? 'file',
  )
  const windows = new BounceWindows(session, media, passSpans(phases), BLOCK, renderer.spare)
  const meters = renderer.meters.flatMap((meter) => meter ?? [])
  const blocks = byDialogue ? new LoudnessBlocks(meters, session.sampleRate) : null
  for (let window = await windows.take(); window !== null; window = await windows.take()) {
    if (!window.ok) return window
    if (signal.aborted) return err({ code: 'cancelled' })
    const measured = measureWindow(renderer, window.value, phases, session.sampleRate, blocks)
    if (!measured.ok) {
      await windows.settle()
      return measured
    }
    onProgress(window.value.start + window.value.frames - pops.file.from)
    const goesOn = await between?.(null)
    if (goesOn?.ok === false) {
      await windows.settle()
      return goesOn
    }
  }
  return ok(loudnessOf(meters, blocks))
}

function measureWindow(
  renderer: MixRenderer,
  window: PcmWindow,
  phases: readonly BouncePhase[],
  sampleRate: number,
  blocks: LoudnessBlocks | null,
): Result<void, AppError> {
  const end = window.start + window.frames
  for (const { from, to, now, popAt } of phases) {
    const last = Math.min(to, end)
    for (let at = Math.max(from, window.start); at < last; ) {
      const frames = Math.min(BLOCK, last - at, now.measured ? (blocks?.room ?? BLOCK) : BLOCK)
      const loaded = loadBlock(renderer, window, at - window.start, frames)
      if (!loaded.ok) return loaded
      if (popAt !== null) renderer.pops?.set(popSamples(at - popAt, frames, sampleRate))
      renderer.run(frames, now)
      if (now.measured) blocks?.add(frames)
      at += frames
    }
  }
  return ok(undefined)
}

function loudnessOf([meter]: readonly Meter[], blocks: LoudnessBlocks | null): ProgrammeLoudness {
  const [whole = [], dialogue = []] = blocks?.values ?? []
  const dialogueSounds = soundingBlocks(dialogue)
  const sounding = dialogueSounds.filter(Boolean).length
  const figure = (value: number | undefined): number | null =>
    value !== undefined && Number.isFinite(value) ? value : null
  return {
    programmeLufs: figure(meter?.integratedLufs()),
    dialogueLufs: meanLoudness(whole, (index) => dialogueSounds[index] === true),
    dialogueShare: blocks ? sounding / Math.max(1, whole.length) : null,
    dialogueSounds,
  }
}
