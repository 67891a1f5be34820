import { allSpeakers } from '../../../domain/interpretation.ts'
import type { Speaker } from '../../../domain/layout.ts'
import { byPairs } from './channelLayout.ts'

/** How many tracks and UIDs; then of each UID its track from 1, itself, and what it refers to. Little-endian. */
const HEAD_BYTES = 4
const ENTRY_BYTES = 40
const REFERENCE_AT = 14
const REFERENCE_BYTES = 14
/** As much of the chunk as is read: 1024 entries, where a file that can be used has 8 tracks. */
export const CHANNEL_ALLOCATION_LIMIT = HEAD_BYTES + 1024 * ENTRY_BYTES

/**
 * A common definition of the type DirectSpeakers (0001), as the track format that refers to it, or as PCM refers to it in
 * BS.2088-1. Of those that a file defines itself the last four digits are 1000h and more.
 */
const DIRECT_SPEAKER = /^(?:AT_0001([\da-f]{4})_01|AC_0001([\da-f]{4})_00)$/i

/** Channel formats of ITU-R BS.2094, in Core Audio's letters: of the surrounds, 5 is M+110, A is M+090, 1C is M+135. */
const LABELS: ReadonlyMap<number, string> = new Map([
  [0x01, 'L'],
  [0x02, 'R'],
  [0x03, 'C'],
  [0x04, 'LFE'],
  [0x05, 'Ls'],
  [0x06, 'Rs'],
  [0x09, 'Cs'],
  [0x0a, 'Lsd'],
  [0x0b, 'Rsd'],
  [0x1c, 'Rls'],
  [0x1d, 'Rrs'],
])

/**
 * Reads the `chna` chunk of the Audio Definition Model (ITU-R BS.2088-1, BS.2076; EBU Tech 3388) of a file of so many
 * `channels`: the speakers, in file order, where it refers to one that Dubstage has for each channel, all different, and to
 * nothing else. `undefined` where it refers to nothing at all.
 */
export function channelAllocation(
  bytes: Uint8Array,
  channels: number,
): { readonly speakers: readonly Speaker[] | undefined } | undefined {
  if (bytes.length < HEAD_BYTES) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const count = view.getUint16(2, true)
  const isWhole = HEAD_BYTES + count * ENTRY_BYTES <= bytes.length
  const entries = Array.from({ length: isWhole ? count : 0 }, (_, n) => {
    const at = HEAD_BYTES + n * ENTRY_BYTES
    const reference = bytes.subarray(at + REFERENCE_AT, at + REFERENCE_AT + REFERENCE_BYTES)
    return { track: view.getUint16(at, true), label: labelOf(String.fromCharCode(...reference)) }
  })
  // Entries of track 0 are room for more.
  const used = entries.filter(({ track }) => track > 0)
  if (isWhole && used.length === 0) return undefined
  const labels = Array.from({ length: channels }, (_, c) => used.find(({ track }) => track === c + 1)?.label)
  return { speakers: used.length === channels ? allSpeakers(byPairs(labels)) : undefined }
}

function labelOf(reference: string): string | undefined {
  const [, byTrack, byChannel] = DIRECT_SPEAKER.exec(reference) ?? []
  const digits = byTrack ?? byChannel
  return digits && LABELS.get(Number.parseInt(digits, 16))
}
