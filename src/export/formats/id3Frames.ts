import { byteFields } from '../byteFields.ts'

/** A frame of any content: its id, its size and no flags (§ 4). */
export function id3Frame(id: string, content: Uint8Array): Uint8Array {
  const { bytes, u16, u32, id: name, raw } = byteFields(10 + content.length, 'be')
  name(id)
  u32(synchsafe(content.length))
  u16(0)
  raw(content)
  return bytes
}

/** A frame of text in UTF-8, with what stands before it in such frames; none for an empty text. */
export const textFrame = (id: string, text: string, before = ''): Uint8Array[] =>
  text ? [id3Frame(id, new TextEncoder().encode(`\u0003${before}${text}`))] : []

/** Seven bits in each byte (§ 6.2). Throws RangeError beyond 28 bits. */
export function synchsafe(size: number): number {
  if (size >= 2 ** 28) throw new RangeError(`${size} bytes in an ID3 tag`)
  return [0, 7, 14, 21].reduce((sum, bits) => sum + ((size >>> bits) & 0x7f) * 2 ** ((bits / 7) * 8), 0)
}
