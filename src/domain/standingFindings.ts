import { CHECKS, checkSpec } from './checkList.ts'
import type { CheckId } from './checks.ts'
import type { DeliveryOrder } from './delivery.ts'
import type { DeliveryPlan } from './deliveryPlan.ts'
import type { BounceReport, ReportedCheck } from './deliveryReport.ts'
import { missingMarks } from './missingMarks.ts'
import { limitIn } from './reportedChecks.ts'
import type { Session } from './session.ts'
import { specDifferences } from './specDifferences.ts'
import type { DeliverySpec } from './specs/deliverySpec.ts'
import { peaksOverCeiling, peakText } from './specs/peaksOverCeiling.ts'

/** How what an order makes differs from what its spec, or the order itself, asks for: known before, and a sentence each. */
export function orderWarnings(session: Session, order: DeliveryOrder, plan: DeliveryPlan): readonly string[] {
  const spec = order.master?.spec
  const rows = plan.deliverables.map(({ deliverable }) => deliverable)
  const differences = spec ? specDifferences(spec, session, order, rows) : []
  return [
    ...differences.map((asked) => `Not as ${spec?.name} has it: it asks for ${asked}.`),
    ...missingMarks(session, order, plan),
  ]
}

/**
 * Checks by which a control refuses a mix, with findings that nobody has waived, and those that could not be made: a sentence
 * each. `hasGuide`: one was given to hold the sync against.
 */
export function standingChecks(checks: readonly ReportedCheck[], hasGuide: boolean): readonly string[] {
  const isError = ({ name }: ReportedCheck): boolean =>
    CHECKS.find((spec) => spec.name === name)?.severity === 'error'
  const open = checks.filter((check) => isError(check) && check.verdict === 'review')
  const isUnmade = hasGuide && checks.every(({ name }) => name !== 'Sync')
  return [
    ...open.map(({ name, value }) => `${name}: ${value}.`),
    ...(isUnmade ? ['Sync could not be checked: the composite is not among the deliverables.'] : []),
  ]
}

/**
 * What of a delivery a control would send back, a sentence each: a target or a ceiling that is missed, loudness that could not be
 * measured for its target, samples over full scale, null tests that do not null, and the checks. `spec`: its ceiling counts where
 * nothing was limited to it, too. What a check has found as well, and somebody has let pass there, is none.
 */
export function standingFindings(
  report: Pick<BounceReport, 'checks' | 'deliverables' | 'residuals' | 'settings'>,
  { hasGuide, spec }: { readonly hasGuide: boolean; readonly spec: DeliverySpec | undefined },
): readonly string[] {
  const { checks = [], deliverables, residuals, settings } = report
  const { master } = settings
  const held = master && { ...master, ceilingDbtp: master.ceilingDbtp ?? spec?.truePeakDbtp ?? null }
  const said: string[] = []
  const waived = (id: CheckId): ReportedCheck | undefined =>
    checks.find(({ name, verdict }) => name === checkSpec(id).name && verdict === 'waived')
  const isLoudnessWaived = waived(master?.gate === 'dialogue' ? 'dialogueLoudness' : 'loudness') !== undefined
  // A session's own threshold may be over the ceiling of the spec: what lies between was not found, and so not waived.
  const peaks = waived('truePeak')
  const waivedOver = (peaks && limitIn(peaks.why)) ?? Number.POSITIVE_INFINITY
  if (master && master.targetLufs !== null && master.withinTarget !== true && !isLoudnessWaived)
    said.push(
      master.afterLufs === null
        ? `${master.spec.name}: the composite was not measured.`
        : `${master.spec.name}: the composite is not at its target.`,
    )
  return [
    ...said,
    ...peaksOverCeiling({ deliverables, settings: { ...settings, ...(held && { master: held }) } })
      .filter(({ dbtp }) => dbtp <= waivedOver)
      .map(peakText),
    ...deliverables.flatMap(({ name, clippedSamples: count }) =>
      count > 0 ? [`“${name}”: ${count} samples went over full scale.`] : [],
    ),
    ...residuals.flatMap(({ name, verdict }) =>
      verdict === 'review' ? [`Null test (${name}): it does not null.`] : [],
    ),
    ...standingChecks(checks, hasGuide && report.checks !== undefined),
  ]
}
