import { isRegion, type MarkerDraft, markerEnd } from '../../domain/markers.ts'
import { joined } from '../../lib/joined.ts'
import { byteFields } from '../byteFields.ts'
import type { DeliveryFacts } from './deliveryEncoder.ts'
import { milliseconds } from './descriptiveTags.ts'
import { id3Frame, textFrame } from './id3Frames.ts'

/** Entries are counted in one byte. */
const MOST_ENTRIES = 255
/** Places in bytes are not told. */
const NO_BYTE = 0xffff_ffff
/** It has no parent; its order means something. */
const TOP_LEVEL = 0b10
const ORDERED = 0b01

/**
 * Markers as chapters of an ID3v2.4 tag (id3.org, Chapter Frame Addendum 1.0): a region lasts as long as it is, a marker
 * until the next one, the last to the end of the file. Notes are the chapter's description. Above them is a table of contents, of
 * tables where there are more than one holds.
 */
export function id3Chapters({ markers, sampleRate, samples }: DeliveryFacts): readonly Uint8Array[] {
  if (markers.length === 0) return []
  const ids = markers.map((_, index) => `ch${index}`)
  const ms = (sample: number): number => milliseconds(sample, sampleRate)
  let [next, later]: [number, number] = [samples, samples]
  const chapters = markers
    .toReversed()
    .map((marker, index) => {
      // Of those at one place, each lasts until the next place.
      if (marker.at < next) [next, later] = [marker.at, next]
      const end = isRegion(marker) ? markerEnd(marker) : later
      return chapterFrame(ids.at(-1 - index) ?? '', marker, ms(marker.at), ms(end))
    })
    .toReversed()
  const tables = groups(ids).map((group, index) => [`toc${index + 1}`, group] as const)
  const [only] = tables
  return tables.length === 1 && only
    ? [contents('toc', only[1], TOP_LEVEL | ORDERED), ...chapters]
    : [
        contents('toc', tables.map(([id]) => id).slice(0, MOST_ENTRIES), TOP_LEVEL | ORDERED),
        ...tables.map(([id, group]) => contents(id, group, ORDERED)),
        ...chapters,
      ]
}

function chapterFrame(id: string, { name, note = '' }: MarkerDraft, from: number, to: number): Uint8Array {
  const { bytes, u32 } = byteFields(16, 'be')
  for (const field of [from, to, NO_BYTE, NO_BYTE]) u32(field)
  const texts = [...textFrame('TIT2', name), ...textFrame('TIT3', note)]
  return id3Frame('CHAP', joined([terminated(id), bytes, ...texts]))
}

function contents(id: string, children: readonly string[], flags: number): Uint8Array {
  return id3Frame(
    'CTOC',
    joined([terminated(id), Uint8Array.of(flags, children.length), ...children.map(terminated)]),
  )
}

function groups(ids: readonly string[]): readonly (readonly string[])[] {
  const count = Math.ceil(ids.length / MOST_ENTRIES)
  return Array.from({ length: count }, (_, n) => ids.slice(n * MOST_ENTRIES, (n + 1) * MOST_ENTRIES))
}

const terminated = (text: string): Uint8Array => new TextEncoder().encode(`${text}\0`)
