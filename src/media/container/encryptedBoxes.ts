import type { ByteSource } from '../../domain/ports.ts'
import { fourCc } from '../formats/chunks.ts'

const BOXES_LIMIT = 64
const MOVIE_LIMIT = 16 * 2 ** 20

/**
 * Whether an MP4 or MOV file has a protected sample entry (ISO/IEC 14496-12 § 8.12). Asked of files that the container
 * library cannot make sense of: those of Common Encryption that are not in fragments are among them.
 */
export async function hasEncryptedAudio(source: ByteSource): Promise<boolean> {
  let at = 0
  for (let boxes = 0; boxes < BOXES_LIMIT && at + 16 <= source.size; boxes++) {
    const header = await source.read(at, 16)
    if (!header.ok) return false
    const view = new DataView(header.value.buffer, header.value.byteOffset, 16)
    const short = view.getUint32(0)
    const size = short === 1 ? Number(view.getBigUint64(8)) : short === 0 ? source.size - at : short
    if (size < 8) return false
    if (fourCc(view, 4) === 'moov') {
      const movie = await source.read(at, Math.min(size, source.size - at, MOVIE_LIMIT))
      return movie.ok && ['enca', 'drms'].some((name) => contains(movie.value, name))
    }
    at += size
  }
  return false
}

function contains(bytes: Uint8Array, name: string): boolean {
  const [first = 0, ...rest] = [...name].map((character) => character.charCodeAt(0))
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (rest.every((code, n) => bytes[at + 1 + n] === code)) return true
  }
  return false
}
