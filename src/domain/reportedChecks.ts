import { type AskedChecks, checkedAgainst } from './checkedAgainst.ts'
import { checkSpec } from './checkList.ts'
import type { CheckReport, CheckSpec } from './checks.ts'
import type { ReportedCheck } from './deliveryReport.ts'
import { type Timebase, timecodeAtSample } from './timebase.ts'

/** What checks have come to as the report of an order tells it: by check, each finding at its timecodes. */
export function reportedChecks(
  timebase: Timebase,
  { done, findings }: CheckReport,
  asked: AskedChecks,
): readonly ReportedCheck[] {
  return done.map(({ check, threshold }): ReportedCheck => {
    const spec = checkSpec(check)
    const own = findings.filter((each) => each.check === check)
    const reasons = own.flatMap(({ waived }) => (waived ? [waived.reason] : []))
    return {
      name: spec.name,
      ...countedFindings(spec, own.length, reasons),
      why: `${spec.looksFor}${checkedAgainst(timebase, check, asked)}${limitText(spec, threshold)}`,
      findings: own.map(({ from, to, text, waived }) => ({
        from: timecodeAtSample(timebase, from),
        to: timecodeAtSample(timebase, Math.max(from, to - 1)),
        text: waived ? `${text}${WAIVED}${waived.reason}` : text,
      })),
      waiver: reasons.length > 0 ? [...new Set(reasons)].join('; ') : null,
    }
  })
}

/** Before the reason, in the text of a finding. */
const WAIVED = ' Waived: '

/** The reason that the text of a reported finding ends with; `null` where it is not waived. */
export function waivedBecause(text: string): string | null {
  const at = text.indexOf(WAIVED)
  return at < 0 ? null : text.slice(at + WAIVED.length)
}

/** What a check comes to with so many findings, of which as many are waived as there are reasons. */
export function countedFindings(
  { severity }: Pick<CheckSpec, 'severity'>,
  findings: number,
  reasons: readonly string[],
): Pick<ReportedCheck, 'verdict' | 'value'> {
  const open = findings - reasons.length
  return {
    verdict: open > 0 ? 'review' : findings > 0 ? 'waived' : 'pass',
    value: findings === 0 ? 'none' : `${counted(open, severity)}, ${reasons.length} waived`,
  }
}

const limitText = ({ threshold: spec }: CheckSpec, threshold: number | null): string =>
  spec && threshold !== null ? ` ${spec.label}: ${threshold} ${spec.unit}.` : ''

/** The threshold that `why` of a report ends with; `null` where it ends in no figure, as of a check that turns on none. */
export function limitIn(why: string): number | null {
  const [, found] = /: (-?\d+(?:\.\d+)?(?:e-?\d+)?) \S*\.$/.exec(why) ?? []
  return found === undefined ? null : Number(found)
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
