import type { FileMarker } from '../../domain/mediaMetadata.ts'
import { atRate } from '../../domain/placement.ts'
import { COUNT_LIMIT, samplePosition, samples } from '../../domain/units.ts'
import { present } from '../../lib/present.ts'
import { cleanLine, cleanText } from '../formats/metadata/fileText.ts'

/** Chapters as they were found, and how many had no time that can be read. */
export type FoundChapters = { readonly markers: readonly FileMarker[]; readonly unread: number }

export type Chapter = {
  /** Ticks from the first sample, and how many a second has. */
  readonly at: number
  readonly end?: number
  readonly perSecond: number
  readonly label: string
  readonly note?: string
}

/** A chapter as a marker at the nearest sample; `undefined` where its time is beyond all counts. */
export function chapterMarker(
  { at, end, perSecond, label, note }: Chapter,
  sampleRate: number,
): FileMarker | undefined {
  if (!Number.isSafeInteger(at) || at < 0) return undefined
  const sample = atRate(at, perSecond, sampleRate)
  if (sample > COUNT_LIMIT) return undefined
  const length = end !== undefined && end > at ? atRate(end, perSecond, sampleRate) - sample : 0
  return present<FileMarker>({
    sample: samplePosition(sample),
    length: length > 0 ? samples(length) : undefined,
    label: cleanLine(label),
    note: cleanText(note ?? '') || undefined,
  })
}

/** All that have a time, and the number of those that have none. */
export function foundChapters(markers: readonly (FileMarker | undefined)[]): FoundChapters {
  const found = markers.filter((marker) => marker !== undefined)
  return { markers: found, unread: markers.length - found.length }
}
