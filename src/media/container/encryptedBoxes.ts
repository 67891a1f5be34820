import type { Movie } from './movieBox.ts'

/**
 * Whether a movie has a protected sample entry (ISO/IEC 14496-12 § 8.12). Asked of files that the container library cannot
 * make sense of: those of Common Encryption that are not in fragments are among them.
 */
export function hasEncryptedAudio({ bytes }: Movie): boolean {
  const all = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return ['enca', 'drms'].some((name) => contains(all, name))
}

function contains(bytes: Uint8Array, name: string): boolean {
  const [first = 0, ...rest] = [...name].map((character) => character.charCodeAt(0))
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (rest.every((code, n) => bytes[at + 1 + n] === code)) return true
  }
  return false
}
