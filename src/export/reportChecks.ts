import type { BounceReport, NullResidual, ReportedCheck } from '../domain/delivery.ts'
import { nullLimitDb } from '../domain/nullLimit.ts'
import { level, residualText } from './reportText.ts'

/** What finished files are held to: what the pass itself has found, then what was looked for in the sound. */
export function reportChecks({
  residuals,
  deliverables,
  checks = [],
}: BounceReport): readonly ReportedCheck[] {
  const clipped = deliverables.reduce((sum, each) => sum + each.clippedSamples, 0)
  const lengths = new Set(deliverables.filter(({ range }) => range === 'film').map((each) => each.samples))
  return [
    ...residuals.map(nullCheck),
    check(
      'Full scale',
      clipped === 0,
      clipped === 0 ? 'none clipped' : `${clipped} clipped`,
      'Samples that the mix went over full scale with, and that were held at it.',
    ),
    check(
      'Length',
      lengths.size <= 1,
      lengths.size <= 1 ? 'equal' : 'different',
      'All files of the whole film have the same number of samples.',
    ),
    ...checks,
  ]
}

function nullCheck({ name, dbfs, format }: NullResidual): ReportedCheck {
  const limit = nullLimitDb(format)
  const why = `${name}. Pass at ${level(limit, 'dBFS', 0)} or lower.`
  return check('Null test', dbfs === null || dbfs <= limit, residualText(dbfs), why)
}

const check = (name: string, passed: boolean, value: string, why: string): ReportedCheck => ({
  name,
  verdict: passed ? 'pass' : 'review',
  value,
  why,
  findings: [],
  waiver: null,
})
