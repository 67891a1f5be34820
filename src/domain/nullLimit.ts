import { NULL_LAWS } from './deliverables/nullLaws.ts'
import { type DeliveryFormat, deliveryFormat } from './deliveryFormat.ts'
import type { NullResidual } from './deliveryReport.ts'

/** The last bits of floats that were rounded one by one, at up to 24 dB over full scale. */
const FLOAT_LIMIT_DB = -120
/** Six files, each within half a step of 24 bits, leave two whole steps at most, which is −132.4 dBFS. */
const PCM_24_LIMIT_DB = -130
/**
 * With dither each file carries noise of its own, up to 1.5 steps of 16 bits; the composite and five stems together up
 * to 9, which is −71.2 dBFS.
 */
const DITHERED_LIMIT_DB = -71
/** Shaped noise is stronger where it is heard least: up to 14.1 steps each, together 84.3, which is −51.8 dBFS. */
const SHAPED_LIMIT_DB = -51

/**
 * The most that a null test may leave, in dBFS; `null`: nothing at all. Floats sum exactly at any levels; a limiter that
 * has limited rounds each file anew.
 */
export function nullLimitDb(name: string, format: DeliveryFormat, limited: boolean): number | null {
  const { dither, float } = deliveryFormat(format)
  if (dither !== null) return dither === 'TPDF' ? DITHERED_LIMIT_DB : SHAPED_LIMIT_DB
  if (!float) return PCM_24_LIMIT_DB
  const law = NULL_LAWS.find((each) => each.name === name)
  return law?.exactInFloat && !limited ? null : FLOAT_LIMIT_DB
}

export const nullVerdict = ({
  dbfs,
  limitDbfs,
}: Pick<NullResidual, 'dbfs' | 'limitDbfs'>): 'pass' | 'review' =>
  dbfs === null || (limitDbfs !== null && dbfs <= limitDbfs) ? 'pass' : 'review'
