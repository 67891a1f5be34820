import type { DeliverableId } from '../../domain/deliverables/deliverable.ts'
import { MASTERS } from '../../domain/deliverables/registry.ts'
import type { MonitorSource } from '../../domain/listening.ts'
import type { PlaySpeed } from '../../domain/playSpeed.ts'
import type { LoopOrNot } from '../../domain/ports.ts'
import { STEMS, type StemId } from '../../domain/stems.ts'
import type { MixPlan } from '../../kernel/mixPlan.ts'

// What the disk feeder, the mix processor and the page agree on. PCM and figures pass through shared memory, so that
// none of them waits for another; messages carry only what happens seldom.

/** Web Audio renders this many samples at a time (Web Audio API 1.1, §1.1). */
export const QUANTUM = 128
/** Samples of each channel that the feeder can be ahead: 2.7 s at 48 kHz, 0.7 s at 192 kHz. A whole number of quanta. */
export const RING_FRAMES = 131_072
export const RING_QUANTA = RING_FRAMES / QUANTUM

/** Int32 words that feeder and processor share. Both counters start at 0 with every start, in quanta. */
export const CONTROL_WRITTEN = 0
export const CONTROL_READ = 1
/** Gaps: times the processor had to be silent because the feeder was late. Counts on for the life of the page. */
export const CONTROL_UNDERRUNS = 2
export const CONTROL_WORDS = 4

/** The outputs of the mix processor, in order. They never change, whatever tracks there are. */
export type OutputId =
  | { readonly kind: 'deliverable'; readonly id: DeliverableId }
  | { readonly kind: 'stem'; readonly id: StemId }
  | { readonly kind: 'solo' }
export const OUTPUTS: readonly OutputId[] = [
  ...MASTERS.map(({ id }) => ({ kind: 'deliverable', id }) as const),
  ...STEMS.map(({ id }) => ({ kind: 'stem', id }) as const),
  { kind: 'solo' },
]
export const SOLO_OUTPUT = OUTPUTS.length - 1
export const outputOf = (source: MonitorSource): number =>
  OUTPUTS.findIndex((output) => output.kind === source.kind && 'id' in output && output.id === source.id)

/** Memory shared for one plan. */
export type SharedMix = {
  readonly plan: MixPlan
  /** RING_FRAMES doubles for each channel of each input, in plan order. */
  readonly pcm: SharedArrayBuffer
  readonly control: SharedArrayBuffer
  /** See `telemetryLayout`. */
  readonly telemetry: SharedArrayBuffer
}

export type ToProcessor =
  | {
      readonly type: 'plan'
      readonly mix: SharedMix
      readonly module: WebAssembly.Module
      readonly levels: Float64Array
    }
  | { readonly type: 'levels'; readonly levels: Float64Array }
  /** Plays what the feeder has primed. `frames`: stop after so many samples; `null` when looping. */
  | { readonly type: 'start'; readonly frames: number | null }
  | { readonly type: 'stop' }
  | { readonly type: 'resetMeters' }

export type FromProcessor =
  | { readonly type: 'planned' }
  /** Answers `stop`, and comes by itself at the end; `frames` played since the start. */
  | { readonly type: 'stopped'; readonly frames: number; readonly ended: boolean }

/**
 * The timeline position of the nth sample after a start. A loop wraps when its end is reached from before it; a start
 * after its end plays on. At another speed than its own it does not loop, and backwards it ends at the start.
 */
export function timelinePosition(from: number, loop: LoopOrNot, n: number, speed: PlaySpeed = 1): number {
  if (speed !== 1) return Math.max(0, from + n * speed)
  if (loop === null || from >= loop.end || from + n < loop.end) return from + n
  return loop.start + ((from + n - loop.end) % (loop.end - loop.start))
}

/** Quanta between two publications: 21 ms at 48 kHz, so that a display at 60 Hz always has news. */
export const PUBLISH_QUANTA = 8
/** Publications kept, for a reader that comes late: 0.68 s. */
export const PEAK_SLOTS = 32

/** Indices into the telemetry's doubles. */
export const TELEMETRY_SEQUENCE = 0
export const TELEMETRY_FRAMES_PLAYED = 1
/** The context's sample clock when the above was true. */
export const TELEMETRY_CONTEXT_FRAME = 2
export const TELEMETRY_HEADER = 4
/** Figures of each bus. */
export const FIGURE_MOMENTARY = 0
export const FIGURE_SHORT_TERM = 1
export const FIGURE_INTEGRATED = 2
export const FIGURE_RANGE = 3
export const FIGURE_MAX_TRUE_PEAK = 4
export const FIGURE_MAX_SAMPLE_PEAK = 5
export const FIGURES = 6

export type TelemetryLayout = {
  readonly doubles: number
  figures(bus: number): number
  /** First of sample peak, true peak for each channel of a bus in a slot. Linear. */
  busPeaks(slot: number, bus: number): number
  /** First of one peak for each bus channel of a track in a slot. Linear. */
  trackPeaks(slot: number, track: number): number
  /** The highest peak of a track since the measurement was started. Linear. */
  trackMaximum(track: number): number
}

export function telemetryLayout(plan: MixPlan): TelemetryLayout {
  const figures = TELEMETRY_HEADER
  const maxima = figures + plan.buses.length * FIGURES
  const slots = maxima + plan.inputs.length
  const busSize = plan.channels * 2
  const slotSize = plan.buses.length * busSize + plan.inputs.length * plan.channels
  return {
    doubles: slots + PEAK_SLOTS * slotSize,
    figures: (bus) => figures + bus * FIGURES,
    busPeaks: (slot, bus) => slots + slot * slotSize + bus * busSize,
    trackPeaks: (slot, track) =>
      slots + slot * slotSize + plan.buses.length * busSize + track * plan.channels,
    trackMaximum: (track) => maxima + track,
  }
}
