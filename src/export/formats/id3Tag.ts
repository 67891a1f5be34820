import { joined } from '../../lib/joined.ts'
import { byteFields } from '../byteFields.ts'
import type { DeliveryFacts } from './deliveryEncoder.ts'

/** An ID3v2.4 tag (id3.org, 2.4.0): title, originator and description in UTF-8. Nothing when there are none. */
export function id3Tag({ title, originator, description }: DeliveryFacts): Uint8Array {
  const frames = [
    ...textFrame('TIT2', title),
    ...textFrame('TPE1', originator),
    // A comment has a language, here none, and a short name of its own, here empty.
    ...textFrame('COMM', description, 'XXX\0'),
  ]
  if (frames.length === 0) return new Uint8Array(0)
  const body = joined(frames)
  const head = byteFields(10, 'be')
  head.id('ID3')
  head.u8(4)
  head.u16(0)
  head.u32(synchsafe(body.length))
  return joined([head.bytes, body])
}

function textFrame(id: string, text: string, before = ''): Uint8Array[] {
  if (!text) return []
  const encoded = new TextEncoder().encode(before + text)
  const { bytes, u8, u16, u32, id: name, raw } = byteFields(11 + encoded.length, 'be')
  name(id)
  u32(synchsafe(1 + encoded.length))
  u16(0)
  // UTF-8.
  u8(3)
  raw(encoded)
  return [bytes]
}

/** Seven bits in each byte (§ 6.2). */
const synchsafe = (size: number): number =>
  [0, 7, 14, 21].reduce((sum, bits) => sum + ((size >>> bits) & 0x7f) * 2 ** ((bits / 7) * 8), 0)
