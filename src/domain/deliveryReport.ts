import type { Certificate } from './certificate.ts'
import type { DeliverableId } from './deliverables/deliverable.ts'
import type { DeliveryContainer } from './deliveryContainers.ts'
import type { DeliveryFormat } from './deliveryFormat.ts'
import type { MasterReport } from './specs/masterReport.ts'

/** One file of a deliverable. */
export type DeliveredFile = {
  readonly file: string
  /** `L R`. */
  readonly speakers: string
  readonly channels: number
  readonly sha256: string
}

/** What one finished deliverable measures. Loudness `null`: too short or too quiet to have one (below −70 LUFS). */
export type DeliverableReport = {
  readonly id: DeliverableId
  readonly name: string
  readonly stems: readonly string[]
  /** One, or one for each channel. */
  readonly files: readonly DeliveredFile[]
  readonly layout: string
  readonly channels: number
  /** Hz, of the files: the session's, or the one they were converted to. */
  readonly sampleRate: number
  readonly container: DeliveryContainer
  /** How the samples are rounded; in a container that compresses with loss, before that. */
  readonly format: DeliveryFormat
  /** `null` where the container compresses with loss: such a file has none. */
  readonly bitDepth: number | null
  /** Bits a second, where the container compresses with loss. */
  readonly bitRate?: number
  readonly range: 'film' | 'region' | 'span'
  /** Where it begins in the session, in samples of it: below 0 for a leader before its start. */
  readonly from: number
  /** Of the files, at their rate. */
  readonly samples: number
  /**
   * What the figures below were measured on: the samples of the file, or those that went into an encoder that loses some of
   * the sound. A decoder gives others, with other peaks.
   */
  readonly figuresOf: 'file' | 'encoderInput'
  readonly integratedLufs: number | null
  readonly loudnessRangeLu: number | null
  readonly maxTruePeakDbtp: number | null
  readonly maxSamplePeakDbfs: number | null
  readonly maxMomentaryLufs: number | null
  readonly maxShortTermLufs: number | null
  /** Samples that had to be limited to full scale because the mix went over it: 0 in a good master. */
  readonly clippedSamples: number
  /**
   * As it was mixed: its loudness where it was measured first, and its true peak, after the gain, where that was over the
   * ceiling of the limiter. Absent without a delivery spec.
   */
  readonly before?: { readonly integratedLufs: number | null; readonly truePeakOverDbtp: number | null }
}

/** What is left of the composite when its parts are taken from it. */
export type NullResidual = {
  /** What was taken from what. */
  readonly name: string
  /** The largest sample of it; `null`: an exact null. */
  readonly dbfs: number | null
  /** The format that all of them were rounded to. */
  readonly format: DeliveryFormat
  /** Whose samples: those of the files, or the mix's own before they were compressed with loss or converted to another rate. */
  readonly of: 'files' | 'mix'
  /** The most that may be left; `null`: it has to be exact. */
  readonly limitDbfs: number | null
  readonly verdict: 'pass' | 'review'
}

/** What a check has come to. `waived`: it did not pass, and somebody has said why that is right. */
export type ReportedCheck = {
  readonly name: string
  readonly verdict: 'pass' | 'review' | 'waived'
  /** The figure, and what it is held to, in words. */
  readonly value: string
  readonly why: string
  /** Where it was found: timecodes, and what is there. */
  readonly findings: readonly { readonly from: string; readonly to: string; readonly text: string }[]
  readonly waiver: string | null
}

export type BounceReport = {
  readonly app: { readonly name: 'Dubstage'; readonly version: string }
  readonly title: string
  readonly createdAt: string
  readonly settings: {
    readonly format: DeliveryFormat
    readonly sampleRate: number
    readonly layout: string
    readonly frameRate: string
    /** Timecode of the first sample. */
    readonly start: string
    readonly panLaw: string
    /** `none`, `TPDF`, `TPDF, noise shaped`; of formats that differ, each. */
    readonly dither: string
    /** Gain of every deliverable alike. */
    readonly masterGainDb: number
    /** Where a delivery spec was asked for. */
    readonly master?: MasterReport
    /** What was measured: `programme` leaves leader, pops and tail out. */
    readonly measured: 'file' | 'programme'
    readonly tracks: readonly {
      readonly name: string
      readonly stem: string
      /** What each channel of its files was taken for: `L R C LFE Ls Rs`. */
      readonly channels: string
      /** Where its first clip begins, in samples and as timecode; tracks without clips are at the start. */
      readonly start: { readonly samples: number; readonly timecode: string }
      readonly files: readonly string[]
      readonly trimDb: number
      readonly faderDb: number | null
      readonly pan: number
      readonly polarityInverted: boolean
      readonly mute: boolean
    }[]
    readonly stems: Readonly<Record<string, { readonly faderDb: number | null; readonly mute: boolean }>>
  }
  readonly deliverables: readonly DeliverableReport[]
  /** None when no composite was made. */
  readonly residuals: readonly NullResidual[]
  readonly warnings: readonly string[]
  readonly certificate: Certificate
  /** What was looked for in the sound. Absent where nothing was. */
  readonly checks?: readonly ReportedCheck[]
}
