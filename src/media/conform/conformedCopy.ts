import { type KeyedSound, soundKey } from '../../domain/contentKey.ts'
import type { ConformSource, MediaInfo } from '../../domain/media.ts'
import type { FileLike } from '../../domain/ports.ts'
import { samples } from '../../domain/units.ts'
import { markerList } from '../formats/metadata/markers.ts'
import type { ConformedAudio } from './conformAudio.ts'

/** What a conformed copy says of itself, after its audio: enough to be found again without the file it was made of. */
export type CopyNote = ConformedAudio & { readonly warnings: readonly string[] }

const MAGIC = 'DUBSCOPY'
/** The length of the note in 32 bits, little-endian, and the eight letters that end a finished copy. */
const END_BYTES = 4 + MAGIC.length
const NOTE_LIMIT = 65_536

/** The name of the copy of a sound at a rate, in origin-private storage; `null` where `contentKey` is. */
export function copyName(sound: KeyedSound, sampleRate: number): string | null {
  const key = soundKey(sound)
  return key && `${key}-${sampleRate}.f32`
}

export const audioBytes = ({ length, channels }: Pick<CopyNote, 'length' | 'channels'>): number =>
  length * channels * 4

/** What is written after the audio, last of all. */
export function encodeNote(note: CopyNote): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(note))
  const bytes = new Uint8Array(text.length + END_BYTES)
  bytes.set(text)
  new DataView(bytes.buffer).setUint32(text.length, text.length, true)
  bytes.set(new TextEncoder().encode(MAGIC), text.length + 4)
  return bytes
}

/** The note of a finished copy; `null` for anything that is not one, whole and of the size that it says. */
export async function readNote(file: FileLike): Promise<CopyNote | null> {
  const read = async (from: number, to: number) =>
    new Uint8Array(await file.slice(Math.max(0, from), to).arrayBuffer())
  const end = await read(file.size - END_BYTES, file.size)
  if (end.length < END_BYTES || new TextDecoder().decode(end.subarray(4)) !== MAGIC) return null
  const size = new DataView(end.buffer).getUint32(0, true)
  const start = file.size - END_BYTES - size
  if (size > NOTE_LIMIT || start < 0) return null
  const note = parseNote(new TextDecoder().decode(await read(start, start + size)))
  return note && audioBytes(note) === start ? note : null
}

function parseNote(text: string): CopyNote | null {
  try {
    const note: unknown = JSON.parse(text)
    return isNote(note) ? note : null
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null
    throw thrown
  }
}

function isNote(value: unknown): value is CopyNote {
  if (typeof value !== 'object' || value === null) return false
  const { channels, sampleRate, sourceLength, length, warnings } = value as Record<string, unknown>
  const counts = [channels, sampleRate, sourceLength, length]
  return (
    counts.every((count) => Number.isSafeInteger(count) && (count as number) > 0) &&
    Array.isArray(warnings) &&
    warnings.every((warning) => typeof warning === 'string')
  )
}

/** A conformed file as the session has it. */
export function conformedInfo(source: ConformSource, note: CopyNote, sampleRate: number): MediaInfo {
  const { fileName, format, audioTrack, bytes, fingerprint, modified, codec, metadata } = source
  // Where the headers did not say how long it is, this is the first that is known of what lies past its end.
  const { markers, warnings } = markerList(metadata?.markers ?? [], note.sourceLength)
  const { markers: _, ...rest } = metadata ?? {}
  const within = { ...rest, ...(markers.length > 0 && { markers }) }
  return {
    fileName,
    format,
    ...(audioTrack && { audioTrack }),
    bytes,
    fingerprint,
    ...(modified !== undefined && { modified }),
    sampleRate,
    pcm: {
      encoding: { kind: 'float', bits: 32, endian: 'le' },
      channels: note.channels,
      dataOffset: 0,
      length: samples(note.length),
    },
    conform: { codec, sampleRate: note.sampleRate, length: samples(note.sourceLength) },
    ...(Object.keys(within).length > 0 && { metadata: within }),
    warnings: [...source.warnings, ...note.warnings, ...warnings],
  }
}
