import { MASTERS } from '../domain/deliverables/registry.ts'
import { layoutOf, loudnessWeight } from '../domain/layout.ts'
import type { Session } from '../domain/session.ts'
import { STEMS } from '../domain/stems.ts'
import * as memory from './assembly/layout.ts'
import { compileDeliveries, FOLD_GAINS } from './deliveryProgram.ts'
import type { MixPlan, PlanBus, PlanPurpose } from './mixPlan.ts'
import { PlanCompiler } from './planCompiler.ts'
import { compileSingles, compileStems, matrixEntries } from './stemProgram.ts'

/**
 * Compiles a session. The order is fixed and is the signal's: tracks into stems in track order, stem faders,
 * deliverables from stems in the order asked for, then (export) the linked master, rounding, packing and null tests, and
 * meters last, so that they see the very samples delivered. Throws RangeError for a rate that has no whole 10 ms.
 */
export function compileMixPlan(session: Session, purpose: PlanPurpose): MixPlan {
  if (session.sampleRate % memory.HOPS_PER_SECOND !== 0) {
    throw new RangeError(`${session.sampleRate} Hz has no whole number of samples in 10 ms`)
  }
  const layout = layoutOf(session.layout)
  const channels = layout.speakers.length
  const weights = layout.speakers.map(loudnessWeight)
  const live = purpose.kind === 'live'
  const matrices = session.tracks.map((track) => matrixEntries(track, layout.speakers))
  const rampLimit = STEMS.length + matrices.flat().length * (live ? 2 : 1) + FOLD_GAINS
  const plan = new PlanCompiler(channels, purpose.maxBlock, rampLimit)

  const inputs = session.tracks.map((track) => ({
    track: track.id,
    channels: track.speakers.length,
    address: plan.buffer(track.speakers.length),
  }))
  const widest = Math.max(channels, ...inputs.map((input) => input.channels))
  const staging = plan.arena.take(purpose.maxBlock * widest * 8 + 16)
  const meterScratch = plan.arena.take(memory.METER_SCRATCH_BYTES)
  const trackPeaks = live ? plan.arena.take(Math.max(1, inputs.length) * channels * 8) : null
  const solo = live ? plan.buffer() : null
  const stems = compileStems(plan, session, { inputs, matrices, trackPeaks, solo })
  const buses: PlanBus[] = [...stems].map(([stem, address]) => ({
    id: `stem:${stem}`,
    address,
    channels,
    weights,
    meter: live ? plan.meter() : null,
  }))
  const made = live ? null : compileDeliveries(plan, layout, stems, purpose, session.sampleRate)
  if (live) {
    const singles = compileSingles(plan, stems)
    for (const { id, stems: members } of MASTERS) {
      const address = plan.buffer()
      plan.sum(
        address,
        members.flatMap((stem) => singles.get(stem) ?? []),
      )
      buses.push({ id: `deliverable:${id}`, address, channels, weights, meter: plan.meter() })
    }
  }
  buses.push(...(made?.buses ?? []))
  plan.gate({ deliveries: [] })
  plan.emit(memory.OP_ADVANCE, plan.rampBase, plan.sources.length)
  for (const { meter } of live ? buses : []) if (meter !== null) plan.emit(memory.OP_METER, meter)

  const program = plan.program()
  return {
    sampleRate: session.sampleRate,
    channels,
    maxBlock: purpose.maxBlock,
    stride: plan.stride,
    memoryBytes: plan.arena.size,
    program,
    ramps: { address: plan.rampBase, sources: plan.sources },
    inputs,
    staging,
    buses,
    trackPeaks,
    solo,
    deliveries: made?.deliveries ?? [],
    quantisers: made?.quantisers ?? [],
    residuals: made?.residuals ?? [],
    pops: made?.pops ?? null,
    masterCurve: made?.limiter?.curve ?? null,
    limiter: made?.limiter ?? null,
    meterScratch,
    truePeakMaxOnly: !live,
    measuresPeaks: purpose.kind === 'live' || purpose.measureOnly !== true,
  }
}
