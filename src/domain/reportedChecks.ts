import { checkSpec } from './checkList.ts'
import type { CheckReport } from './checks.ts'
import type { ReportedCheck } from './deliveryReport.ts'
import { type Timebase, timecodeAtSample } from './timebase.ts'

/** What checks have come to as the report tells it: by check, each finding at its timecodes. */
export function reportedChecks(
  timebase: Timebase,
  { done, findings }: CheckReport,
): readonly ReportedCheck[] {
  return done.map(({ check, threshold }): ReportedCheck => {
    const { name, looksFor, severity, threshold: spec } = checkSpec(check)
    const own = findings.filter((each) => each.check === check)
    const open = own.filter(({ waived }) => waived === null).length
    const limit = spec && threshold !== null ? ` ${spec.label}: ${threshold} ${spec.unit}.` : ''
    const reasons = [...new Set(own.flatMap(({ waived }) => (waived ? [waived.reason] : [])))]
    return {
      name,
      verdict: open > 0 ? 'review' : own.length > 0 ? 'waived' : 'pass',
      value: own.length === 0 ? 'none' : `${counted(open, severity)}, ${own.length - open} waived`,
      why: `${looksFor}${limit}`,
      findings: own.map(({ from, to, text, waived }) => ({
        from: timecodeAtSample(timebase, from),
        to: timecodeAtSample(timebase, Math.max(from, to - 1)),
        text: waived ? `${text} Waived: ${waived.reason}` : text,
      })),
      waiver: reasons.length > 0 ? reasons.join('; ') : null,
    }
  })
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

/** Every finding as a line of text, by check, and in the last line how many checks there are to be reviewed. */
export function checkLines(checks: readonly ReportedCheck[]): readonly string[] {
  const found = checks.flatMap(({ name, findings }) =>
    findings.map(({ from, to, text }) => `${from === to ? from : `${from}–${to}`} ${name}: ${text}`),
  )
  const of = (verdict: ReportedCheck['verdict']): number =>
    checks.filter((each) => each.verdict === verdict).length
  return [...found, `Checks: ${of('pass')} passed, ${of('review')} to review, ${of('waived')} waived`]
}
