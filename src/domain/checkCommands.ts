import { unreachable } from '../lib/result.ts'
import { checkSpec } from './checkList.ts'
import { checkProblems } from './checkSettings.ts'
import type { CheckId, CheckSettings, Waiver } from './checks.ts'
import type { Session } from './session.ts'

/** Every change to what a session says about its checks; one that would be invalid (`checkProblems`) changes nothing. */
export type CheckCommand =
  /** `null`: as `checkList.ts` has it. */
  | { readonly type: 'checks/setThreshold'; readonly check: CheckId; readonly value: number | null }
  /** With a new id. */
  | { readonly type: 'checks/waive'; readonly waiver: Waiver }
  | { readonly type: 'checks/changeReason'; readonly waiver: string; readonly reason: string }
  | { readonly type: 'checks/unwaive'; readonly waiver: string }

export const isCheckCommand = (command: { readonly type: string }): command is CheckCommand =>
  command.type.startsWith('checks/')

/** The session after a command; the very same one when it changes nothing. */
export function applyCheckCommand(session: Session, command: CheckCommand): Session {
  const before = session.checks ?? {}
  const after = changed(before, command)
  if (after === before || checkProblems(after).length > 0) return session
  const { checks: _, ...rest } = session
  return Object.keys(after).length === 0 ? rest : { ...rest, checks: after }
}

function changed(settings: CheckSettings, command: CheckCommand): CheckSettings {
  const { thresholds = {}, waivers = [] } = settings
  switch (command.type) {
    case 'checks/setThreshold': {
      const { [command.check]: value, ...others } = thresholds
      // A ceiling that is set is meant, also where it is the usual one: without, that of the target would count.
      const isUsual =
        command.check !== 'truePeak' && command.value === checkSpec(command.check).threshold?.initial
      const wanted = isUsual ? null : command.value
      if (wanted === (value ?? null)) return settings
      return settingsOf(wanted === null ? others : { ...others, [command.check]: wanted }, waivers)
    }
    case 'checks/waive': {
      const waiver = { ...command.waiver, reason: command.waiver.reason.trim() }
      return settingsOf(thresholds, [...waivers, waiver])
    }
    case 'checks/changeReason': {
      const found = waivers.find(({ id }) => id === command.waiver)
      const reason = command.reason.trim()
      if (!found || found.reason === reason) return settings
      return settingsOf(
        thresholds,
        waivers.map((each) => (each === found ? { ...each, reason } : each)),
      )
    }
    case 'checks/unwaive': {
      const left = waivers.filter(({ id }) => id !== command.waiver)
      return left.length === waivers.length ? settings : settingsOf(thresholds, left)
    }
    default:
      return unreachable(command)
  }
}

/** Without what says nothing. */
const settingsOf = (
  thresholds: NonNullable<CheckSettings['thresholds']>,
  waivers: readonly Waiver[],
): CheckSettings => ({
  ...(Object.keys(thresholds).length > 0 && { thresholds }),
  ...(waivers.length > 0 && { waivers }),
})

/** What the undo menu calls the step. */
export function checkCommandLabel(command: CheckCommand, session: Session): string {
  switch (command.type) {
    case 'checks/setThreshold':
      return `Threshold of ${checkSpec(command.check).name}`
    case 'checks/waive':
      return `Waive ${checkSpec(command.waiver.check).name}`
    case 'checks/changeReason':
    case 'checks/unwaive': {
      const check = session.checks?.waivers?.find(({ id }) => id === command.waiver)?.check
      const name = check ? checkSpec(check).name : 'waiver'
      return command.type === 'checks/unwaive' ? `Take back waiver of ${name}` : `Reason of waiver of ${name}`
    }
    default:
      return unreachable(command)
  }
}
