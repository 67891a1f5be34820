import type { DeliveryFormat } from '../deliveryFormat.ts'
import type { LayoutId, Speaker } from '../layout.ts'
import type { Decibels } from '../units.ts'

/**
 * What of the composite is measured. `programme`: its 400 ms blocks through both gates of ITU-R BS.1770-5. `dialogue`: its
 * blocks in which dialogue or narration sounds, without a gate of level (BS.1770-1): an estimate of what a speech detector
 * would find, and called so wherever it is shown.
 */
export const LOUDNESS_GATES = ['programme', 'dialogue'] as const
export type LoudnessGate = (typeof LOUDNESS_GATES)[number]

/** What counts instead, by the gates of the programme, where there is little dialogue to measure. */
export type LittleDialogue = {
  /** Share of the programme that dialogue sounds in, 0 … 1: below it. */
  readonly share: number
  readonly targetLufs: number
  readonly belowLu: number
  readonly aboveLu: number
}

/**
 * What a buyer asks of a delivery, as data. Figures that do not apply are `null`. Levels of peaks in dBTP, of loudness in
 * LUFS (which are LKFS), differences in LU.
 */
export type DeliverySpec = {
  readonly id: string
  readonly name: string
  /** Integrated loudness of the composite. `null`: it is mixed to a room and not to a figure. */
  readonly targetLufs: number | null
  /** How far below and above its target the composite may be. */
  readonly belowLu: number
  readonly aboveLu: number
  readonly gate: LoudnessGate
  readonly littleDialogue: LittleDialogue | null
  /** The ceiling of every file. */
  readonly truePeakDbtp: number | null
  readonly maxMomentaryLufs: number | null
  readonly maxShortTermLufs: number | null
  readonly minLoudnessRangeLu: number | null
  readonly maxLoudnessRangeLu: number | null
  /** How much louder the programme may be than its dialogue. */
  readonly maxOverDialogueLu: number | null
  /** What is taken, what is best first. Hz. */
  readonly sampleRates: readonly number[]
  readonly formats: readonly DeliveryFormat[]
  readonly layouts: readonly LayoutId[]
  /** The order of the channels of 5.1, whether in one file or in the suffixes of many. */
  readonly surroundOrder: readonly Speaker[]
  /** A mono file for each channel. */
  readonly split: boolean
  /** Where the effects are delivered as a stem, a stem of them with the fill as well: `filledEffects.ts`. */
  readonly filledEffects: boolean
  /** Of `NAME_PRESETS`. */
  readonly naming: string
  readonly twoPop: boolean
  readonly tailPop: boolean
  /** What comes before the first frame of action, in counted seconds. */
  readonly leaderSeconds: number | null
  /** Where the figures are from, and of when that is: `2020-08`, `null` where it does not say. */
  readonly source: string
  readonly sourceDate: string | null
  readonly note: string
  /** Fields whose figures are not from the source itself: to be checked against the contract. */
  readonly uncertain: readonly UncertainField[]
}

/** What figures of a spec may be. */
export const SPEC_RANGES = {
  lufs: { min: -60, max: 0 },
  difference: { min: 0, max: 40 },
  ceiling: { min: -40, max: 0 },
} as const

/** A field of a spec that can be uncertain. */
export type SpecField = Exclude<keyof DeliverySpec, 'id' | 'name' | 'note' | 'uncertain'>
export const SPEC_FIELDS: readonly SpecField[] = [
  'targetLufs',
  'belowLu',
  'aboveLu',
  'gate',
  'littleDialogue',
  'truePeakDbtp',
  'maxMomentaryLufs',
  'maxShortTermLufs',
  'minLoudnessRangeLu',
  'maxLoudnessRangeLu',
  'maxOverDialogueLu',
  'sampleRates',
  'formats',
  'layouts',
  'surroundOrder',
  'split',
  'filledEffects',
  'naming',
  'twoPop',
  'tailPop',
  'leaderSeconds',
  'source',
  'sourceDate',
]

/** A figure of the second target by itself; `littleDialogue` is all of them. */
export type LittleDialogueField = `littleDialogue.${keyof LittleDialogue}`
export const LITTLE_DIALOGUE_FIELDS: readonly LittleDialogueField[] = [
  'littleDialogue.share',
  'littleDialogue.targetLufs',
  'littleDialogue.belowLu',
  'littleDialogue.aboveLu',
]

/** What a figure can be uncertain in. */
export type UncertainField = SpecField | LittleDialogueField
export const UNCERTAIN_FIELDS: readonly UncertainField[] = [...SPEC_FIELDS, ...LITTLE_DIALOGUE_FIELDS]

/** What most buyers do not differ in; each spec says what is its own. */
export const COMMON = {
  targetLufs: null,
  belowLu: 0,
  aboveLu: 0,
  gate: 'programme',
  littleDialogue: null,
  truePeakDbtp: null,
  maxMomentaryLufs: null,
  maxShortTermLufs: null,
  minLoudnessRangeLu: null,
  maxLoudnessRangeLu: null,
  maxOverDialogueLu: null,
  sampleRates: [48_000],
  formats: ['wav24'],
  layouts: ['stereo', '5.1'],
  surroundOrder: ['L', 'R', 'C', 'LFE', 'Ls', 'Rs'],
  split: false,
  filledEffects: false,
  naming: 'plain',
  twoPop: false,
  tailPop: false,
  leaderSeconds: null,
  note: '',
  uncertain: [],
} as const satisfies Partial<DeliverySpec>

/** What the linked master does: gain and limiter, gain without limiter, or nothing but measuring. */
export const MASTER_MODES = ['linked', 'noLimit', 'measure'] as const
export type MasterMode = (typeof MASTER_MODES)[number]

/** What is done to all deliverables alike, so that they still sum. */
export type MasterOrder = {
  /** A gain by hand, instead of the one that brings the composite to the target of the spec: nothing is measured first. */
  readonly gainDb?: Decibels
  readonly spec?: DeliverySpec
  /** `linked` when absent. */
  readonly mode?: MasterMode
}

/** `−27`, `−1.5`: a level of a spec with all its decimals and a true minus sign. */
export const levelText = (level: number): string => String(level).replace('-', '−')

/** `−27 LUFS ±2, dialogue`: the target as it is written beside the name of a spec. */
export function targetText({
  targetLufs,
  belowLu,
  aboveLu,
  gate,
}: Pick<DeliverySpec, 'targetLufs' | 'belowLu' | 'aboveLu' | 'gate'>): string {
  if (targetLufs === null) return 'no loudness target'
  const tolerance = belowLu === aboveLu ? (belowLu === 0 ? '' : ` ±${belowLu}`) : ` +${aboveLu} −${belowLu}`
  return `${levelText(targetLufs)} LUFS${tolerance}${gate === 'dialogue' ? ', dialogue' : ''}`
}
