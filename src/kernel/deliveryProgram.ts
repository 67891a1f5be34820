import { type DeliveryFormat, deliveryFormat } from '../domain/deliveryFormat.ts'
import { foldMatrix, type Layout, loudnessWeight } from '../domain/layout.ts'
import { STEMS, type StemId } from '../domain/stems.ts'
import * as memory from './assembly/layout.ts'
import { compileLimiter } from './linkedMaster.ts'
import type { DeliveryRequest, MixPlan, PlanBus, PlanDelivery, PlanPurpose } from './mixPlan.ts'
import { compileNullTests } from './nullTests.ts'
import type { PlanCompiler } from './planCompiler.ts'
import { compileSingles } from './stemProgram.ts'

/** Different factors that fold-downs have, at most: 1, −3 dB and −6 dB, once for the limiter and once for what is made. */
export const FOLD_GAINS = 6

const QUANTISER_FORMAT: Readonly<Record<DeliveryFormat, number>> = {
  wav16: memory.FORMAT_INT16_TPDF,
  wav16shaped: memory.FORMAT_INT16_SHAPED,
  wav24: memory.FORMAT_INT24,
  wav32f: memory.FORMAT_FLOAT32,
}

type Made = Pick<MixPlan, 'buses' | 'deliveries' | 'quantisers' | 'residuals' | 'pops' | 'limiter'>

/** What the parts of an export's program share. */
export class DeliveryCompiler {
  readonly plan: PlanCompiler
  readonly quantisers: number[] = []
  readonly #stems: ReadonlyMap<StemId, number>
  readonly #singles: ReadonlyMap<StemId, number>
  readonly #folds = new Map<number, number>()

  /** `singles`: the stems for float files, where there are any. */
  constructor(plan: PlanCompiler, stems: ReadonlyMap<StemId, number>, singles: ReadonlyMap<StemId, number>) {
    this.plan = plan
    this.#stems = stems
    this.#singles = singles
  }

  /** Those of the stems that have tracks, in console order: which order they are added in decides the last bit. */
  present(stems: readonly string[]): readonly StemId[] {
    return STEMS.map(({ id }) => id).filter((id) => stems.includes(id) && this.#stems.has(id))
  }

  /** The bus of the only stem of these that has tracks, which is their sum already. */
  onlyStem(stems: readonly StemId[]): number | undefined {
    const [first, ...rest] = this.present(stems)
    return first !== undefined && rest.length === 0 ? this.#stems.get(first) : undefined
  }

  /** The stems as they are mixed, before any of them is a float. */
  get stemBuses(): readonly number[] {
    return [...this.#stems.values()]
  }

  /** The bus of a stem that is present, for files of a format. */
  stem(stem: StemId, format: DeliveryFormat): number {
    return (deliveryFormat(format).float ? this.#singles : this.#stems).get(stem) ?? 0
  }

  /** A bus of its own with the sum of stems, in the session's layout. */
  sumOf(stems: readonly StemId[], format: DeliveryFormat, bus = this.plan.buffer()): number {
    this.plan.sum(
      bus,
      this.present(stems).map((stem) => this.stem(stem, format)),
    )
    return bus
  }

  /** A bus of its own with a bus folded down. */
  fold(bus: number, from: Layout, to: Layout, folded = this.plan.buffer(to.speakers.length)): number {
    const { plan } = this
    for (const [row, factors] of foldMatrix(from, to).entries()) {
      const dst = folded + row * plan.stride
      const parts = [...factors.entries()].filter(([, gain]) => gain !== 0)
      if (parts.length === 0) plan.emit(memory.OP_CLEAR, dst)
      for (const [index, [c, gain]] of parts.entries()) {
        const how = index === 0 ? memory.MIX_FIRST : memory.MIX_ADD
        plan.emit(memory.OP_MIX, dst, bus + c * plan.stride, this.#foldRamp(gain), 0, how)
      }
    }
    return folded
  }

  /** Rounds a bus in place to what its file will hold. Returns the state, one after the other by channel. */
  round(bus: number, channels: number, format: DeliveryFormat): number {
    const { plan } = this
    const states = this.#quantiserStates(channels)
    for (let c = 0; c < channels; c++) {
      const state = states + c * memory.QUANTISER_BYTES
      plan.emit(memory.OP_QUANTISE, bus + c * plan.stride, QUANTISER_FORMAT[format], state)
    }
    return states
  }

  /** As `round`, of two channels to 24 bits, and their bytes at `packed`. */
  deliverStereo24(bus: number, packed: number): number {
    const { plan } = this
    const states = this.#quantiserStates(2)
    plan.emit(memory.OP_DELIVER_STEREO24, packed, bus, states, plan.stride)
    return states
  }

  #quantiserStates(channels: number): number {
    const states = this.plan.arena.take(channels * memory.QUANTISER_BYTES)
    for (let c = 0; c < channels; c++) this.quantisers.push(states + c * memory.QUANTISER_BYTES)
    return states
  }

  #foldRamp(gain: number): number {
    const found = this.#folds.get(gain)
    const ramp = found ?? this.plan.ramp({ of: 'fold', gain })
    this.#folds.set(gain, ramp)
    return ramp
  }
}

/**
 * From stems to files: for each deliverable its sum and fold-down, the pops, the gain of the linked master, rounding and
 * packing; then the null tests, and at last the meters. Each only in blocks that the deliverable holds.
 */
export function compileDeliveries(
  plan: PlanCompiler,
  layout: Layout,
  stems: ReadonlyMap<StemId, number>,
  purpose: PlanPurpose & { readonly kind: 'export' },
  sampleRate: number,
): Made {
  const requests = purpose.deliveries
  const floats = requests.some(({ format }) => deliveryFormat(format).float)
  const pops = purpose.pops ? plan.buffer(1) : null
  const { ceilingDbtp, measureOnly } = purpose
  // It looks at what is mixed now, and everything behind it is of what was mixed before.
  const limiter =
    ceilingDbtp === undefined
      ? null
      : compileLimiter(new DeliveryCompiler(plan, stems, new Map()), {
          layout,
          requests,
          pops,
          ceilingDbtp,
          sampleRate,
        })
  const masterCurve = limiter?.curve ?? null
  const compiler = new DeliveryCompiler(plan, stems, floats ? compileSingles(plan, stems) : new Map())
  const outputs = requests.map((request, index) => {
    plan.gate({ deliveries: [index], during: 'mixed' })
    const sum = compiler.sumOf(request.stems, request.format)
    const bus = request.layout.id === layout.id ? sum : compiler.fold(sum, layout, request.layout)
    if (pops !== null && !request.withoutPops) {
      plan.gate({ deliveries: [index], during: 'pops' })
      for (const [c, speaker] of request.layout.speakers.entries())
        if (speaker !== 'LFE') plan.emit(memory.OP_ADD, bus + c * plan.stride, pops)
    }
    if (request.aside) compileAside(plan, request, index, bus, pops)
    return bus
  })
  const made = measureOnly ? [] : requests
  const deliveries = made.map((request, index): PlanDelivery => {
    const bus = outputs[index] ?? 0
    plan.gate({ deliveries: [index], during: 'mixed' })
    for (let c = 0; masterCurve !== null && c < request.layout.speakers.length; c++)
      plan.emit(memory.OP_MULTIPLY, bus + c * plan.stride, masterCurve)
    plan.gate({ deliveries: [index] })
    return compileFile(compiler, request, bus)
  })
  const residuals = compileNullTests(compiler, layout, made, outputs, masterCurve)
  const buses = requests.map((request, index): PlanBus => {
    const { speakers } = request.layout
    return {
      id: `deliverable:${request.id}`,
      address: outputs[index] ?? 0,
      channels: speakers.length,
      weights: speakers.map(loudnessWeight),
      meter: plan.meter(speakers.length),
    }
  })
  compileMeters(plan, requests, buses)
  return { buses, deliveries, quantisers: compiler.quantisers, residuals, pops, limiter }
}

/** What a deliverable holds beside the mix, in place of its sum: no gain is on it, whatever the mix has there. */
function compileAside(
  plan: PlanCompiler,
  { layout }: DeliveryRequest,
  index: number,
  bus: number,
  pops: number | null,
): void {
  plan.gate({ deliveries: [index], during: 'aside' })
  for (const [c, speaker] of layout.speakers.entries()) {
    const channel = bus + c * plan.stride
    if (pops === null || speaker === 'LFE') plan.emit(memory.OP_CLEAR, channel)
    else plan.emit(memory.OP_COPY, channel, pops)
  }
}

/** Two that are always under way together measure side by side: that takes less than one after the other. */
function compileMeters(
  plan: PlanCompiler,
  requests: readonly DeliveryRequest[],
  buses: readonly PlanBus[],
): void {
  const waiting = new Map<string, number>()
  const measure = (deliveries: readonly number[]): void => {
    plan.gate({ deliveries, during: 'measured' })
    plan.emit(memory.OP_METER, ...deliveries.map((index) => buses[index]?.meter ?? 0))
  }
  for (const [index, { range }] of requests.entries()) {
    const other = waiting.get(range)
    if (other === undefined) waiting.set(range, index)
    else measure([other, index])
    if (other !== undefined) waiting.delete(range)
  }
  for (const index of waiting.values()) measure([index])
}

/** Rounds a bus, and makes the bytes of its file or files. */
function compileFile(
  compiler: DeliveryCompiler,
  { id, layout, format, split }: DeliveryRequest,
  bus: number,
): PlanDelivery {
  const { plan } = compiler
  const channels = layout.speakers.length
  const inFile = split ? 1 : channels
  const bytesPerFrame = (deliveryFormat(format).bits / 8) * inFile
  if (format === 'wav24' && inFile === 2) {
    const bytes = plan.arena.take(plan.maxBlock * bytesPerFrame + 16)
    return { id, channels, packed: [bytes], bytesPerFrame, quantisers: compiler.deliverStereo24(bus, bytes) }
  }
  const quantisers = compiler.round(bus, channels, format)
  const packed = Array.from({ length: channels / inFile }, (_, file) => {
    const bytes = plan.arena.take(plan.maxBlock * bytesPerFrame + 16)
    plan.emit(memory.OP_PACK, bytes, bus + file * plan.stride, QUANTISER_FORMAT[format], inFile, plan.stride)
    return bytes
  })
  return { id, channels, packed, bytesPerFrame, quantisers }
}
