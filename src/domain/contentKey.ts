import { type MediaInfo, trackNumber } from './media.ts'

export type KeyedFile = Pick<MediaInfo, 'fileName' | 'fingerprint' | 'modified'>

/** FNV-1a of 64 bits: offset basis and prime. */
const OFFSET = 0xcbf29ce484222325n
const PRIME = 0x100000001b3n

/**
 * What copies and waveforms of a file are kept by: a fingerprint, which leaves out most of a long file; its name, by which
 * stems of one length that are silent wherever they were looked at are told apart; and its date, by which the next version of
 * a stem is another file. The name is hashed: a name in storage has no room for 255 bytes of it, and few files have all else in
 * common. `null` without a fingerprint that is one: all is hexadecimal and digits, so that it may be a name in storage.
 */
export function contentKey({ fileName, fingerprint, modified }: KeyedFile): string | null {
  if (!fingerprint || !/^[0-9a-f]{64}$/.test(fingerprint)) return null
  const name = hashOf(fileName)
  return Number.isSafeInteger(modified) ? `${fingerprint}.${name}.${modified}` : `${fingerprint}.${name}`
}

/** FNV-1a of the 16-bit units of a text, as 16 hexadecimal digits. */
function hashOf(text: string): string {
  let hash = OFFSET
  for (let at = 0; at < text.length; at++)
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(at))) * PRIME)
  return hash.toString(16).padStart(16, '0')
}

export type KeyedSound = KeyedFile & Pick<MediaInfo, 'audioTrack'>

/**
 * What the conformed copy and the waveform of a sound are kept by: its file's key, and from the second audio track on the
 * number of the track. `null` where `contentKey` is.
 */
export function soundKey(sound: KeyedSound): string | null {
  const key = contentKey(sound)
  const number = trackNumber(sound)
  return key && Number.isSafeInteger(number) && number > 1 ? `${key}.t${number}` : key
}
