import type { BounceReport } from '../domain/deliveryReport.ts'
import { csvText } from '../lib/csv.ts'
import { plainText } from '../lib/plainText.ts'
import { reportChecks } from './reportChecks.ts'

/** The columns of version 1: another set of them is another version. */
const COLUMNS = [
  'check',
  'outcome',
  'value',
  'from',
  'to',
  'finding',
  'waived_because',
  'looked_for',
] as const

/**
 * The checks of a report as a table, a line for each finding at its timecodes, and one for a check that has found nothing
 * (RFC 4180, UTF-8 with a byte order mark). No cell is a formula.
 */
export function checksCsv(report: BounceReport): string {
  const rows = reportChecks(report).flatMap(({ name, verdict, value, why, findings, waiver }) => {
    const found = findings.length > 0 ? findings : [{ from: '', to: '', text: '' }]
    return found.map(({ from, to, text }) =>
      [name, verdict, value, from, to, text, waiver ?? '', why].map(plainText),
    )
  })
  return `\uFEFF${csvText([COLUMNS, ...rows])}`
}
