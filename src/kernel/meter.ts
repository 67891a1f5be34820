import { gainToDb } from '../domain/units.ts'
import * as memory from './assembly/layout.ts'
import type { KernelInstance } from './kernelInstance.ts'
import { kWeighting } from './kWeighting.ts'
import type { MixPlan, PlanBus } from './mixPlan.ts'

/** What a meter has to know of where it is. */
export type MeterPlan = Pick<
  MixPlan,
  'sampleRate' | 'stride' | 'meterScratch' | 'truePeakMaxOnly' | 'measuresPeaks'
>
export type MeterBus = Pick<PlanBus, 'address' | 'channels' | 'weights'>

/** Mean square to LUFS (BS.1770-5 eq. 2); −Infinity for silence. */
export const lufs = (meanSquare: number): number => -0.691 + 10 * Math.log10(meanSquare)

/** Reads one bus's meter out of the kernel's memory. The block must have been run; reading changes nothing. */
export class Meter {
  readonly channels: number
  readonly #instance: KernelInstance
  readonly #view: DataView
  readonly #state: number
  readonly #gated: number
  readonly #range: number
  readonly #perChannel: number

  /** Lays out the meter's state at `state`, measuring a bus of the plan. */
  constructor(instance: KernelInstance, plan: MeterPlan, bus: MeterBus, state: number) {
    this.channels = bus.channels
    this.#instance = instance
    this.#view = new DataView(instance.memory)
    this.#state = state
    const ring = state + memory.METER_BYTES
    this.#gated = ring + memory.SHORT_TERM_HOPS * 8
    this.#range = this.#gated + memory.HISTOGRAM_BYTES
    this.#perChannel = this.#range + memory.HISTOGRAM_BYTES
    const header = [
      [memory.METER_CHANNELS, bus.channels],
      [memory.METER_INPUT, bus.address],
      [memory.METER_STRIDE, plan.stride],
      [memory.METER_HOP_SAMPLES, plan.sampleRate / memory.HOPS_PER_SECOND],
      [memory.METER_MAX_ONLY, plan.measuresPeaks === false ? 2 : plan.truePeakMaxOnly ? 1 : 0],
      [memory.METER_RING, ring],
      [memory.METER_GATED, this.#gated],
      [memory.METER_RANGE, this.#range],
      [memory.METER_PER_CHANNEL, this.#perChannel],
      [memory.METER_SCRATCH, plan.meterScratch],
    ] as const
    for (const [offset, value] of header) this.#view.setInt32(state + offset, value, true)
    kWeighting(plan.sampleRate).forEach((coefficient, i) => {
      this.#view.setFloat64(state + memory.METER_COEFFICIENTS + i * 8, coefficient, true)
    })
    bus.weights.forEach((weight, c) => {
      this.#view.setFloat64(this.#channel(c) + memory.CHANNEL_WEIGHT, weight, true)
    })
  }

  momentaryLufs(): number {
    return lufs(this.#f64(memory.METER_MOMENTARY))
  }
  shortTermLufs(): number {
    return lufs(this.#f64(memory.METER_SHORT_TERM))
  }
  maxMomentaryLufs(): number {
    return lufs(this.#f64(memory.METER_MAX_MOMENTARY))
  }
  maxShortTermLufs(): number {
    return lufs(this.#f64(memory.METER_MAX_SHORT_TERM))
  }
  /** −Infinity while no block has passed the absolute gate. */
  integratedLufs(): number {
    const value = this.#instance.kernel.integrated(this.#gated)
    return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value
  }
  /** −Infinity while no short-term value has passed the absolute gate. */
  loudnessRangeLu(): number {
    const value = this.#instance.kernel.loudnessRange(this.#range)
    return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value
  }
  maxTruePeakDb(): number {
    return gainToDb(this.#greatest(memory.CHANNEL_MAX_TRUE_PEAK))
  }
  maxSamplePeakDb(): number {
    return gainToDb(this.#greatest(memory.CHANNEL_MAX_PEAK))
  }

  /** Hops of 10 ms that are whole. */
  hops(): number {
    return this.#view.getInt32(this.#state + memory.METER_HOPS, true)
  }
  /** The weighted energy of one of the last `SHORT_TERM_HOPS` hops: the sum of squares of its samples. */
  hopEnergy(hop: number): number {
    const at = this.#state + memory.METER_BYTES + (hop % memory.SHORT_TERM_HOPS) * 8
    return this.#view.getFloat64(at, true)
  }

  /** Linear sample and true peak of a channel since `clearPeaks`. */
  samplePeak(channel: number): number {
    return this.#view.getFloat64(this.#channel(channel) + memory.CHANNEL_PEAK, true)
  }
  truePeak(channel: number): number {
    return this.#view.getFloat64(this.#channel(channel) + memory.CHANNEL_TRUE_PEAK, true)
  }
  clearPeaks(): void {
    for (let c = 0; c < this.channels; c++) {
      this.#view.setFloat64(this.#channel(c) + memory.CHANNEL_PEAK, 0, true)
      this.#view.setFloat64(this.#channel(c) + memory.CHANNEL_TRUE_PEAK, 0, true)
    }
  }

  /** Starts the measurement anew: windows, gates, range and maxima; filter memory too. */
  reset(): void {
    const bytes = new Uint8Array(this.#instance.memory)
    for (const offset of [memory.METER_HOP_FILL, memory.METER_HOPS]) {
      this.#view.setInt32(this.#state + offset, 0, true)
    }
    bytes.fill(0, this.#state + memory.METER_MOMENTARY, this.#state + memory.METER_COEFFICIENTS)
    bytes.fill(0, this.#gated, this.#perChannel)
    for (let c = 0; c < this.channels; c++) {
      const channel = this.#channel(c)
      bytes.fill(0, channel + memory.CHANNEL_ENERGY, channel + memory.CHANNEL_BYTES)
    }
  }

  #channel(channel: number): number {
    return this.#perChannel + channel * memory.CHANNEL_BYTES
  }
  #f64(offset: number): number {
    return this.#view.getFloat64(this.#state + offset, true)
  }
  #greatest(offset: number): number {
    let top = 0
    for (let c = 0; c < this.channels; c++)
      top = Math.max(top, this.#view.getFloat64(this.#channel(c) + offset, true))
    return top
  }
}
