import type { MixRenderer } from '../../kernel/mixRenderer.ts'
import {
  FIGURE_INTEGRATED,
  FIGURE_MAX_SAMPLE_PEAK,
  FIGURE_MAX_TRUE_PEAK,
  FIGURE_MOMENTARY,
  FIGURE_RANGE,
  FIGURE_SHORT_TERM,
  PEAK_SLOTS,
  TELEMETRY_CONTEXT_FRAME,
  TELEMETRY_FRAMES_PLAYED,
  TELEMETRY_SEQUENCE,
  type TelemetryLayout,
  telemetryLayout,
} from './protocol.ts'

/** Puts the figures of a renderer where the page reads them. Allocates nothing after it is made. */
export class Publisher {
  readonly #renderer: MixRenderer
  readonly #out: Float64Array
  readonly #layout: TelemetryLayout
  readonly #trackPeaks: Float64Array
  readonly #trackMaxima: Float64Array
  #sequence = 0

  constructor(renderer: MixRenderer, telemetry: SharedArrayBuffer) {
    this.#renderer = renderer
    this.#out = new Float64Array(telemetry)
    this.#layout = telemetryLayout(renderer.plan)
    this.#trackPeaks = renderer.trackPeaks ?? new Float64Array(0)
    this.#trackMaxima = new Float64Array(renderer.plan.inputs.length)
  }

  /** What is not of a bus begins anew with the measurement, as the meters of the buses do. */
  reset(): void {
    this.#trackPeaks.fill(0)
    this.#trackMaxima.fill(0)
  }

  /** Call once every PUBLISH_QUANTA. `figures`: also the loudness figures, which cost more. */
  publish(framesPlayed: number, contextFrame: number): void {
    const out = this.#out
    const { plan, meters } = this.#renderer
    const slot = this.#sequence % PEAK_SLOTS
    for (let bus = 0; bus < meters.length; bus++) {
      const meter = meters[bus]
      if (!meter) continue
      const peaks = this.#layout.busPeaks(slot, bus)
      for (let c = 0; c < plan.channels; c++) {
        out[peaks + 2 * c] = meter.samplePeak(c)
        out[peaks + 2 * c + 1] = meter.truePeak(c)
      }
      meter.clearPeaks()
      const at = this.#layout.figures(bus)
      out[at + FIGURE_MOMENTARY] = meter.momentaryLufs()
      out[at + FIGURE_SHORT_TERM] = meter.shortTermLufs()
      out[at + FIGURE_MAX_TRUE_PEAK] = meter.maxTruePeakDb()
      out[at + FIGURE_MAX_SAMPLE_PEAK] = meter.maxSamplePeakDb()
      // Gated figures walk a histogram: one bus at a time, so that no quantum pays for all.
      if (this.#sequence % meters.length === bus) {
        out[at + FIGURE_INTEGRATED] = meter.integratedLufs()
        out[at + FIGURE_RANGE] = meter.loudnessRangeLu()
      }
    }
    out.set(this.#trackPeaks, this.#layout.trackPeaks(slot, 0))
    const maxima = this.#trackMaxima
    for (let n = 0; n < this.#trackPeaks.length; n++) {
      const track = Math.floor(n / plan.channels)
      maxima[track] = Math.max(maxima[track] ?? 0, this.#trackPeaks[n] ?? 0)
    }
    out.set(maxima, this.#layout.trackMaximum(0))
    this.#trackPeaks.fill(0)
    this.#sequence += 1
    out[TELEMETRY_FRAMES_PLAYED] = framesPlayed
    out[TELEMETRY_CONTEXT_FRAME] = contextFrame
    out[TELEMETRY_SEQUENCE] = this.#sequence
  }
}
