import type { FileMarker } from '../../domain/mediaMetadata.ts'
import { decodeText } from '../formats/metadata/fileText.ts'
import { type Box, children, inside } from './boxes.ts'
import { chapterMarker, type FoundChapters, foundChapters } from './fileChapters.ts'
import type { Movie } from './movieBox.ts'

/** Ticks in a second of a chapter's place. */
const PER_SECOND = 10_000_000
/** Characters of a free tag that are read: those that are of use have a few hundred. */
const TEXT_LIMIT = 1024
/** Free tags that are looked at. */
const TAGS_LIMIT = 1000
/** A place of 64 bits, and the length of a title. */
const CHAPTER_BYTES = 9

/** The free tags of an MP4 (`----` in `ilst`: a domain, a name, a text), by their names as they are written. */
export function freeTags({ bytes, box }: Movie): readonly (readonly [string, string])[] {
  const meta = inside(bytes, box, 'udta', 'meta')
  if (!meta || meta.start + 8 > meta.end) return []
  // In MP4 version and flags come first; in QuickTime they do not.
  const content = { ...meta, start: meta.start + (bytes.getUint32(meta.start) === 0 ? 4 : 0) }
  const list = inside(bytes, content, 'ilst')
  return (list ? children(bytes, list) : [])
    .filter(({ name }) => name === '----')
    .slice(0, TAGS_LIMIT)
    .map((tag) => [text(bytes, tag, 'name', 4), text(bytes, tag, 'data', 8)] as const)
}

function text(view: DataView, tag: Box, name: string, before: number): string {
  const found = inside(view, tag, name)
  if (!found || found.start + before > found.end) return ''
  const start = found.start + before
  const length = Math.min(found.end - start, TEXT_LIMIT)
  return decodeText(new Uint8Array(view.buffer, view.byteOffset + start, length))
}

/** The chapters in the `chpl` box of an MP4 (Nero), by ten millionths of a second. */
export function movieChapters({ bytes, box }: Movie, sampleRate: number): FoundChapters {
  const list = inside(bytes, box, 'udta', 'chpl')
  if (!list || list.start + 9 > list.end) return foundChapters([])
  let at = list.start + (bytes.getUint8(list.start) === 0 ? 4 : 8)
  const count = bytes.getUint8(at)
  at += 1
  const markers: (FileMarker | undefined)[] = []
  while (markers.length < count && at + CHAPTER_BYTES <= list.end) {
    const title = at + CHAPTER_BYTES
    const end = Math.min(list.end, title + bytes.getUint8(at + 8))
    const label = decodeText(new Uint8Array(bytes.buffer, bytes.byteOffset + title, end - title))
    const place = Number(bytes.getBigUint64(at))
    markers.push(chapterMarker({ at: place, perSecond: PER_SECOND, label }, sampleRate))
    at = end
  }
  return foundChapters(markers)
}
