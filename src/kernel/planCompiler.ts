import { Arena } from './arena.ts'
import * as memory from './assembly/layout.ts'
import { HEAP_BASE } from './kernelInstance.ts'
import type { MixPlan, PlanSegment, RampSource } from './mixPlan.ts'

/** When a run of instructions is part of a block. */
export type Gate = Pick<PlanSegment, 'deliveries' | 'during' | 'ahead'>

/** Lays out one plan: the arena, the instructions, and the ramps they refer to. */
export class PlanCompiler {
  readonly arena = new Arena(HEAP_BASE)
  readonly sources: RampSource[] = []
  readonly rampBase: number
  readonly channels: number
  readonly stride: number
  readonly maxBlock: number
  readonly #rampLimit: number
  readonly #instructions: number[][] = []
  readonly #segments: (Gate & { readonly first: number })[] = []

  constructor(channels: number, maxBlock: number, rampLimit: number) {
    this.channels = channels
    this.maxBlock = maxBlock
    // One cache line more than needed, so that the channels of a power-of-two block do not fall on the same sets.
    this.stride = ((maxBlock * 8 + 15) & ~15) + 64
    this.#rampLimit = rampLimit
    this.rampBase = this.arena.take(rampLimit * memory.RAMP_BYTES)
    this.gate({ deliveries: [] })
  }

  /** What is emitted from now on runs when this says. */
  gate(gate: Gate): void {
    this.#segments.push({ ...gate, first: this.#instructions.length })
  }

  ramp(source: RampSource): number {
    if (this.sources.length === this.#rampLimit) throw new RangeError('more ramps than were allowed for')
    this.sources.push(source)
    return this.rampBase + (this.sources.length - 1) * memory.RAMP_BYTES
  }

  buffer(channels = this.channels): number {
    return this.arena.take(channels * this.stride)
  }

  emit(opcode: number, ...operands: number[]): void {
    const words = [opcode, ...operands]
    if (words.length > memory.OP_WORDS) throw new RangeError(`an instruction of ${words.length} words`)
    while (words.length < memory.OP_WORDS) words.push(0)
    this.#instructions.push(words)
  }

  /** One instruction for every channel of a bus; operands that are buffers move on by channel. */
  emitBus(opcode: number, dst: number, src: number, channels = this.channels): void {
    for (let c = 0; c < channels; c++) this.emit(opcode, dst + c * this.stride, src + c * this.stride)
  }

  /** dst = Σ sources. */
  sum(dst: number, sources: readonly number[]): void {
    const [first, ...rest] = sources
    const late = rest.splice(memory.SUM_SOURCES - 1)
    for (let c = 0; c < this.channels; c++) {
      const offset = c * this.stride
      if (first === undefined) this.emit(memory.OP_CLEAR, dst + offset)
      else if (rest.length === 0) this.emit(memory.OP_COPY, dst + offset, first + offset)
      else this.emit(memory.OP_SUM, dst + offset, ...[first, ...rest].map((src) => src + offset))
    }
    for (const src of late) this.emitBus(memory.OP_ADD, dst, src)
  }

  meter(channels = this.channels): number {
    return this.arena.take(
      memory.METER_BYTES +
        memory.SHORT_TERM_HOPS * 8 +
        2 * memory.HISTOGRAM_BYTES +
        channels * memory.CHANNEL_BYTES,
    )
  }

  program(): MixPlan['program'] {
    const words = Int32Array.from(this.#instructions.flat())
    const segments = this.#segments.map((segment, index) => ({
      ...segment,
      count: (this.#segments[index + 1]?.first ?? this.#instructions.length) - segment.first,
    }))
    return {
      address: this.arena.take(words.byteLength),
      words,
      segments: segments.filter(({ count }) => count > 0),
      runs: this.arena.take(segments.length * 8),
    }
  }
}
