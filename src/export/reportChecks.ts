import type { BounceReport, NullResidual, ReportedCheck } from '../domain/deliveryReport.ts'
import { filmsAreEquallyLong } from '../domain/reportedLength.ts'
import { peaksOverCeiling, peakText } from '../domain/specs/peaksOverCeiling.ts'
import { level, limitText, residualText } from './reportText.ts'

/** What finished files are held to: what the pass itself has found, then what was looked for in the sound. */
export function reportChecks(report: BounceReport): readonly ReportedCheck[] {
  const { residuals, deliverables, checks = [] } = report
  const clipped = deliverables.reduce((sum, each) => sum + each.clippedSamples, 0)
  const equal = filmsAreEquallyLong(report)
  return [
    ...residuals.map(nullCheck),
    ...peakChecks(report),
    check(
      'Full scale',
      clipped === 0,
      clipped === 0 ? 'none clipped' : `${clipped} clipped`,
      'Samples that the mix went over full scale with, and that were held at it.',
    ),
    check(
      'Length',
      equal,
      equal ? 'equal' : 'different',
      'All files of the whole film last equally long: at one rate they have the same number of samples.',
    ),
    ...checks,
  ]
}

function nullCheck({ name, dbfs, of, limitDbfs, verdict }: NullResidual): ReportedCheck {
  const where =
    of === 'files'
      ? 'Of the samples in the files.'
      : 'Of the mix’s samples, before they were compressed or converted: the files have others.'
  const why = `${name}. ${where} Pass at ${limitText(limitDbfs)}.`
  return check('Null test', verdict === 'pass', residualText(dbfs), why)
}

/** Every file against the ceiling that the mix was limited to; none where it was not. */
function peakChecks(report: BounceReport): ReportedCheck[] {
  const ceiling = report.settings.master?.ceilingDbtp ?? null
  if (ceiling === null) return []
  const over = peaksOverCeiling(report)
  const highest = Math.max(...over.map(({ dbtp }) => dbtp))
  return [
    check(
      'True peak',
      over.length === 0,
      over.length === 0 ? 'under the ceiling' : level(highest, 'dBTP'),
      [`Of every file. Pass at ${level(ceiling, 'dBTP')} or lower.`, ...over.map(peakText)].join(' '),
    ),
  ]
}

const check = (name: string, passed: boolean, value: string, why: string): ReportedCheck => ({
  name,
  verdict: passed ? 'pass' : 'review',
  value,
  why,
  findings: [],
  waiver: null,
})
