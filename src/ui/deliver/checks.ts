import {
  type BounceReport,
  type DeliveryFormat,
  deliveryFormat,
  type NullResidual,
} from '../../domain/delivery.ts'
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
 * With dither each file carries noise of its own, up to 1.5 steps of 16 bits; the composite and five stems together up
 * to 9, which is −71.2 dBFS.
 */
const DITHERED_NULL_LIMIT_DB = -71
/** Shaped noise is stronger where it is heard least: up to 14.1 steps each, together 84.3, which is −51.8 dBFS. */
const SHAPED_NULL_LIMIT_DB = -51

function nullLimitDb(format: DeliveryFormat): number {
  const { dither } = deliveryFormat(format)
  if (dither === null) return NULL_LIMIT_DB
  return dither === 'TPDF' ? DITHERED_NULL_LIMIT_DB : SHAPED_NULL_LIMIT_DB
}

function nullCheck({ name, dbfs, format }: NullResidual): Check {
  const limit = nullLimitDb(format)
  return {
    name: 'Null test',
    passed: dbfs === null || dbfs <= limit,
    value: dbfs === null ? 'exact null' : `${formatDb(dbfs)} dBFS`,
    why: `${name[0]?.toUpperCase()}${name.slice(1)}. Pass at ${formatDb(limit, 0)} or lower.`,
  }
}

/** What the finished files are held to. Nothing here is known before they are whole. */
export function checksOf(report: BounceReport): readonly Check[] {
  const { deliverables, residuals, warnings } = report
  const clipped = deliverables.reduce((sum, each) => sum + each.clippedSamples, 0)
  const lengths = new Set(deliverables.filter(({ range }) => range === 'film').map((each) => each.samples))
  return [
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
      passed: lengths.size <= 1,
      value: lengths.size <= 1 ? 'equal' : 'different',
      why: 'All files of the whole film have the same number of samples.',
    },
    {
      name: 'Warnings',
      passed: warnings.length === 0,
      value: warnings.length === 0 ? 'none' : String(warnings.length),
      why: 'What was odd about the files read.',
    },
  ]
}
