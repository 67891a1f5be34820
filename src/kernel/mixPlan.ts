import type { DeliverableId } from '../domain/deliverables/deliverable.ts'
import { DELIVERABLES } from '../domain/deliverables/registry.ts'
import { type DeliveryFormat, deliveryFormat } from '../domain/delivery.ts'
import { layoutOf, loudnessWeight, type Speaker, stereoFold } from '../domain/layout.ts'
import type { BusId } from '../domain/ports.ts'
import type { Session, Track, TrackId } from '../domain/session.ts'
import { STEMS, type StemId } from '../domain/stems.ts'
import { Arena } from './arena.ts'
import * as memory from './assembly/layout.ts'
import { HEAP_BASE } from './kernelInstance.ts'

/** What a ramp of the plan is the level of. `levels` gives the values, in the plan's order. */
export type RampSource =
  | {
      readonly of: 'track' | 'solo'
      readonly track: TrackId
      readonly output: number
      readonly input: number
    }
  | { readonly of: 'stem'; readonly stem: StemId }

export type PlanInput = { readonly track: TrackId; readonly channels: number; readonly address: number }
export type PlanBus = { readonly id: BusId; readonly address: number; readonly meter: number | null }
export type PlanDelivery = {
  readonly id: DeliverableId
  /** Interleaved bytes of the block, ready for the file. */
  readonly packed: number
  readonly bytesPerFrame: number
  readonly quantisers: number
}

/**
 * A session's mix as a flat program for the kernel, with the addresses a host needs to feed and read it. Plain data:
 * it is posted to the AudioWorklet as it is. A buffer holds planar doubles, `stride` bytes from channel to channel.
 */
export type MixPlan = {
  readonly sampleRate: number
  /** Channels of every bus. */
  readonly channels: number
  readonly weights: readonly number[]
  readonly maxBlock: number
  readonly stride: number
  readonly memoryBytes: number
  readonly program: { readonly address: number; readonly words: Int32Array }
  readonly ramps: { readonly address: number; readonly sources: readonly RampSource[] }
  readonly inputs: readonly PlanInput[]
  /** Where file bytes are put for decoding: room for a block of the widest input in doubles. */
  readonly staging: number
  /** Stems that have tracks, then deliverables. */
  readonly buses: readonly PlanBus[]
  /** Per input: f64 peak of each bus channel, after the fader. Live plans only. */
  readonly trackPeaks: number | null
  /** The sum of what is soloed. Live plans only: an export has no listening. */
  readonly solo: number | null
  readonly deliveries: readonly PlanDelivery[]
  /** State of every rounding, one a channel: each wants its own dither. */
  readonly quantisers: readonly number[]
  /** f64: the largest |composite − (its other stems + M&E − fill)|. Export plans only. */
  readonly residual: number | null
  readonly meterScratch: number
  readonly truePeakMaxOnly: boolean
}

export type PlanPurpose =
  | { readonly kind: 'live'; readonly maxBlock: number }
  | { readonly kind: 'export'; readonly maxBlock: number; readonly format: DeliveryFormat }

const QUANTISER_FORMAT: Readonly<Record<DeliveryFormat, number>> = {
  wav16: memory.FORMAT_INT16_TPDF,
  wav16shaped: memory.FORMAT_INT16_SHAPED,
  wav24: memory.FORMAT_INT24,
  wav32f: memory.FORMAT_FLOAT32,
}

/** Lays out one plan: the arena, the instructions, and the ramps they refer to. */
class Compiler {
  readonly arena = new Arena(HEAP_BASE)
  readonly sources: RampSource[] = []
  readonly #instructions: number[][] = []
  readonly #rampBase: number

  readonly channels: number
  readonly stride: number

  constructor(channels: number, maxBlock: number, rampLimit: number) {
    this.channels = channels
    // One cache line more than needed, so that the channels of a power-of-two block do not fall on the same sets.
    this.stride = ((maxBlock * 8 + 15) & ~15) + 64
    this.#rampBase = this.arena.take(rampLimit * memory.RAMP_BYTES)
  }

  get rampBase(): number {
    return this.#rampBase
  }

  ramp(source: RampSource): number {
    this.sources.push(source)
    return this.#rampBase + (this.sources.length - 1) * memory.RAMP_BYTES
  }

  buffer(channels = this.channels): number {
    return this.arena.take(channels * this.stride)
  }

  emit(opcode: number, ...operands: number[]): void {
    const words = [opcode, ...operands]
    while (words.length < memory.OP_WORDS) words.push(0)
    this.#instructions.push(words)
  }

  /** One instruction for every channel of a bus; operands that are buffers move on by channel. */
  emitBus(opcode: number, dst: number, src: number): void {
    for (let c = 0; c < this.channels; c++) this.emit(opcode, dst + c * this.stride, src + c * this.stride)
  }

  /** dst = Σ sources. */
  sum(dst: number, sources: readonly number[]): void {
    const [first, ...rest] = sources
    for (let c = 0; c < this.channels && first === undefined; c++)
      this.emit(memory.OP_CLEAR, dst + c * this.stride)
    if (first !== undefined) this.emitBus(memory.OP_COPY, dst, first)
    for (const src of rest) this.emitBus(memory.OP_ADD, dst, src)
  }

  meter(): number {
    return this.arena.take(
      memory.METER_BYTES +
        memory.SHORT_TERM_HOPS * 8 +
        2 * memory.HISTOGRAM_BYTES +
        this.channels * memory.CHANNEL_BYTES,
    )
  }

  program(): { address: number; words: Int32Array } {
    const words = Int32Array.from(this.#instructions.flat())
    return { address: this.arena.take(words.byteLength), words }
  }
}

/** The matrix entries that a track can have other than zero, whatever its levels and its pan: see `trackMatrix`. */
function matrixEntries(
  { speakers }: Track,
  outputs: readonly Speaker[],
): { readonly output: number; readonly input: number }[] {
  const reaches = (speaker: Speaker | null, output: number): boolean =>
    outputs.length === 2
      ? speaker === 'M' || (stereoFold(speaker)[output] ?? 0) !== 0
      : speaker === outputs[output]
  return outputs.flatMap((_, output) =>
    speakers.flatMap((speaker, input) => (reaches(speaker, output) ? [{ output, input }] : [])),
  )
}

/**
 * Compiles a session. The order is fixed and is the signal's: tracks into stems in track order, stem faders,
 * deliverables from stems in registry order, then (export) rounding, null test and packing, and meters last, so that
 * they see the very samples delivered. Throws RangeError for a rate that has no whole 10 ms.
 */
export function compileMixPlan(session: Session, purpose: PlanPurpose): MixPlan {
  if (session.sampleRate % memory.HOPS_PER_SECOND !== 0) {
    throw new RangeError(`${session.sampleRate} Hz has no whole number of samples in 10 ms`)
  }
  const layout = layoutOf(session.layout)
  const channels = layout.speakers.length
  const live = purpose.kind === 'live'
  const matrices = session.tracks.map((track) => matrixEntries(track, layout.speakers))
  const rampLimit = STEMS.length + matrices.flat().length * (live ? 2 : 1)
  const plan = new Compiler(channels, purpose.maxBlock, rampLimit)

  const inputs = session.tracks.map((track) => ({
    track: track.id,
    channels: track.speakers.length,
    address: plan.buffer(track.speakers.length),
  }))
  const widest = Math.max(channels, ...inputs.map((input) => input.channels))
  const staging = plan.arena.take(purpose.maxBlock * widest * 8 + 16)
  const meterScratch = plan.arena.take(memory.TRUE_PEAK_SCRATCH_BYTES)
  const trackPeaks = live ? plan.arena.take(Math.max(1, inputs.length) * channels * 8) : null
  const solo = live ? plan.buffer() : null
  const buses: PlanBus[] = []
  const stemBuffers = new Map<StemId, number>()
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
    plan.sum(bus, [])
    for (const index of members) {
      const track = inputs[index]
      const matrix = matrices[index] ?? []
      if (!track) continue
      // A meter must see what the channels of a fold-down come to together.
      const folds = matrix.some((one) => matrix.some((other) => other !== one && other.output === one.output))
      const mix = folds ? foldBuffer() : bus
      if (folds) plan.sum(mix, [])
      const peakOf = (output: number): number =>
        trackPeaks === null ? 0 : trackPeaks + (index * channels + output) * 8
      for (const { output, input } of matrix) {
        const src = track.address + input * plan.stride
        const ramp = plan.ramp({ of: 'track', track: track.track, output, input })
        plan.emit(memory.OP_MIX, mix + output * plan.stride, src, ramp, folds ? 0 : peakOf(output), 1)
        if (solo !== null) {
          const soloRamp = plan.ramp({ of: 'solo', track: track.track, output, input })
          plan.emit(memory.OP_MIX, solo + output * plan.stride, src, soloRamp, 0, 1)
        }
      }
      if (!folds) continue
      if (trackPeaks !== null) {
        for (let c = 0; c < channels; c++) plan.emit(memory.OP_PEAK, mix + c * plan.stride, peakOf(c))
      }
      plan.emitBus(memory.OP_ADD, bus, mix)
    }
    const ramp = plan.ramp({ of: 'stem', stem: stem.id })
    for (let c = 0; c < channels; c++) plan.emit(memory.OP_SCALE, bus + c * plan.stride, ramp)
    stemBuffers.set(stem.id, bus)
    buses.push({ id: `stem:${stem.id}`, address: bus, meter: live ? plan.meter() : null })
  }
  const sumOf = (stems: readonly StemId[]): number => {
    const bus = plan.buffer()
    plan.sum(
      bus,
      stems.flatMap((stem) => stemBuffers.get(stem) ?? []),
    )
    return bus
  }
  const outputs = new Map<DeliverableId, number>()
  for (const spec of DELIVERABLES) {
    const bus = sumOf(spec.stems)
    outputs.set(spec.id, bus)
    buses.push({ id: `deliverable:${spec.id}`, address: bus, meter: plan.meter() })
  }
  plan.emit(memory.OP_ADVANCE, plan.rampBase, plan.sources.length)

  const deliveries: PlanDelivery[] = []
  const quantisers: number[] = []
  let residual: number | null = null
  if (purpose.kind === 'export') {
    const format = QUANTISER_FORMAT[purpose.format]
    const round = (bus: number): number => {
      const states = plan.arena.take(channels * memory.QUANTISER_BYTES)
      for (let c = 0; c < channels; c++) {
        const state = states + c * memory.QUANTISER_BYTES
        plan.emit(memory.OP_QUANTISE, bus + c * plan.stride, format, state)
        quantisers.push(state)
      }
      return states
    }
    const bytesPerFrame = (deliveryFormat(purpose.format).bits / 8) * channels
    for (const [id, bus] of outputs) {
      const states = round(bus)
      const packed = plan.arena.take(purpose.maxBlock * bytesPerFrame + 16)
      plan.emit(memory.OP_PACK, packed, bus, format, channels, plan.stride)
      deliveries.push({ id, packed, bytesPerFrame, quantisers: states })
    }
    residual = compileNullTest(plan, outputs, sumOf, round)
  }
  for (const bus of buses) if (bus.meter !== null) plan.emit(memory.OP_METER, bus.meter)

  const program = plan.program()
  return {
    sampleRate: session.sampleRate,
    channels,
    weights: layout.speakers.map(loudnessWeight),
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
    deliveries,
    quantisers,
    residual,
    meterScratch,
    truePeakMaxOnly: !live,
  }
}

/**
 * composite − (what only the composite has + M&E − what only the M&E has), all as their files hold them: what the
 * rounding of separate files leaves. Returns the address of its peak.
 */
function compileNullTest(
  plan: Compiler,
  outputs: ReadonlyMap<DeliverableId, number>,
  sumOf: (stems: readonly StemId[]) => number,
  round: (bus: number) => number,
): number {
  const stemsOf = (id: DeliverableId): readonly StemId[] =>
    DELIVERABLES.find((spec) => spec.id === id)?.stems ?? []
  const inComposite = stemsOf('composite')
  const inMe = stemsOf('me')
  const removed = sumOf(inComposite.filter((stem) => !inMe.includes(stem)))
  const added = sumOf(inMe.filter((stem) => !inComposite.includes(stem)))
  round(removed)
  round(added)
  const rest = plan.buffer()
  plan.emitBus(memory.OP_COPY, rest, outputs.get('composite') ?? rest)
  plan.emitBus(memory.OP_SUBTRACT, rest, removed)
  plan.emitBus(memory.OP_SUBTRACT, rest, outputs.get('me') ?? rest)
  plan.emitBus(memory.OP_ADD, rest, added)
  const peak = plan.arena.take(8)
  for (let c = 0; c < plan.channels; c++) plan.emit(memory.OP_PEAK, rest + c * plan.stride, peak)
  return peak
}
