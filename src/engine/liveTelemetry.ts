import type { BusId, BusMeter } from '../domain/ports.ts'
import { gainToDb } from '../domain/units.ts'
import {
  FIGURE_INTEGRATED,
  FIGURE_MAX_SAMPLE_PEAK,
  FIGURE_MAX_TRUE_PEAK,
  FIGURE_MOMENTARY,
  FIGURE_RANGE,
  FIGURE_SHORT_TERM,
  PEAK_SLOTS,
  PUBLISH_QUANTA,
  QUANTUM,
  type SharedMix,
  TELEMETRY_CONTEXT_FRAME,
  TELEMETRY_FRAMES_PLAYED,
  TELEMETRY_SEQUENCE,
  type TelemetryLayout,
  telemetryLayout,
} from './worklet/protocol.ts'

type Writable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer U)[] ? U[] : T[K] }

type Reader = {
  /** Publications read so far. */
  seen: number
  readonly meter: Writable<BusMeter>
  readonly refresh: (first: number, last: number) => void
}

/** Reads what the processor publishes for one plan. The meters it returns are the same objects every time. */
export class LiveTelemetry {
  readonly #in: Float64Array
  readonly #layout: TelemetryLayout
  readonly #readers = new Map<BusId, Reader>()

  constructor({ plan, telemetry }: SharedMix) {
    this.#in = new Float64Array(telemetry)
    this.#layout = telemetryLayout(plan)
    for (const [index, bus] of plan.buses.entries()) {
      const meter = silentMeter(plan.channels)
      const refresh = (first: number, last: number): void => {
        for (let c = 0; c < plan.channels; c++) {
          const at = (slot: number): number => this.#layout.busPeaks(slot, index) + 2 * c
          meter.samplePeakDb[c] = this.#highest(first, last, (slot) => at(slot))
          meter.truePeakDb[c] = this.#highest(first, last, (slot) => at(slot) + 1)
        }
        this.#readFigures(meter, this.#layout.figures(index))
      }
      this.#readers.set(bus.id, { seen: 0, meter, refresh })
    }
    for (const [index, input] of plan.inputs.entries()) {
      const meter = silentMeter(plan.channels)
      const refresh = (first: number, last: number): void => {
        for (let c = 0; c < plan.channels; c++) {
          const peak = this.#highest(first, last, (slot) => this.#layout.trackPeaks(slot, index) + c)
          meter.samplePeakDb[c] = peak
          meter.truePeakDb[c] = peak
        }
        const maximum = gainToDb(this.#in[this.#layout.trackMaximum(index)] ?? 0)
        meter.maxSamplePeakDb = maximum
        meter.maxTruePeakDb = maximum
      }
      this.#readers.set(`track:${input.track}`, { seen: 0, meter, refresh })
    }
  }

  /** Samples played since the start, and the context's sample clock at that moment. */
  framesPlayed(): number {
    return this.#in[TELEMETRY_FRAMES_PLAYED] ?? 0
  }
  contextFrame(): number {
    return this.#in[TELEMETRY_CONTEXT_FRAME] ?? 0
  }

  /**
   * `undefined` for a bus that the plan has not. Peaks cover all since the bus was last read, as far as they are kept; the
   * maxima cover all of the measurement. While stopped nothing sounds; the figures of a whole measurement stay to be read.
   * `unheard`: samples that are on their way to the device yet, whose peaks are shown when they sound.
   */
  meter(bus: BusId, playing: boolean, unheard = 0): BusMeter | undefined {
    const reader = this.#readers.get(bus)
    if (!reader) return undefined
    const early = Math.ceil(Math.max(0, unheard) / (PUBLISH_QUANTA * QUANTUM))
    const published = this.#in[TELEMETRY_SEQUENCE] ?? 0
    // What has to be shown now or never is shown.
    const sequence = Math.max(reader.seen, published - Math.min(early, PEAK_SLOTS - 1))
    // With no news the meter keeps its last peaks: a display faster than the publications must not see gaps.
    if (sequence !== reader.seen) {
      reader.refresh(Math.max(reader.seen, published - PEAK_SLOTS), sequence)
      reader.seen = sequence
    }
    if (!playing) silence(reader.meter)
    return reader.meter
  }

  #readFigures(meter: Writable<BusMeter>, at: number): void {
    const figure = (index: number): number => this.#in[at + index] ?? Number.NEGATIVE_INFINITY
    meter.momentaryLufs = figure(FIGURE_MOMENTARY)
    meter.shortTermLufs = figure(FIGURE_SHORT_TERM)
    meter.integratedLufs = figure(FIGURE_INTEGRATED)
    meter.loudnessRangeLu = figure(FIGURE_RANGE)
    meter.maxTruePeakDb = figure(FIGURE_MAX_TRUE_PEAK)
    meter.maxSamplePeakDb = figure(FIGURE_MAX_SAMPLE_PEAK)
  }

  #highest(first: number, last: number, index: (slot: number) => number): number {
    let top = 0
    for (let n = first; n < last; n++) top = Math.max(top, this.#in[index(n % PEAK_SLOTS)] ?? 0)
    return gainToDb(top)
  }
}

/** Empties what is true of this moment only. */
function silence(meter: Writable<BusMeter>): void {
  meter.samplePeakDb.fill(Number.NEGATIVE_INFINITY)
  meter.truePeakDb.fill(Number.NEGATIVE_INFINITY)
  meter.momentaryLufs = Number.NEGATIVE_INFINITY
  meter.shortTermLufs = Number.NEGATIVE_INFINITY
}

function silentMeter(channels: number): Writable<BusMeter> {
  return {
    channels,
    samplePeakDb: new Array<number>(channels).fill(Number.NEGATIVE_INFINITY),
    truePeakDb: new Array<number>(channels).fill(Number.NEGATIVE_INFINITY),
    maxTruePeakDb: Number.NEGATIVE_INFINITY,
    maxSamplePeakDb: Number.NEGATIVE_INFINITY,
    momentaryLufs: Number.NEGATIVE_INFINITY,
    shortTermLufs: Number.NEGATIVE_INFINITY,
    integratedLufs: Number.NEGATIVE_INFINITY,
    loudnessRangeLu: Number.NEGATIVE_INFINITY,
  }
}
