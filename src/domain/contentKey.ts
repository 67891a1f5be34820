import { sha256 } from 'hash-wasm'
import { type MediaInfo, trackNumber } from './media.ts'

export type KeyedFile = Pick<MediaInfo, 'fileName' | 'fingerprint' | 'modified'>

/** Of the 64 hexadecimal digits of a hash: enough for the few files that have all else in common. */
const NAME_DIGITS = 16

/**
 * What copies and waveforms of a file are kept by: a fingerprint, which leaves out most of a long file; its name, by which
 * stems of one length that are silent wherever they were looked at are told apart; and its date, by which the next version of
 * a stem is another file. The name is hashed (SHA-256, UTF-8): a name in storage has no room for 255 bytes of it. `null`
 * without a fingerprint that is one: all is hexadecimal and digits, so that it may be a name in storage.
 */
export async function contentKey({ fileName, fingerprint, modified }: KeyedFile): Promise<string | null> {
  if (!fingerprint || !/^[0-9a-f]{64}$/.test(fingerprint)) return null
  const name = (await sha256(fileName)).slice(0, NAME_DIGITS)
  return Number.isSafeInteger(modified) ? `${fingerprint}.${name}.${modified}` : `${fingerprint}.${name}`
}

export type KeyedSound = KeyedFile & Pick<MediaInfo, 'audioTrack'>

/**
 * What the conformed copy and the waveform of a sound are kept by: its file's key, and from the second audio track on the
 * number of the track. `null` where `contentKey` is.
 */
export async function soundKey(sound: KeyedSound): Promise<string | null> {
  const key = await contentKey(sound)
  const number = trackNumber(sound)
  return key && Number.isSafeInteger(number) && number > 1 ? `${key}.t${number}` : key
}
