import { type BounceReport, type DeliveryFormat, deliveryFormat } from '../../domain/delivery.ts'
import { formatDb } from '../format.ts'

export type Check = {
  readonly name: string
  readonly passed: boolean
  readonly value: string
  readonly why: string
}

/** Largest residual that undithered files can be left with: far below the last bit of 24. */
const NULL_LIMIT_DB = -120
/**
 * With dither each file carries noise of its own, up to 1.5 steps of 16 bits; the two together up to 3, which
 * is −80.8 dBFS.
 */
const DITHERED_NULL_LIMIT_DB = -80
/** Shaped noise is stronger where it is heard least: up to 14 steps in each of the two, which is −61.3 dBFS. */
const SHAPED_NULL_LIMIT_DB = -60

/** What the finished files are held to. Nothing here is known before they are whole. */
export function checksOf(report: BounceReport): readonly Check[] {
  const { deliverables, nullResidualDbfs, settings, warnings } = report
  const limit = nullLimitDb(settings.format)
  const clipped = deliverables.reduce((sum, each) => sum + each.clippedSamples, 0)
  const lengths = new Set(deliverables.map((each) => each.samples))
  return [
    {
      name: 'Null test',
      passed: nullResidualDbfs === null || nullResidualDbfs <= limit,
      value: nullResidualDbfs === null ? 'exact null' : `${formatDb(nullResidualDbfs)} dBFS`,
      why: `Composite less dialogue and M&E, its fill apart. Pass at ${formatDb(limit, 0)} or lower.`,
    },
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
      passed: lengths.size === 1,
      value: lengths.size === 1 ? 'equal' : 'different',
      why: 'All files have the same number of samples.',
    },
    {
      name: 'Warnings',
      passed: warnings.length === 0,
      value: warnings.length === 0 ? 'none' : String(warnings.length),
      why: 'What was odd about the files read.',
    },
  ]
}

function nullLimitDb(format: DeliveryFormat): number {
  const { dither } = deliveryFormat(format)
  if (dither === null) return NULL_LIMIT_DB
  return dither === 'TPDF' ? DITHERED_NULL_LIMIT_DB : SHAPED_NULL_LIMIT_DB
}
