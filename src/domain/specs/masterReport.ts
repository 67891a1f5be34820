import type { DeliverySpec, LoudnessGate, MasterMode, MasterOrder } from './deliverySpec.ts'

/** What the linked master has measured and done. */
export type MasterReport = {
  readonly mode: MasterMode
  readonly spec: Pick<DeliverySpec, 'id' | 'name' | 'source' | 'sourceDate' | 'uncertain'>
  /** Of every stem alike. */
  readonly gainDb: number
  /** What the limiter keeps every file under; `null`: nothing was limited. */
  readonly ceilingDbtp: number | null
  /** What it held the mix under, where that is lower: files that are converted to another rate after it come out higher. */
  readonly limiterDbtp?: number
  /** What was aimed at, and by which gate; `null`: no loudness is asked for. */
  readonly targetLufs: number | null
  readonly belowLu: number
  readonly aboveLu: number
  readonly gate: LoudnessGate | null
  /** Share of the programme that dialogue or narration sounds in, 0 … 1, where it was measured. */
  readonly dialogueShare: number | null
  /** The composite by that gate, before and after. `null`: it was not measured, or is silent. */
  readonly beforeLufs: number | null
  readonly afterLufs: number | null
  /** Whether the composite is where it should be. */
  readonly withinTarget: boolean | null
  /** 0 or less: the least gain of the limiter. */
  readonly maxReductionDb: number
  /** How long it was under −0.1 dB. */
  readonly secondsLimited: number
}

/** What is aimed at. */
export type MasterTarget = Pick<MasterReport, 'targetLufs' | 'belowLu' | 'aboveLu' | 'gate' | 'beforeLufs'>

type Measured = {
  readonly programmeLufs: number | null
  readonly dialogueLufs: number | null
  readonly dialogueShare: number | null
}

/**
 * The target of a spec for a programme. Where there is little dialogue, or none, that of a spec which says what counts then,
 * and else its own by the gates of the programme.
 */
export function masterTarget(
  spec: Pick<DeliverySpec, 'targetLufs' | 'belowLu' | 'aboveLu' | 'gate' | 'littleDialogue'>,
  measured: Measured | null,
): MasterTarget {
  const { targetLufs, belowLu, aboveLu, gate, littleDialogue } = spec
  const before = measured?.programmeLufs ?? null
  if (targetLufs === null) return { targetLufs, belowLu: 0, aboveLu: 0, gate: null, beforeLufs: before }
  const programme = { targetLufs, belowLu, aboveLu, gate: 'programme', beforeLufs: before } as const
  if (gate === 'programme' || !measured) return { ...programme, gate }
  if (littleDialogue && (measured.dialogueShare ?? 0) < littleDialogue.share) {
    const { share: _, ...instead } = littleDialogue
    return { ...programme, ...instead }
  }
  return measured.dialogueLufs === null
    ? programme
    : { ...programme, gate, beforeLufs: measured.dialogueLufs }
}

/** The one static gain, in dB: what is missing to the target, or what was asked for by hand. */
export function masterGainDb({ gainDb, mode }: MasterOrder, target: MasterTarget): number {
  if (mode === 'measure') return 0
  if (gainDb !== undefined) return gainDb
  return target.targetLufs === null || target.beforeLufs === null ? 0 : target.targetLufs - target.beforeLufs
}

/** What is allowed above a figure as it is printed, in LU: loudness is written to 0.1, and meters count so. */
export const PRINTED = 0.05

export const isWithinTarget = (lufs: number | null, target: MasterTarget): boolean | null =>
  lufs === null || target.targetLufs === null
    ? null
    : lufs >= target.targetLufs - target.belowLu - PRINTED &&
      lufs <= target.targetLufs + target.aboveLu + PRINTED
