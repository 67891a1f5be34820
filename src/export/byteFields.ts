/** Writes the fields of a header of `length` bytes one after the other. */
export function byteFields(length: number, endian: 'le' | 'be' = 'le') {
  const bytes = new Uint8Array(length)
  const view = new DataView(bytes.buffer)
  const little = endian === 'le'
  let at = 0
  const next = (size: number): number => {
    at += size
    return at - size
  }
  return {
    bytes,
    /** ASCII, as long as it is. */
    id: (text: string) => bytes.set(new TextEncoder().encode(text), next(text.length)),
    /** ASCII in a field of `size` bytes, filled up with zeros. Throws RangeError when it does not fit. */
    text: (text: string, size: number) => {
      const encoded = new TextEncoder().encode(text)
      if (encoded.length > size) throw new RangeError(`${encoded.length} bytes in a field of ${size}`)
      bytes.set(encoded, next(size))
    },
    raw: (part: Uint8Array) => bytes.set(part, next(part.length)),
    u8: (value: number) => view.setUint8(next(1), value),
    u16: (value: number) => view.setUint16(next(2), value, little),
    i16: (value: number) => view.setInt16(next(2), value, little),
    u32: (value: number) => view.setUint32(next(4), value, little),
    u64: (value: number | bigint) => view.setBigUint64(next(8), BigInt(value), little),
    skip: (size: number) => {
      next(size)
    },
  }
}

/** A RIFF or IFF chunk: its id of four characters, its size, its body, and a pad byte after an odd one. */
export function chunk(id: string, body: Uint8Array, endian: 'le' | 'be' = 'le'): Uint8Array<ArrayBuffer> {
  const fields = byteFields(8 + body.length + (body.length % 2), endian)
  fields.id(id)
  fields.u32(body.length)
  fields.raw(body)
  return fields.bytes
}
