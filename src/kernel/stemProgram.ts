import { type Speaker, stereoFold } from '../domain/layout.ts'
import type { Session, Track } from '../domain/session.ts'
import { STEMS, type StemId } from '../domain/stems.ts'
import * as memory from './assembly/layout.ts'
import type { PlanInput } from './mixPlan.ts'
import type { PlanCompiler } from './planCompiler.ts'

export type MatrixEntry = { readonly output: number; readonly input: number }

/** The matrix entries that a track can have other than zero, whatever its levels and its pan: see `trackMatrix`. */
export function matrixEntries({ speakers }: Track, outputs: readonly Speaker[]): readonly MatrixEntry[] {
  const reaches = (speaker: Speaker | null, output: number): boolean =>
    outputs.length === 2
      ? speaker === 'M' || (stereoFold(speaker)[output] ?? 0) !== 0
      : speaker === outputs[output]
  return outputs.flatMap((_, output) =>
    speakers.flatMap((speaker, input) => (reaches(speaker, output) ? [{ output, input }] : [])),
  )
}

/** A bus that products come to: the first of a channel needs no silence there. */
class Mixture {
  readonly bus: number
  readonly #plan: PlanCompiler
  readonly #begun = new Set<number>()

  constructor(plan: PlanCompiler, bus: number) {
    this.#plan = plan
    this.bus = bus
  }

  add(channel: number, src: number, ramp: number, peak: number): void {
    const how = this.#begun.has(channel) ? memory.MIX_ADD : memory.MIX_FIRST
    this.#begun.add(channel)
    this.#plan.emit(memory.OP_MIX, this.bus + channel * this.#plan.stride, src, ramp, peak, how)
  }

  /** Silence in channels that nothing has come to. */
  fill(): void {
    for (let c = 0; c < this.#plan.channels; c++) {
      if (!this.#begun.has(c)) this.#plan.emit(memory.OP_CLEAR, this.bus + c * this.#plan.stride)
      this.#begun.add(c)
    }
  }
}

export type StemSources = {
  readonly inputs: readonly PlanInput[]
  /** By input. */
  readonly matrices: readonly (readonly MatrixEntry[])[]
  /** Where the peaks of the tracks go, and the sum of what is soloed: live plans only. */
  readonly trackPeaks: number | null
  readonly solo: number | null
}

/** Tracks into stems, in track order, and the faders of the stems: the buses of those that have tracks. */
export function compileStems(
  plan: PlanCompiler,
  session: Session,
  { inputs, matrices, trackPeaks, solo }: StemSources,
): ReadonlyMap<StemId, number> {
  const { channels } = plan
  const stems = new Map<StemId, number>()
  let folded: number | undefined
  const foldBuffer = (): number => {
    folded ??= plan.buffer()
    return folded
  }
  if (solo !== null) plan.sum(solo, [])
  for (const stem of STEMS) {
    const members = session.tracks.flatMap((track, index) => (track.stem === stem.id ? [index] : []))
    if (members.length === 0) continue
    const bus = plan.buffer()
    const summed = new Mixture(plan, bus)
    for (const index of members) {
      const track = inputs[index]
      const matrix = matrices[index] ?? []
      if (!track) continue
      // A meter must see what the channels of a fold-down come to together.
      const folds = matrix.some((one) => matrix.some((other) => other !== one && other.output === one.output))
      const mixed = folds ? new Mixture(plan, foldBuffer()) : summed
      const peakOf = (output: number): number =>
        trackPeaks === null ? 0 : trackPeaks + (index * channels + output) * 8
      for (const { output, input } of matrix) {
        const src = track.address + input * plan.stride
        const ramp = plan.ramp({ of: 'track', track: track.track, output, input })
        mixed.add(output, src, ramp, folds ? 0 : peakOf(output))
        if (solo !== null) {
          const soloRamp = plan.ramp({ of: 'solo', track: track.track, output, input })
          plan.emit(memory.OP_MIX, solo + output * plan.stride, src, soloRamp, 0, memory.MIX_ADD)
        }
      }
      if (!folds) continue
      mixed.fill()
      const { bus: mix } = mixed
      if (trackPeaks !== null) {
        for (let c = 0; c < channels; c++) plan.emit(memory.OP_PEAK, mix + c * plan.stride, peakOf(c))
      }
      summed.fill()
      plan.emitBus(memory.OP_ADD, bus, mix)
    }
    summed.fill()
    const ramp = plan.ramp({ of: 'stem', stem: stem.id })
    for (let c = 0; c < channels; c++) plan.emit(memory.OP_SCALE, bus + c * plan.stride, ramp)
    stems.set(stem.id, bus)
  }
  return stems
}

/**
 * Copies of stems as files of 32-bit floats hold them. What is heard, and float deliverables, are made of these: so they
 * are to the last bit what can be made of the files of their stems.
 */
export function compileSingles(
  plan: PlanCompiler,
  stems: ReadonlyMap<StemId, number>,
): ReadonlyMap<StemId, number> {
  const singles = new Map<StemId, number>()
  for (const [stem, bus] of stems) {
    const single = plan.buffer()
    plan.emitBus(memory.OP_COPY, single, bus)
    for (let c = 0; c < plan.channels; c++)
      plan.emit(memory.OP_QUANTISE, single + c * plan.stride, memory.FORMAT_FLOAT32, 0)
    singles.set(stem, single)
  }
  return singles
}
