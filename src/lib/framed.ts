import { joined } from './joined.ts'

/** Parts as one stretch of bytes, which `unframed` takes apart: how many, the length of each in 32 bits, and their bytes. */
export function framed(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const lengths = Uint32Array.of(parts.length, ...parts.map(({ length }) => length))
  return joined([new Uint8Array(lengths.buffer), ...parts])
}

/** Copies of the parts. Throws RangeError for what `framed` has not given. */
export function unframed(bytes: Uint8Array): Uint8Array<ArrayBuffer>[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const count = view.getUint32(0, true)
  const parts: Uint8Array<ArrayBuffer>[] = []
  let at = 4 * (1 + count)
  for (let index = 0; index < count; index++) {
    const length = view.getUint32(4 * (1 + index), true)
    parts.push(bytes.slice(at, at + length))
    at += length
  }
  if (at !== bytes.length) throw new RangeError(`parts of ${at} bytes in ${bytes.length}`)
  return parts
}
