import type { PcmEncoding } from '../domain/media.ts'
import * as memory from './assembly/layout.ts'
import { instantiateKernel, type KernelInstance } from './kernelInstance.ts'
import { LimiterState } from './limiterState.ts'
import { Meter } from './meter.ts'
import type { MixPlan } from './mixPlan.ts'
import { encodingCode } from './pcmCodec.ts'
import { ditherSeed } from './roundingStage.ts'
import { ShortTermSeries } from './shortTermSeries.ts'

/** Length of a level move, so that 60 moves a second join up: 20 ms. */
const RAMP_SECONDS = 0.02

/** A decoder reads up to 4 bytes past the end of what it decodes. */
const READ_PAST = 16

/** What is under way in a block of an export. */
export type BlockState = {
  /** By delivery of the plan; absent: all of them. */
  readonly deliveries?: readonly boolean[]
  /** A pop sounds: `MixRenderer.pops` holds it. */
  readonly pops: boolean
  readonly measured: boolean
  /** No pop sounds: it would be in every part of a sum. */
  readonly summed: boolean
  /** It is beside the mix, of which nothing is read and nothing moves on: only these deliverables are longer by it. */
  readonly aside?: boolean
  /** What is under way at the inputs, where a limiter looks ahead of what is delivered; absent: the same as above. */
  readonly ahead?: { readonly deliveries: readonly boolean[]; readonly pops: boolean }
}
const EVERYTHING: BlockState = { pops: false, measured: true, summed: true }

/**
 * A plan running in a kernel. Fill the inputs, `run`, read the buses: nothing in between allocates. Any block length
 * up to the plan's gives the same bits.
 */
export class MixRenderer {
  readonly plan: MixPlan
  /** One a bus of the plan, in its order; `null` where the plan does not measure. */
  readonly meters: readonly (Meter | null)[]
  /** Of a plan with a ceiling. */
  readonly limiter: LimiterState | null
  /** As `meters`, of files: what plays live has no end, and gathers none. */
  readonly shortTerm: readonly (ShortTermSeries | null)[]
  /** Bytes that are here need not be staged to be decoded. No part of `state`. */
  readonly spare: Uint8Array
  /** Where file bytes go before `decode`. */
  readonly staging: Uint8Array
  readonly #instance: KernelInstance
  readonly #view: DataView
  readonly #rampSamples: number
  readonly #inputs: readonly (readonly Float64Array[])[]
  readonly #buses: readonly (readonly Float64Array[])[]
  readonly #levels: Float64Array
  /** What the last block was part of, and of how many runs of instructions such a block is. */
  #now: BlockState | null = null
  #runs = 0

  /**
   * The ramps start at 0: call `setLevels(…, false)` before the first block. `spareBytes`: memory beside the plan's own, for
   * the host to read files into.
   */
  constructor(module: WebAssembly.Module, plan: MixPlan, spareBytes = 0) {
    this.plan = plan
    this.#instance = instantiateKernel(module, plan.memoryBytes + spareBytes + READ_PAST)
    this.spare = new Uint8Array(this.#instance.memory, plan.memoryBytes, spareBytes)
    this.#view = new DataView(this.#instance.memory)
    this.#rampSamples = Math.round(plan.sampleRate * RAMP_SECONDS)
    new Int32Array(this.#instance.memory, plan.program.address).set(plan.program.words)
    const widest = Math.max(plan.channels, ...plan.inputs.map((input) => input.channels))
    this.staging = new Uint8Array(this.#instance.memory, plan.staging, plan.maxBlock * widest * 8)
    this.#inputs = plan.inputs.map(({ address, channels }) => this.#channels(address, channels))
    this.#buses = plan.buses.map(({ address, channels }) => this.#channels(address, channels))
    this.#levels = new Float64Array(plan.ramps.sources.length)
    this.meters = plan.buses.map((bus) =>
      bus.meter === null ? null : new Meter(this.#instance, plan, bus, bus.meter),
    )
    this.limiter = plan.limiter && new LimiterState(this.#instance, plan.limiter, plan.sampleRate)
    this.shortTerm = this.meters.map((meter) =>
      meter && plan.truePeakMaxOnly ? new ShortTermSeries(meter, plan.sampleRate) : null,
    )
    this.#seedDither()
  }

  /** Planar channels of an input: room for a block each. */
  input(index: number): readonly Float64Array[] {
    const found = this.#inputs[index]
    if (!found) throw new RangeError(`no input ${index}`)
    return found
  }

  /** Planar channels of a bus, by its place in the plan. */
  bus(index: number): readonly Float64Array[] {
    const found = this.#buses[index]
    if (!found) throw new RangeError(`no bus ${index}`)
    return found
  }

  get solo(): readonly Float64Array[] | null {
    return this.plan.solo === null ? null : this.#channels(this.plan.solo, this.plan.channels)
  }

  /** Peaks of the tracks after their faders, bus channels of each in plan order; the host zeroes what it has read. */
  get trackPeaks(): Float64Array | null {
    const { trackPeaks, inputs, channels } = this.plan
    return trackPeaks === null
      ? null
      : new Float64Array(this.#instance.memory, trackPeaks, inputs.length * channels)
  }

  /**
   * Decodes `frames` frames of the staged bytes into `channels` channels of an input from its channel `first` on; −1, or
   * the index of the first NaN or infinity. `address`: of other bytes than those staged.
   */
  decode(
    index: number,
    { encoding, first, channels }: { encoding: PcmEncoding; first: number; channels: number },
    frames: number,
    offset = 0,
    address = this.plan.staging,
  ): number {
    const input = this.plan.inputs[index]
    if (!input || first + channels > input.channels)
      throw new RangeError(`no such channels of input ${index}`)
    const { kernel } = this.#instance
    return kernel.decode(
      input.address + first * this.plan.stride + offset * 8,
      this.plan.stride,
      address,
      encodingCode(encoding),
      channels,
      frames,
    )
  }

  /** As `decode`, of bytes that are in `spare`, or anywhere else. */
  decodeBytes(
    index: number,
    piece: { encoding: PcmEncoding; first: number; channels: number },
    bytes: Uint8Array,
    frames: number,
    offset: number,
  ): number {
    if (bytes.buffer === this.#instance.memory)
      return this.decode(index, piece, frames, offset, bytes.byteOffset)
    this.staging.set(bytes)
    return this.decode(index, piece, frames, offset)
  }

  /** New targets for the ramps. `ramp` false: at once, as at the start of playing or of an export. */
  setLevels(values: Float64Array, ramp: boolean): void {
    for (let i = 0; i < this.#levels.length; i++) {
      const value = values[i] ?? 0
      const at = this.plan.ramps.address + i * memory.RAMP_BYTES
      if (ramp) {
        if (value === this.#levels[i]) continue
        const remaining = this.#view.getInt32(at + memory.RAMP_REMAINING, true)
        const target = this.#view.getFloat64(at + memory.RAMP_TARGET, true)
        const now = target - this.#view.getFloat64(at + memory.RAMP_STEP, true) * remaining
        this.#view.setFloat64(at + memory.RAMP_STEP, (value - now) / this.#rampSamples, true)
      }
      this.#view.setFloat64(at + memory.RAMP_TARGET, value, true)
      this.#view.setInt32(at + memory.RAMP_REMAINING, ramp ? this.#rampSamples : 0, true)
      this.#levels[i] = value
    }
  }

  /** Renders a block. `now` says what of an export it is part of; without it, of everything but pops. */
  run(frames: number, now: BlockState = EVERYTHING): void {
    const { maxBlock, program } = this.plan
    if (frames > maxBlock) throw new RangeError(`a block of ${frames} in a plan for ${maxBlock}`)
    if (now !== this.#now) this.#choose(now)
    this.#instance.kernel.runAll(program.runs, this.#runs, frames)
  }

  /** Lays out which instructions are part of blocks like this. Those of neighbours that both are run as one. */
  #choose(now: BlockState): void {
    const { program } = this.plan
    const { ahead = now } = now
    this.#now = now
    this.#runs = 0
    let end = -1
    const { aside = false } = now
    const holds = { ...now, aside, mixed: !aside }
    for (const { first, count, deliveries, during, ahead: looksAhead } of program.segments) {
      if (aside && (looksAhead || deliveries.length === 0)) continue
      const active = looksAhead ? ahead.deliveries : now.deliveries
      if (during === 'pops' && looksAhead ? !ahead.pops : during !== undefined && !holds[during]) continue
      if (active && !deliveries.every((index) => active[index])) continue
      if (first !== end) this.#runs += 1
      const at = program.runs + (this.#runs - 1) * 8
      const before = first === end ? this.#view.getInt32(at + 4, true) : 0
      if (before === 0) this.#view.setInt32(at, program.address + first * memory.OP_WORDS * 4, true)
      this.#view.setInt32(at + 4, before + count, true)
      end = first + count
    }
  }

  /** Takes what `shortTerm` has to know of the blocks since the last time: at least once in three seconds of them. */
  gatherShortTerm(): void {
    for (const series of this.shortTerm) series?.gather()
  }

  /**
   * What the next block of pops is, one channel for all, where the inputs are: it is delivered where `now.pops` is set. With
   * a limiter the host fills it for every block, with silence where there is no pop. `null` in a plan without pops.
   */
  get pops(): Float64Array | null {
    const { pops } = this.plan
    return pops === null ? null : (this.#channels(pops, 1)[0] ?? null)
  }

  /**
   * The gain of the limiter, sample by sample, in the last block, by which all deliverables of it were multiplied. `null` in
   * a plan without a ceiling.
   */
  get masterCurve(): Float64Array | null {
    const { masterCurve } = this.plan
    return masterCurve === null ? null : (this.#channels(masterCurve, 1)[0] ?? null)
  }

  /** The bytes of a deliverable's last block, for one of its files. A view: copy before the next `run`. */
  packed(index: number, frames: number, file = 0): Uint8Array {
    const delivery = this.plan.deliveries[index]
    const packed = delivery?.packed[file]
    if (packed === undefined) throw new RangeError(`no file ${file} of delivery ${index}`)
    return new Uint8Array(this.#instance.memory, packed, frames * (delivery?.bytesPerFrame ?? 0))
  }

  /** All that the blocks so far have left behind: the plan's memory, and after it the series of the meters. A copy. */
  state(): Uint8Array<ArrayBuffer> {
    const { memoryBytes } = this.plan
    const series = this.shortTerm.flatMap((one) => one?.state() ?? [])
    const state = new Uint8Array(memoryBytes + series.length * 8)
    state.set(new Uint8Array(this.#instance.memory, 0, memoryBytes))
    new Float64Array(state.buffer, memoryBytes).set(series)
    return state
  }

  /** Goes on where a renderer of the same plan was when it gave its `state`. */
  restore(state: Uint8Array): void {
    const { memoryBytes } = this.plan
    if (state.length < memoryBytes)
      throw new RangeError(`a state of ${state.length} bytes for a kernel of ${memoryBytes}`)
    new Uint8Array(this.#instance.memory).set(state.subarray(0, memoryBytes))
    this.#now = null
    // A copy begins where numbers may begin.
    const series = [...new Float64Array(state.slice(memoryBytes).buffer)]
    for (const one of this.shortTerm) {
      if (!one) continue
      const [count = 0] = series.splice(0, 1)
      one.restore(series.splice(0, count))
    }
  }

  /** Samples of a deliverable that were held to full scale so far. */
  clipped(index: number): number {
    const { quantisers, channels } = this.plan.deliveries[index] ?? { quantisers: 0, channels: 0 }
    let sum = 0
    for (let c = 0; c < channels; c++) {
      const at = quantisers + c * memory.QUANTISER_BYTES + memory.QUANTISER_CLIPPED
      sum += this.#view.getFloat64(at, true)
    }
    return sum
  }

  /** The largest residual of a null test of the plan so far, linear: 0 is an exact null. */
  residual(index: number): number {
    const found = this.plan.residuals[index]
    if (!found) throw new RangeError(`no null test ${index}`)
    return this.#view.getFloat64(found.address, true)
  }

  /** Every channel of every file gets dither of its own: correlated dither would sum. Fixed, so runs repeat. */
  #seedDither(): void {
    this.plan.quantisers.forEach((address, index) => {
      this.#view.setBigUint64(address + memory.QUANTISER_SEED, ditherSeed(index), true)
    })
  }

  #channels(address: number, count: number): Float64Array[] {
    const { stride, maxBlock } = this.plan
    return Array.from(
      { length: count },
      (_, c) => new Float64Array(this.#instance.memory, address + c * stride, maxBlock),
    )
  }
}
