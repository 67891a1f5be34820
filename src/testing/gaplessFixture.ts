import { big32 } from './aiffFixture.ts'
import { box } from './containerFixture.ts'
import { ascii, concat } from './wavFixture.ts'

/**
 * An M4A by ffmpeg, whose `moov` box is its last, without its edit list and with an `iTunSMPB` tag of `text` in the place of
 * its own tags, or with none. Throws Error where it is not made so.
 */
export function withGaplessTag(m4a: Uint8Array, text?: string): Uint8Array {
  const bytes = m4a.slice()
  const found = (name: string): number => Buffer.from(bytes.buffer).lastIndexOf(name, undefined, 'latin1')
  const moov = found('moov') - 4
  const view = new DataView(bytes.buffer)
  if (moov < 0 || view.getUint32(moov) !== bytes.length - moov) throw new Error('moov is not the last box')
  for (const name of ['edts', 'udta']) if (found(name) > moov) bytes.set(ascii('free'), found(name))
  const tag = box(
    '----',
    box('mean', big32(0), ascii('com.apple.iTunes')),
    box('name', big32(0), ascii('iTunSMPB')),
    box('data', big32(1), big32(0), ascii(text ?? '')),
  )
  const handler = box('hdlr', big32(0), big32(0), ascii('mdirappl'), new Uint8Array(9))
  const udta = box('udta', box('meta', big32(0), handler, box('ilst', tag)))
  if (text === undefined) return bytes
  view.setUint32(moov, bytes.length - moov + udta.length)
  return concat([bytes, udta])
}

/** The text of such a tag, counts in samples. */
export function gaplessText(delay: number, padding: number, length: number): string {
  const hexadecimal = (value: number, digits: number): string =>
    value.toString(16).toUpperCase().padStart(digits, '0')
  const counts = [hexadecimal(delay, 8), hexadecimal(padding, 8), hexadecimal(length, 16)]
  return ` 00000000 ${counts.join(' ')}${' 00000000'.repeat(8)}`
}
