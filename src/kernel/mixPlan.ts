import type { DeliverableId } from '../domain/deliverables/deliverable.ts'
import type { DeliveryFormat } from '../domain/deliveryFormat.ts'
import type { Layout } from '../domain/layout.ts'
import type { BusId } from '../domain/ports.ts'
import type { TrackId } from '../domain/session.ts'
import type { StemId } from '../domain/stems.ts'
import type { PlanLimiter } from './linkedMaster.ts'

/** What a ramp of the plan is the level of. `levels` gives the values, in the plan's order. */
export type RampSource =
  | {
      readonly of: 'track' | 'solo'
      readonly track: TrackId
      readonly output: number
      readonly input: number
    }
  | { readonly of: 'stem'; readonly stem: StemId }
  /** A factor of a fold-down, which nothing moves. */
  | { readonly of: 'fold'; readonly gain: number }

export type PlanInput = { readonly track: TrackId; readonly channels: number; readonly address: number }
export type PlanBus = {
  readonly id: BusId
  readonly address: number
  readonly channels: number
  /** Loudness weight of each channel. */
  readonly weights: readonly number[]
  readonly meter: number | null
}
export type PlanDelivery = {
  readonly id: DeliverableId
  readonly channels: number
  /** Bytes of the block, ready for the file: interleaved for one, or a mono file for each channel. */
  readonly packed: readonly number[]
  /** Of each file. */
  readonly bytesPerFrame: number
  readonly quantisers: number
}
export type PlanResidual = {
  readonly name: string
  readonly format: DeliveryFormat
  /** f64: the largest |sample| that is left. */
  readonly address: number
}

/** A run of instructions, and when it is part of a block. */
export type PlanSegment = {
  /** Counted in instructions. */
  readonly first: number
  readonly count: number
  /** Deliveries that must all be under way. */
  readonly deliveries: readonly number[]
  /** What else there must be: see `BlockState`. */
  readonly during?: 'pops' | 'measured' | 'summed' | 'mixed' | 'aside'
  /** It is of what is under way where the look-ahead of the limiter is: see `BlockState.ahead`. */
  readonly ahead?: boolean
}

/**
 * A session's mix as a flat program for the kernel, with the addresses a host needs to feed and read it. Plain data:
 * it is posted to the AudioWorklet as it is. A buffer holds planar doubles, `stride` bytes from channel to channel.
 */
export type MixPlan = {
  readonly sampleRate: number
  /** Channels of the stems, and of everything live. */
  readonly channels: number
  readonly maxBlock: number
  readonly stride: number
  readonly memoryBytes: number
  readonly program: {
    readonly address: number
    readonly words: Int32Array
    readonly segments: readonly PlanSegment[]
    /** Room for two words a segment: those that are run. */
    readonly runs: number
  }
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
  readonly residuals: readonly PlanResidual[]
  /** One channel that goes into every deliverable that has pops while one sounds. */
  readonly pops: number | null
  /** One channel of gain that every deliverable is multiplied by, after its sum and before its rounding. */
  readonly masterCurve: number | null
  /** What finds that curve. */
  readonly limiter: PlanLimiter | null
  readonly meterScratch: number
  readonly truePeakMaxOnly: boolean
  /** Whether peaks are measured, as they are when absent; else meters say −∞. */
  readonly measuresPeaks?: boolean
}

/** A deliverable that a plan makes. */
export type DeliveryRequest = {
  readonly id: DeliverableId
  readonly stems: readonly StemId[]
  readonly layout: Layout
  readonly format: DeliveryFormat
  /** A mono file for each channel. */
  readonly split: boolean
  /** Deliverables of one range have the same; a null test is made within one. */
  readonly range: string
  /** It has no pops, though the others have: what sounds in it is its stems alone. */
  readonly withoutPops?: boolean
  /** It has blocks beside the mix, in which it holds what the host puts into `MixRenderer.pops`, or silence. */
  readonly aside?: boolean
}

export type PlanPurpose =
  | { readonly kind: 'live'; readonly maxBlock: number }
  | {
      readonly kind: 'export'
      readonly maxBlock: number
      readonly deliveries: readonly DeliveryRequest[]
      readonly pops?: boolean
      /** A limiter for all deliverables: no true peak is over so many dBTP, and all of them come later by its look-ahead. */
      readonly ceilingDbtp?: number
      /** Nothing is rounded, no file is made and no peak looked for: only loudness counts. */
      readonly measureOnly?: boolean
    }
