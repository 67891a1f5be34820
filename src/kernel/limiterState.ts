import { dbToGain, decibels, gainToDb } from '../domain/units.ts'
import * as memory from './assembly/layout.ts'
import type { KernelInstance } from './kernelInstance.ts'
import { limiterTaps } from './limiterTaps.ts'
import { limiterLengths, type PlanLimiter } from './linkedMaster.ts'

/** Time in which 63 % of the way back to 1 is gone. */
const RELEASE_SECONDS = 0.06
/** How far under its ceiling what was over it is brought: gain that moves makes peaks of its own, and meters differ. */
const MARGIN_DB = 0.05
/** Less is not counted as limited. */
const TALLY_DB = -0.1

/** A limiter running in a kernel. */
export class LimiterState {
  /** Samples that what is delivered comes after the inputs. */
  readonly delay: number
  readonly #instance: KernelInstance
  readonly #view: DataView
  readonly #plan: PlanLimiter
  readonly #box: number
  readonly #sampleRate: number

  constructor(instance: KernelInstance, plan: PlanLimiter, sampleRate: number) {
    this.delay = plan.delay
    this.#instance = instance
    this.#view = new DataView(instance.memory)
    this.#plan = plan
    this.#sampleRate = sampleRate
    const { box, hold } = limiterLengths(sampleRate)
    this.#box = box
    const { table, reach } = limiterTaps()
    new Float32Array(instance.memory, plan.taps, table.length).set(table)
    const share = -Math.expm1(-1 / (RELEASE_SECONDS * sampleRate))
    const { state } = plan
    const doubles = [
      [memory.LIMITER_CEILING, dbToGain(decibels(plan.ceilingDbtp))],
      [memory.LIMITER_AIM, dbToGain(decibels(plan.ceilingDbtp - MARGIN_DB))],
      [memory.LIMITER_REACH, reach],
      [memory.LIMITER_TALLY_BELOW, dbToGain(decibels(TALLY_DB))],
      [memory.LIMITER_LEAST, 1],
    ] as const
    for (const [offset, value] of doubles) this.#view.setFloat64(state + offset, value, true)
    this.#view.setBigInt64(state + memory.LIMITER_RELEASE, BigInt(Math.round(share * 2 ** 32)), true)
    const words = [
      [memory.LIMITER_BOX, box],
      [memory.LIMITER_HOLD, hold],
      [memory.LIMITER_TAPS, plan.taps],
      [memory.LIMITER_QUEUE, plan.queue],
      [memory.LIMITER_BOXES, plan.boxes],
    ] as const
    for (const [offset, value] of words) this.#view.setInt32(state + offset, value, true)
    this.start()
  }

  /**
   * Begins at a place that does not follow what was before: as if that had been silence. What comes out of the next `delay`
   * samples is not part of anything.
   */
  start(): void {
    const { state, boxes, detectors, waiting } = this.#plan
    const bytes = new Uint8Array(this.#instance.memory)
    for (const { address, bytes: length } of waiting) bytes.fill(0, address, address + length)
    for (const { address, channels } of detectors)
      for (let c = 0; c < channels; c++) {
        const detector = address + c * memory.DETECTOR_BYTES
        bytes.fill(0, detector, detector + memory.DETECTOR_GREATEST)
      }
    this.#view.setInt32(state + memory.LIMITER_UNTALLIED, this.delay, true)
    this.#view.setInt32(state + memory.LIMITER_QUEUE_COUNT, 0, true)
    const unity = BigInt(memory.LIMITER_UNITY)
    const side = BigInt(this.#box)
    this.#view.setBigInt64(state + memory.LIMITER_LEVEL, unity, true)
    for (const index of [0, 1, 2]) {
      const held = unity * side ** BigInt(index)
      this.#view.setBigInt64(state + memory.LIMITER_SUMS + index * 8, held * side, true)
      new BigInt64Array(this.#instance.memory, boxes + index * this.#box * 8, this.#box).fill(held)
    }
  }

  /** The least gain so far, in dB: 0 where nothing was over the ceiling. */
  get maxReductionDb(): number {
    const least = this.#view.getFloat64(this.#plan.state + memory.LIMITER_LEAST, true)
    return least === 1 ? 0 : gainToDb(least)
  }

  /** How long the gain was more than 0.1 dB down. */
  get secondsLimited(): number {
    return this.#view.getFloat64(this.#plan.state + memory.LIMITER_TALLY, true) / this.#sampleRate
  }

  /** The largest true peak of a delivery over the ceiling before it was limited, dBTP; `null`: none was over it. */
  peakBefore(delivery: number): number | null {
    const found = this.#plan.detectors[delivery]
    if (!found) throw new RangeError(`no delivery ${delivery}`)
    let top = 0
    for (let c = 0; c < found.channels; c++) {
      const at = found.address + c * memory.DETECTOR_BYTES + memory.DETECTOR_GREATEST
      top = Math.max(top, this.#view.getFloat64(at, true))
    }
    const db = gainToDb(top)
    return db > this.#plan.ceilingDbtp ? db : null
  }
}
