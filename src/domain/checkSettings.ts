import { CHECKS, checkSpec } from './checkList.ts'
import {
  CHECK_IDS,
  type CheckId,
  type CheckReport,
  type CheckSettings,
  type Finding,
  type JudgedFinding,
  type Waiver,
} from './checks.ts'
import type { DeliverySpec } from './specs/deliverySpec.ts'

/** Of one session. */
export const WAIVER_LIMIT = 10_000
const REASON_LIMIT = 4096
/** What a document holds. */
const LAST_SAMPLE = 2 ** 48

/** The figure that a check turns on in a session; `null` for one that has none. */
export const thresholdOf = (settings: CheckSettings | undefined, id: CheckId): number | null =>
  settings?.thresholds?.[id] ?? checkSpec(id).threshold?.initial ?? null

/**
 * The settings of a session as a spec makes them: its ceiling is that of the check, unless somebody has set one for the
 * session.
 */
export function settingsUnder(
  settings: CheckSettings | undefined,
  spec: Pick<DeliverySpec, 'truePeakDbtp'> | null | undefined,
): CheckSettings {
  const ceiling = spec?.truePeakDbtp ?? null
  if (ceiling === null) return settings ?? {}
  return { ...settings, thresholds: { truePeak: ceiling, ...settings?.thresholds } }
}

/** What is wrong with a threshold as a clause; `null` for one that can be. */
export function thresholdFault(id: CheckId, value: number): string | null {
  const { threshold } = checkSpec(id)
  if (!threshold) return 'it has no threshold'
  const { min, max, unit } = threshold
  return value >= min && value <= max ? null : `it is not from ${min} to ${max} ${unit}`
}

/** What is wrong with a waiver, a clause each; none in one that is valid. */
export function waiverFaults({ id, check, from, to, streams, reason }: Waiver): readonly string[] {
  const isPlace = (n: number): boolean => Number.isSafeInteger(n) && Math.abs(n) <= LAST_SAMPLE
  const faults: string[] = []
  if (id === '') faults.push('it has no id')
  if (!CHECK_IDS.includes(check)) faults.push('there is no such check')
  if (!isPlace(from) || !isPlace(to) || from > to) faults.push('its range is no range')
  if (streams?.length === 0) faults.push('it is for nothing')
  if (reason.trim() === '') faults.push('it has no reason')
  if (reason.length > REASON_LIMIT) faults.push(`its reason has more than ${REASON_LIMIT} characters`)
  if (/\p{Cc}/u.test(reason)) faults.push('its reason has a line end or another control character')
  return faults
}

/** What is wrong with the settings of a session, a sentence each. */
export function checkProblems({ thresholds = {}, waivers = [] }: CheckSettings): readonly string[] {
  const problems: string[] = []
  for (const { id } of CHECKS) {
    const value = thresholds[id]
    const fault = value === undefined ? null : thresholdFault(id, value)
    if (fault) problems.push(`threshold of ${id}: ${fault}`)
  }
  if (waivers.length > WAIVER_LIMIT) problems.push(`waivers are more than ${WAIVER_LIMIT}`)
  const ids = new Set<string>()
  for (const waiver of waivers) {
    if (ids.has(waiver.id)) problems.push(`two waivers are ${waiver.id}`)
    ids.add(waiver.id)
    problems.push(...waiverFaults(waiver).map((fault) => `waiver ${waiver.id}: ${fault}`))
  }
  return problems
}

/** Whether a waiver lets a finding pass, which is in all of its streams. An edge that another measurement puts a little elsewhere is still within. */
export function isWaived(finding: Finding, waiver: Waiver, sampleRate: number): boolean {
  const slack = sampleRate / 10
  return (
    waiver.check === finding.check &&
    finding.from >= waiver.from - slack &&
    finding.to <= waiver.to + slack &&
    // One that they share is no reason: all M&Es are held against one mix, and filled by the same stems.
    (waiver.streams?.every((stream) => finding.streams.includes(stream)) ?? true)
  )
}

/** A report with the waivers that a session has now: they do not change what was found. */
export const judgedAgain = (
  { done, findings }: CheckReport,
  settings: CheckSettings | undefined,
  sampleRate: number,
): CheckReport => ({
  ...judged(
    findings.map(({ waived: _, ...finding }) => finding),
    new Set(),
    settings,
    sampleRate,
  ),
  done,
})

/** Findings as they stand in the report: by place, each with the first waiver that lets it pass. */
export function judged(
  found: readonly Finding[],
  looked: ReadonlySet<CheckId>,
  settings: CheckSettings | undefined,
  sampleRate: number,
): CheckReport {
  const findings = found
    .map((finding): JudgedFinding => {
      const waiver = settings?.waivers?.find((each) => isWaived(finding, each, sampleRate))
      return { ...finding, waived: waiver ? { id: waiver.id, reason: waiver.reason } : null }
    })
    .toSorted((a, b) => a.from - b.from || a.to - b.to)
  const open = findings.filter(({ waived }) => waived === null)
  const errors = open.filter(({ severity }) => severity === 'error').length
  return {
    done: CHECK_IDS.filter((id) => looked.has(id)).map((check) => ({
      check,
      threshold: thresholdOf(settings, check),
    })),
    findings,
    open: { errors, warnings: open.length - errors },
  }
}
