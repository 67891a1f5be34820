import type { MediaInfo } from './media.ts'
import type { DeliverySpec } from './specs/deliverySpec.ts'
import type { StemId } from './stems.ts'

/** What is looked for in a mix before it leaves. `checkSpec` (`checkList.ts`) says what each one is. */
export const CHECK_IDS = [
  'bleed',
  'hole',
  'gapLevel',
  'clipping',
  'truePeak',
  'click',
  'dropout',
  'silence',
  'dcOffset',
  'phase',
  'deadChannel',
  'channelOrder',
  'swapped',
  'offset',
  'drift',
  'guideLength',
  'loudness',
  'dialogueLoudness',
  'momentary',
  'shortTerm',
  'loudnessRange',
  'length',
  'rate',
  'channels',
] as const
export type CheckId = (typeof CHECK_IDS)[number]

/** `error`: a control refuses it. `warning`: it may, and somebody has to listen. */
export type Severity = 'error' | 'warning'

/** The figure that a check turns on. */
export type Threshold = {
  /** What it is a measure of: `Bleed under the dialogue`. */
  readonly label: string
  readonly unit: 'dB' | 'dBFS' | 'dBTP' | 'LU' | 's' | 'samples' | 'frames' | 'ppm' | '×' | ''
  readonly min: number
  readonly max: number
  readonly initial: number
}

export type CheckSpec = {
  readonly id: CheckId
  readonly name: string
  /** One sentence. */
  readonly looksFor: string
  readonly severity: Severity
  /** None where there is nothing to choose. */
  readonly threshold?: Threshold
}

/** A sound that is looked at: a stem, a deliverable, or the guide that somebody supplied. */
export type StreamId = `stem:${StemId}` | `deliverable:${string}` | 'guide'

/** Something that a check has found. */
export type Finding = {
  readonly check: CheckId
  readonly severity: Severity
  /** Where, in samples of the session: `to` is the first after it. Below 0 in a leader before the session's start. */
  readonly from: number
  readonly to: number
  /** What it is in; first the one that would have to be mended. */
  readonly streams: readonly StreamId[]
  /** How much, in the unit of the threshold; `null` for what has no figure. */
  readonly value: number | null
  /** One sentence, without its place. */
  readonly text: string
}

/** Findings of a check that somebody has listened to and lets pass. */
export type Waiver = {
  readonly id: string
  readonly check: CheckId
  /** Samples of the session. A waiver is for findings that lie within it, up to a tenth of a second beyond. */
  readonly from: number
  readonly to: number
  /** Only findings that are in all of these, whatever else they are in; in whatever they are when absent. */
  readonly streams?: readonly StreamId[]
  /** One line, not blank; the report prints it. */
  readonly reason: string
}

/** What of a spec is held to the loudness of a programme: LUFS and LU, `null` for what it does not ask. */
export type LoudnessGoal = Pick<
  DeliverySpec,
  | 'targetLufs'
  | 'belowLu'
  | 'aboveLu'
  | 'gate'
  | 'littleDialogue'
  | 'maxOverDialogueLu'
  | 'maxMomentaryLufs'
  | 'maxShortTermLufs'
  | 'minLoudnessRangeLu'
  | 'maxLoudnessRangeLu'
>

/** What the mix is held against: production's guide, or a composite of before. At the rate of the session. */
export type GuideMedia = {
  /** Of its own among the files of the session. */
  readonly id: string
  readonly info: MediaInfo
  /** Where its first sample belongs, in samples of the session: below 0 where it has a leader. */
  readonly at: number
}

/**
 * That an export is to be checked while it is made, beside the session's own settings. What the composite is to measure is
 * said by `goal`, or else by the spec of the order.
 */
export type CheckOrder = { readonly goal?: LoudnessGoal; readonly guide?: GuideMedia }

/** What a session says about its checks. */
export type CheckSettings = {
  /** Those that are not as `checkList.ts` has them. */
  readonly thresholds?: Readonly<Partial<Record<CheckId, number>>>
  readonly waivers?: readonly Waiver[]
}

/** A finding, and the waiver that lets it pass, where there is one. */
export type JudgedFinding = Finding & { readonly waived: Pick<Waiver, 'id' | 'reason'> | null }

/** What the checks of a mix have come to: part of the report, and what a screen lists. Plain data. */
export type CheckReport = {
  /** In the order of `CHECK_IDS`; those that there was nothing to look at for are not in it. */
  readonly done: readonly { readonly check: CheckId; readonly threshold: number | null }[]
  /** By place. */
  readonly findings: readonly JudgedFinding[]
  /** Findings that are not waived. */
  readonly open: { readonly errors: number; readonly warnings: number }
}
