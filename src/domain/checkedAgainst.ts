import type { CheckId, LoudnessGoal } from './checks.ts'
import type { DeliveryOrder } from './delivery.ts'
import { soundName } from './soundName.ts'
import { type LittleDialogue, levelText, targetText } from './specs/deliverySpec.ts'
import { type Timebase, timecodeAtSample } from './timebase.ts'

/** What an order holds the mix against: its guide, and the figures of its spec. */
export type AskedChecks = Pick<DeliveryOrder, 'checks' | 'master'>

/**
 * What a check has compared the mix with, as sentences for the report, each after a blank: so that one that passes tells, too, which
 * guide and which limits it was. Empty for checks that have a threshold alone.
 */
export function checkedAgainst(timebase: Timebase, check: CheckId, { checks, master }: AskedChecks): string {
  const goal = checks?.goal ?? master?.spec
  if (check === 'offset' || check === 'drift') {
    const { guide } = checks ?? {}
    return guideText(timebase, guide && { file: soundName(guide.info), at: guide.at })
  }
  if (check === 'guideLength' && checks?.guide) {
    const { info, at } = checks.guide
    return guideText(timebase, { file: soundName(info), at }) + guideLengthText(info.pcm.length)
  }
  return goal ? goalText(check, goal) : ''
}

/** Before the name of a guide. */
const GUIDE = ' Held against the guide “'

/** `at`: of its first sample, in samples of the session. */
export const guideText = (
  timebase: Timebase,
  guide: { readonly file: string; readonly at: number } | undefined,
): string =>
  guide
    ? `${GUIDE}${guide.file}”, which begins at ${timecodeAtSample(timebase, guide.at)} (sample ${levelText(guide.at)}).`
    : ' No guide was given.'

/** After `guideText`, where its length counts. */
export const guideLengthText = (samples: number): string => ` It has ${samples} samples.`

export const namesGuide = (why: string): boolean => why.includes(GUIDE)

function goalText(check: CheckId, goal: LoudnessGoal): string {
  const { minLoudnessRangeLu: least, maxLoudnessRangeLu: most } = goal
  switch (check) {
    case 'loudness':
      return wantedText(goal)
    case 'dialogueLoudness':
      return `${goal.gate === 'dialogue' ? wantedText(goal) : ''}${overText(goal.maxOverDialogueLu)}`
    case 'momentary':
      return mostText(goal.maxMomentaryLufs)
    case 'shortTerm':
      return mostText(goal.maxShortTermLufs)
    case 'loudnessRange':
      return `${least === null ? '' : ` At least ${least} LU.`}${most === null ? '' : ` At most ${most} LU.`}`
    default:
      return ''
  }
}

function wantedText(goal: LoudnessGoal): string {
  if (goal.targetLufs === null) return ''
  const { gate, littleDialogue } = goal
  const instead = gate === 'dialogue' && littleDialogue ? ` ${littleDialogueText(littleDialogue)}.` : ''
  return ` Target: ${targetText(goal)}.${instead}`
}

/** `Where dialogue sounds in less than 15 % of the programme: −24 LUFS ±2`. */
const littleDialogueText = ({ share, ...target }: LittleDialogue): string =>
  `Where dialogue sounds in less than ${Number((100 * share).toFixed(2))} % of the programme: ${targetText({ ...target, gate: 'programme' })}`

const overText = (most: number | null): string =>
  most === null ? '' : ` The whole at most ${most} LU over its dialogue.`

const mostText = (limit: number | null): string =>
  limit === null ? '' : ` At most ${levelText(limit)} LUFS.`

/** The most of a loudness over time that `why` of a report ends with, in LUFS; `null` where it says none. */
export function mostLufsIn(why: string): number | null {
  const [, found] = / At most (−?\d+(?:\.\d+)?) LUFS\.$/.exec(why) ?? []
  return found === undefined ? null : Number(found.replace('−', '-'))
}
