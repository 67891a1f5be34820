import { loudnessWeight, type Speaker } from '../domain/layout.ts'
import { Arena } from './arena.ts'
import * as memory from './assembly/layout.ts'
import { HEAP_BASE, instantiateKernel, type KernelInstance } from './kernelInstance.ts'
import { Meter } from './meter.ts'

/** How samples are rounded and stored. */
export type Rounding = 'int16 TPDF' | 'int16 shaped' | 'int24' | 'float32'

const FORMATS: Readonly<Record<Rounding, { readonly code: number; readonly bytes: number }>> = {
  'int16 TPDF': { code: memory.FORMAT_INT16_TPDF, bytes: 2 },
  'int16 shaped': { code: memory.FORMAT_INT16_SHAPED, bytes: 2 },
  int24: { code: memory.FORMAT_INT24, bytes: 3 },
  float32: { code: memory.FORMAT_FLOAT32, bytes: 4 },
}

export type RoundingSpec = {
  /** Hz, with a whole number of samples in 10 ms. */
  readonly sampleRate: number
  readonly speakers: readonly Speaker[]
  readonly rounding: Rounding
  /** Samples of a channel that are taken at once, at most. */
  readonly maxBlock: number
  /** Its place among the channels that are dithered in one export: each has dither of its own. */
  readonly firstSeed: number
}

/** The last steps of a mix by themselves, for what was converted after it: rounding, packing and the meters. */
export class RoundingStage {
  /** Planar samples to be rounded, room for a block each. */
  readonly inputs: readonly Float64Array[]
  /** Of the rounded samples: what the file holds. */
  readonly meter: Meter
  readonly #instance: KernelInstance
  readonly #view: DataView
  readonly #program: number
  readonly #instructions: number
  readonly #packed: number
  readonly #bytes: number
  readonly #states: number
  readonly #maxBlock: number
  /** Bytes of its memory. */
  readonly #used: number

  constructor(module: WebAssembly.Module, spec: RoundingSpec) {
    const { sampleRate, speakers, rounding, maxBlock } = spec
    if (sampleRate % memory.HOPS_PER_SECOND !== 0) {
      throw new RangeError(`${sampleRate} Hz has no whole number of samples in 10 ms`)
    }
    const channels = speakers.length
    const { code, bytes } = FORMATS[rounding]
    const arena = new Arena(HEAP_BASE)
    const stride = ((maxBlock * 8 + 15) & ~15) + 64
    const bus = arena.take(channels * stride)
    const meterScratch = arena.take(memory.METER_SCRATCH_BYTES)
    const meter = arena.take(
      memory.METER_BYTES +
        memory.SHORT_TERM_HOPS * 8 +
        2 * memory.HISTOGRAM_BYTES +
        channels * memory.CHANNEL_BYTES,
    )
    this.#states = arena.take(channels * memory.QUANTISER_BYTES)
    this.#packed = arena.take(maxBlock * channels * bytes + 16)
    const delivered =
      code === memory.FORMAT_INT24 && channels === 2
        ? [[memory.OP_DELIVER_STEREO24, this.#packed, bus, this.#states, stride]]
        : [
            ...speakers.map((_, c) => [memory.OP_QUANTISE, bus + c * stride, code, this.#state(c)]),
            [memory.OP_PACK, this.#packed, bus, code, channels, stride],
          ]
    const instructions = [...delivered, [memory.OP_METER, meter]].map((words) => [
      ...words,
      ...new Array<number>(memory.OP_WORDS - words.length).fill(0),
    ])
    const words = Int32Array.from(instructions.flat())
    this.#program = arena.take(words.byteLength)
    this.#instructions = instructions.length
    this.#bytes = bytes * channels
    this.#maxBlock = maxBlock
    this.#used = arena.size
    this.#instance = instantiateKernel(module, arena.size)
    this.#view = new DataView(this.#instance.memory)
    new Int32Array(this.#instance.memory, this.#program).set(words)
    this.inputs = speakers.map((_, c) => new Float64Array(this.#instance.memory, bus + c * stride, maxBlock))
    const plan = { sampleRate, stride, meterScratch, truePeakMaxOnly: true }
    const measured = { address: bus, channels, weights: speakers.map(loudnessWeight) }
    this.meter = new Meter(this.#instance, plan, measured, meter)
    speakers.forEach((_, c) => {
      this.#view.setBigUint64(this.#state(c) + memory.QUANTISER_SEED, ditherSeed(spec.firstSeed + c), true)
    })
  }

  /**
   * Rounds the first `count` samples of the inputs; gives them interleaved, in a view that is good until the next run. The
   * meter, which is the last instruction, sees those that are `measured`.
   */
  run(count: number, measured = true): Uint8Array {
    if (count > this.#maxBlock) throw new RangeError(`a block of ${count}, of at most ${this.#maxBlock}`)
    this.#instance.kernel.run(this.#program, this.#instructions - (measured ? 0 : 1), count)
    return new Uint8Array(this.#instance.memory, this.#packed, count * this.#bytes)
  }

  /** Samples that were held to full scale so far. */
  clipped(): number {
    return this.inputs.reduce(
      (sum, _, c) => sum + this.#view.getFloat64(this.#state(c) + memory.QUANTISER_CLIPPED, true),
      0,
    )
  }

  /** All that the blocks so far have left behind. A copy. */
  state(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#instance.memory, 0, this.#used).slice()
  }

  /** Goes on where another of the same spec was when it gave its `state`. Throws RangeError for that of one of another length. */
  restore(state: Uint8Array): void {
    if (state.length !== this.#used)
      throw new RangeError(`a state of ${state.length} bytes for a stage of ${this.#used}`)
    new Uint8Array(this.#instance.memory).set(state)
  }

  #state(channel: number): number {
    return this.#states + channel * memory.QUANTISER_BYTES
  }
}

/**
 * Where the dither of a channel begins. Neighbouring seeds of a congruential sequence are shifts of one another: these
 * are far apart.
 */
export const ditherSeed = (index: number): bigint =>
  BigInt.asUintN(64, 0x9e3779b97f4a7c15n * BigInt(2 * index + 1))
