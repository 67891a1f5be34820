import type { MarkerDraft } from '../../domain/markers.ts'
import { joined } from '../../lib/joined.ts'
import { byteFields } from '../byteFields.ts'
import type { DeliveryFacts } from './deliveryEncoder.ts'
import { timeTags } from './descriptiveTags.ts'

/** Of a chapter's place. */
const TICKS_PER_SECOND = 10_000_000n
/** A title's length has one byte. */
const MOST_TITLE_BYTES = 255
/** Of a text in a `data` box (QuickTime File Format, well-known types). */
const UTF8 = 1
/** What names free tags of MP4 files: players show them by the name behind it. */
const TAG_DOMAIN = 'com.apple.iTunes'

/**
 * The `udta` box of an MP4 (ISO 14496-12 § 8.10): title, originator and description as players of MP4 have them (`meta` of
 * handler `mdir`), the timecode as free tags, and markers as chapters (`chpl`, Nero), by ten millionths of a second, of which
 * one is less than a sample.
 */
export function userData(facts: DeliveryFacts, markers: readonly MarkerDraft[]): Uint8Array {
  const texts = [
    ['\u00a9nam', facts.title],
    ['\u00a9ART', facts.originator],
    ['\u00a9cmt', facts.description],
  ] as const
  const tags = [
    ...texts.filter(([, text]) => text !== '').map(([name, text]) => box(name, textData(text))),
    ...timeTags(facts).map(([name, text]) =>
      box('----', joined([fullBox('mean', ascii(TAG_DOMAIN)), fullBox('name', ascii(name)), textData(text)])),
    ),
  ]
  const handler = joined([ascii('\0\0\0\0mdirappl'), new Uint8Array(9)])
  const meta = fullBox('meta', joined([fullBox('hdlr', handler), box('ilst', joined(tags))]))
  return box('udta', joined([meta, ...(markers.length > 0 ? [chapters(markers, facts.sampleRate)] : [])]))
}

/**
 * The end of an MP4 whose `moov` box is its last, with `udta` in that box. Nothing before it moves, so that places of samples
 * hold. Throws RangeError where it does not end so.
 */
export function withUserData(end: Uint8Array, udta: Uint8Array): Uint8Array {
  const at = moovAt(end)
  const bytes = joined([end, udta])
  new DataView(bytes.buffer).setUint32(at, end.length - at + udta.length)
  return bytes
}

/** Where the `moov` box is that an MP4 ends with. Throws RangeError where it does not. */
export function moovAt(end: Uint8Array): number {
  const view = new DataView(end.buffer, end.byteOffset, end.length)
  let at = end.length - 8
  while (at >= 0 && !(view.getUint32(at + 4) === MOOV && view.getUint32(at) === end.length - at)) at--
  if (at < 0) throw new RangeError('an MP4 that does not end in a moov box')
  return at
}

/** `moov`. */
const MOOV = 0x6d6f_6f76

function chapters(markers: readonly MarkerDraft[], sampleRate: number): Uint8Array {
  const count = byteFields(5, 'be')
  count.skip(4)
  count.u8(markers.length)
  const entries = markers.map(({ at, name }) => {
    const title = shortened(name)
    const { bytes, u64, u8, raw } = byteFields(9 + title.length, 'be')
    u64((BigInt(at) * TICKS_PER_SECOND + BigInt(sampleRate) / 2n) / BigInt(sampleRate))
    u8(title.length)
    raw(title)
    return bytes
  })
  return fullBox('chpl', joined([count.bytes, ...entries]), 1)
}

/** As many whole characters as a title has room for. */
function shortened(name: string): Uint8Array {
  const bytes = new Uint8Array(MOST_TITLE_BYTES)
  return bytes.subarray(0, new TextEncoder().encodeInto(name, bytes).written)
}

function textData(text: string): Uint8Array {
  const { bytes, u32, skip, raw } = byteFields(8 + utf8(text).length, 'be')
  u32(UTF8)
  skip(4)
  raw(utf8(text))
  return box('data', bytes)
}

const fullBox = (type: string, content: Uint8Array, version = 0): Uint8Array =>
  box(type, joined([Uint8Array.of(version, 0, 0, 0), content]))

function box(type: string, content: Uint8Array): Uint8Array {
  const { bytes, u32, raw } = byteFields(8 + content.length, 'be')
  u32(bytes.length)
  // Types are of Latin-1: `©nam` is A9h and three letters.
  raw(Uint8Array.from(type, (letter) => letter.charCodeAt(0)))
  raw(content)
  return bytes
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const ascii = utf8
