import type { CheckId, Finding, LoudnessGoal, StreamId } from '../../domain/checks.ts'
import { isWithinTarget, masterTarget, PRINTED } from '../../domain/specs/masterReport.ts'
import { figure, finding } from './findings.ts'

/** What the meters say of a programme that has a goal. Loudness `null`: too short or too quiet to have any. */
export type ProgrammeFigures = {
  readonly stream: StreamId
  readonly name: string
  /** In samples of the session. */
  readonly from: number
  readonly to: number
  readonly integratedLufs: number | null
  readonly loudnessRangeLu: number | null
  /** Where dialogue or narration sounds, and in which share of the programme it does. Absent where nobody has looked. */
  readonly dialogue?: { readonly lufs: number | null; readonly share: number }
}

export type LoudnessVerdict = { readonly looked: readonly CheckId[]; readonly findings: readonly Finding[] }

/** A programme against its goal: what of it was measured, and what is not as it is to be. */
export function loudnessVerdict(programme: ProgrammeFigures, goal: LoudnessGoal): LoudnessVerdict {
  const looked: CheckId[] = []
  const findings: Finding[] = []
  const { stream, name, from, to, integratedLufs, loudnessRangeLu, dialogue } = programme
  const say = (check: CheckId, value: number | null, text: string): void => {
    findings.push(finding(check, from, to, [stream], value, text))
  }
  const measured = dialogue
    ? { programmeLufs: integratedLufs, dialogueLufs: dialogue.lufs, dialogueShare: dialogue.share }
    : null
  const target = masterTarget(goal, measured)
  const byDialogue = target.gate === 'dialogue'
  if (target.targetLufs !== null && (!byDialogue || dialogue)) {
    const { targetLufs, belowLu, aboveLu } = target
    const check = byDialogue ? 'dialogueLoudness' : 'loudness'
    const lufs = (byDialogue ? dialogue?.lufs : integratedLufs) ?? null
    looked.push(check)
    if (isWithinTarget(lufs, target) !== true) {
      const where = byDialogue ? ' where dialogue or narration sounds' : ''
      const has = lufs === null ? `has no loudness${where}` : `has ${figure(lufs)} LUFS${where}`
      const wanted = `${figure(targetLufs - belowLu)} … ${figure(targetLufs + aboveLu)} LUFS`
      say(check, lufs === null ? null : lufs - targetLufs, `${name} ${has}, and is to have ${wanted}.`)
    }
  }
  const { maxOverDialogueLu } = goal
  if (maxOverDialogueLu !== null && integratedLufs !== null && dialogue && dialogue.lufs !== null) {
    const over = integratedLufs - dialogue.lufs
    if (!looked.includes('dialogueLoudness')) looked.push('dialogueLoudness')
    if (over > maxOverDialogueLu + PRINTED)
      say(
        'dialogueLoudness',
        over,
        `${name} is ${figure(over)} LU louder than its dialogue, and may be ${figure(maxOverDialogueLu)} LU.`,
      )
  }
  const { minLoudnessRangeLu: least, maxLoudnessRangeLu: most } = goal
  if ((least !== null || most !== null) && loudnessRangeLu !== null) {
    looked.push('loudnessRange')
    const has = `${name} has a loudness range of ${figure(loudnessRangeLu)} LU`
    if (least !== null && loudnessRangeLu < least - PRINTED)
      say('loudnessRange', loudnessRangeLu, `${has}, and is to have ${figure(least)} LU at least.`)
    if (most !== null && loudnessRangeLu > most + PRINTED)
      say('loudnessRange', loudnessRangeLu, `${has}, and is to have ${figure(most)} LU at most.`)
  }
  return { looked, findings }
}
