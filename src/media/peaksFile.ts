import { crc32 } from 'hash-wasm'
import { type KeyedSound, soundKey } from '../domain/contentKey.ts'
import type { Peaks } from '../domain/ports.ts'
import { FINEST, pyramid } from './waveform.ts'

const MAGIC = 0x44535031
/** Magic, checksum of the peaks, samples of the file, samples of each peak. */
const HEADER_BYTES = 20

/** The name of a sound's waveform in origin-private storage; `null` where `contentKey` is. */
export function peaksName(sound: KeyedSound, sampleRate: number): string | null {
  const key = soundKey(sound)
  return key && `${key}-${sampleRate}.peaks`
}

/** A waveform as it is kept: the finest level, the others follow from it. */
export async function encodePeaks(peaks: Peaks, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const finest = peaks.levels[0]?.values ?? new Int8Array(0)
  const bytes = new Uint8Array(HEADER_BYTES + finest.length)
  bytes.set(new Uint8Array(finest.buffer, finest.byteOffset, finest.length), HEADER_BYTES)
  const header = new DataView(bytes.buffer)
  header.setUint32(0, MAGIC)
  header.setUint32(4, Number.parseInt(await crc32(bytes.subarray(HEADER_BYTES)), 16))
  header.setFloat64(8, length)
  header.setUint32(16, FINEST)
  return bytes
}

/** `null` for what is not whole, damaged, or of another length. */
export async function decodePeaks(bytes: Uint8Array, length: number): Promise<Peaks | null> {
  if (bytes.length !== HEADER_BYTES + Math.ceil(length / FINEST) * 2) return null
  const header = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES)
  const values = bytes.subarray(HEADER_BYTES)
  const known =
    header.getUint32(0) === MAGIC && header.getFloat64(8) === length && header.getUint32(16) === FINEST
  if (!known || header.getUint32(4) !== Number.parseInt(await crc32(values), 16)) return null
  return pyramid(new Int8Array(values.buffer, values.byteOffset, values.length))
}
