import type { DeliveryFacts } from './deliveryEncoder.ts'

/** Seconds from the beginning of 1904, from which MP4 counts, to that of 1970. */
const FROM_1904 = 2_082_844_800
/** Boxes of a `moov` that hold others, and those that say when something was made and last changed (ISO 14496-12 § 8). */
const HOLDING = ['trak', 'mdia']
const DATED = ['mvhd', 'tkhd', 'mdhd']

/** Has a `moov` box say the date and time of the facts, which are local, in UTC: as all else that an export makes. */
export function stampTimes(moov: Uint8Array, { date, time }: Pick<DeliveryFacts, 'date' | 'time'>): void {
  stamp(moov.subarray(8), Math.floor(new Date(`${date}T${time}`).getTime() / 1000) + FROM_1904)
}

function stamp(boxes: Uint8Array, seconds: number): void {
  const view = new DataView(boxes.buffer, boxes.byteOffset, boxes.length)
  for (let at = 0; at + 8 <= boxes.length; at += view.getUint32(at)) {
    const type = String.fromCharCode(...boxes.subarray(at + 4, at + 8))
    if (view.getUint32(at) < 8) throw new RangeError(`a box “${type}” of no length`)
    if (HOLDING.includes(type)) stamp(boxes.subarray(at + 8, at + view.getUint32(at)), seconds)
    if (!DATED.includes(type)) continue
    // Version 1 has 64 bits for a time.
    const isLong = view.getUint8(at + 8) === 1
    for (const place of [0, 1])
      if (isLong) view.setBigUint64(at + 12 + 8 * place, BigInt(seconds))
      else view.setUint32(at + 12 + 4 * place, seconds)
  }
}
