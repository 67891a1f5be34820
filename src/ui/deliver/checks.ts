import type { BounceReport, NullResidual } from '../../domain/deliveryReport.ts'
import { filmsAreEquallyLong } from '../../domain/reportedLength.ts'
import { formatDb } from '../format.ts'
import { masterChecks } from './masterChecks.ts'

export type Check = {
  readonly name: string
  readonly passed: boolean
  readonly value: string
  readonly why: string
}

function nullCheck({ name, dbfs, of, limitDbfs, verdict }: NullResidual): Check {
  const limit = limitDbfs === null ? 'an exact null' : `${formatDb(limitDbfs, 0)} or lower`
  const where = of === 'files' ? '' : ' Before the files were compressed or converted.'
  return {
    name: 'Null test',
    passed: verdict === 'pass',
    value: dbfs === null ? 'exact null' : `${formatDb(dbfs)} dBFS`,
    why: `${name[0]?.toUpperCase()}${name.slice(1)}.${where} Pass at ${limit}.`,
  }
}

/** What the finished files are held to. Nothing here is known before they are whole. */
export function checksOf(report: BounceReport): readonly Check[] {
  const { deliverables, residuals, warnings } = report
  const clipped = deliverables.reduce((sum, each) => sum + each.clippedSamples, 0)
  const equal = filmsAreEquallyLong(report)
  return [
    ...masterChecks(report),
    ...residuals.map(nullCheck),
    {
      name: 'Full scale',
      passed: clipped === 0,
      value: clipped === 0 ? 'none clipped' : `${clipped} clipped`,
      why:
        clipped === 0
          ? 'No sample went over full scale.'
          : 'The mix goes over full scale there. Lower a fader and export again.',
    },
    {
      name: 'Length',
      passed: equal,
      value: equal ? 'equal' : 'different',
      why: 'All files of the whole film last equally long: at one rate they have the same number of samples.',
    },
    {
      name: 'Warnings',
      passed: warnings.length === 0,
      value: warnings.length === 0 ? 'none' : String(warnings.length),
      why: 'What was odd about the files read, or is odd about those that were made.',
    },
  ]
}
