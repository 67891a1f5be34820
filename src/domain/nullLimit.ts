import { type DeliveryFormat, deliveryFormat } from './delivery.ts'

/** Largest residual that undithered files can be left with: far below the last bit of 24. */
const NULL_LIMIT_DB = -120
/**
 * With dither each file carries noise of its own, up to 1.5 steps of 16 bits; the composite and five stems together up
 * to 9, which is −71.2 dBFS.
 */
const DITHERED_NULL_LIMIT_DB = -71
/** Shaped noise is stronger where it is heard least: up to 14.1 steps each, together 84.3, which is −51.8 dBFS. */
const SHAPED_NULL_LIMIT_DB = -51

/** What a null test of files of a format is held to, in dBFS. */
export function nullLimitDb(format: DeliveryFormat): number {
  const { dither } = deliveryFormat(format)
  if (dither === null) return NULL_LIMIT_DB
  return dither === 'TPDF' ? DITHERED_NULL_LIMIT_DB : SHAPED_NULL_LIMIT_DB
}
