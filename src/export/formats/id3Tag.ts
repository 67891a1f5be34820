import { joined } from '../../lib/joined.ts'
import { byteFields } from '../byteFields.ts'
import type { DeliveryFacts } from './deliveryEncoder.ts'
import { timeTags } from './descriptiveTags.ts'
import { id3Chapters } from './id3Chapters.ts'
import { synchsafe, textFrame } from './id3Frames.ts'

/**
 * An ID3v2.4 tag (id3.org, 2.4.0): title, originator and description in UTF-8, the timecode as texts of the user's, and
 * markers as chapters.
 */
export function id3Tag(facts: DeliveryFacts): Uint8Array {
  const body = joined([
    ...textFrame('TIT2', facts.title),
    ...textFrame('TPE1', facts.originator),
    // A comment has a language, here none, and a short name of its own, here empty.
    ...textFrame('COMM', facts.description, 'XXX\0'),
    ...timeTags(facts).flatMap(([name, text]) => textFrame('TXXX', text, `${name}\0`)),
    ...id3Chapters(facts),
  ])
  const head = byteFields(10, 'be')
  head.id('ID3')
  head.u8(4)
  head.u16(0)
  head.u32(synchsafe(body.length))
  return joined([head.bytes, body])
}
