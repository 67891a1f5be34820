import { CHANNEL_LAYOUT_LIMIT } from '../formats/metadata/channelLayout.ts'
import { type Box, children, inside } from './boxes.ts'
import { type Movie, tracksOf } from './movieBox.ts'

/** Version and flags, which begin a full box. */
const FLAGS_BYTES = 4
/** Bytes of a sound's sample entry before the boxes in it, by its version (QuickTime File Format, Sound Sample Description). */
const ENTRY_BYTES = [28, 44, 64] as const

/**
 * The Core Audio `AudioChannelLayout` in the `chan` box of a track of a movie, which is in the sample entry or in its `wave`
 * box; `undefined` where it has none. `track`: its id.
 */
export function channelBox(movie: Movie, track: number): Uint8Array | undefined {
  const { bytes } = movie
  const trak = tracksOf(movie).find(({ id }) => id === track)?.box
  const found = trak && inEntry(bytes, inside(bytes, trak, 'mdia', 'minf', 'stbl', 'stsd'))
  if (!found) return undefined
  const start = Math.min(found.start + FLAGS_BYTES, found.end)
  const length = Math.min(found.end - start, CHANNEL_LAYOUT_LIMIT)
  return new Uint8Array(bytes.buffer, bytes.byteOffset + start, length)
}

/** The `chan` box of the first sample entry, which every sound in use has only one of. */
function inEntry(view: DataView, table: Box | undefined): Box | undefined {
  const [entry] = table ? children(view, { ...table, start: table.start + 8 }) : []
  if (!table || !entry || entry.start + 10 > entry.end) return undefined
  // Only QuickTime's own tables, which are of version 0, have longer entries.
  const version = view.getUint8(table.start) === 0 ? view.getUint16(entry.start + 8) : 0
  const fields = { ...entry, start: entry.start + (ENTRY_BYTES[version] ?? ENTRY_BYTES[0]) }
  return inside(view, fields, 'chan') ?? inside(view, fields, 'wave', 'chan')
}
