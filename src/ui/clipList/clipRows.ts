import { clipEnd, clipGainDb } from '../../domain/clipShape.ts'
import { sampleCount } from '../../domain/sampleCount.ts'
import type { Clip, Session, Track } from '../../domain/session.ts'
import { soundName } from '../../domain/soundName.ts'
import type { TimeFormat } from '../../domain/timeFormats.ts'
import { samplePosition } from '../../domain/units.ts'
import { positionText } from '../files/positionText.ts'
import { formatSignedDb } from '../format.ts'
import { clipName } from '../timeline/clipName.ts'
import { inRows } from '../timeline/rowOrder.ts'

/** A clip of the list. `name` and `source` are the texts that it is known by. */
export type ClipRow = {
  readonly track: Track
  readonly clip: Clip
  readonly name: string
  readonly source: string
}

export const CLIP_COLUMNS = [
  { id: 'track', label: 'Track' },
  { id: 'name', label: 'Name' },
  { id: 'start', label: 'Start' },
  { id: 'end', label: 'End' },
  { id: 'length', label: 'Length' },
  { id: 'source', label: 'Source' },
  { id: 'gain', label: 'Gain' },
  { id: 'fadeIn', label: 'Fade in' },
  { id: 'fadeOut', label: 'Fade out' },
  { id: 'mute', label: 'Mute' },
  { id: 'locked', label: 'Lock' },
] as const
export type ClipColumn = (typeof CLIP_COLUMNS)[number]['id']

const FIGURES: readonly ClipColumn[] = ['start', 'end', 'length', 'gain', 'fadeIn', 'fadeOut']
export const isFigure = (column: ClipColumn): boolean => FIGURES.includes(column)

export type ClipSort = { readonly column: ClipColumn; readonly descending: boolean }

/** Every clip of a session, in the order of the timeline's rows and then of time. */
export const clipRows = ({ tracks, media }: Session): readonly ClipRow[] =>
  inRows(tracks).flatMap((track) =>
    track.clips
      .toSorted((a, b) => a.start - b.start)
      .map((clip) => {
        const files = clip.media.flatMap((id) => media[id] ?? [])
        const source = files.map(soundName).join(', ')
        return { track, clip, name: clip.name ?? clipName(files), source }
      }),
  )

/** Those whose track, name or source has all of the words in it, in any case. */
export function filterRows(rows: readonly ClipRow[], text: string): readonly ClipRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return rows
  return rows.filter(({ track, name, source }) => {
    const known = `${track.name}\n${name}\n${source}`.toLowerCase()
    return words.every((word) => known.includes(word))
  })
}

const collator = new Intl.Collator('en', { numeric: true })

/** What a column is sorted by; the timeline's rows are the order of tracks. */
function keyOf({ clip, name, source }: ClipRow, column: Exclude<ClipColumn, 'track'>): number | string {
  switch (column) {
    case 'name':
      return name
    case 'source':
      return source
    case 'start':
      return clip.start
    case 'end':
      return clipEnd(clip)
    case 'length':
      return clip.length
    case 'gain':
      return clipGainDb(clip) ?? Number.NEGATIVE_INFINITY
    case 'fadeIn':
    case 'fadeOut':
      return clip[column]?.length ?? 0
    case 'mute':
    case 'locked':
      return clip[column] ? 1 : 0
  }
}

/** Those that are alike stay in the order in which they are given. */
export function sortRows(rows: readonly ClipRow[], { column, descending }: ClipSort): readonly ClipRow[] {
  if (column === 'track') return descending ? rows.toReversed() : rows
  const compared = (a: number | string, b: number | string): number =>
    typeof a === 'string' || typeof b === 'string' ? collator.compare(String(a), String(b)) : Math.sign(a - b)
  const sign = descending ? -1 : 1
  return rows
    .map((row) => ({ row, key: keyOf(row, column) }))
    .sort((a, b) => (a.key === b.key ? 0 : sign * compared(a.key, b.key)))
    .map(({ row }) => row)
}

/** What a cell says: places in the format that is chosen, lengths in samples, gains in decibels. */
export function cellText(
  { track, clip, name, source }: ClipRow,
  column: ClipColumn,
  session: Session,
  format: TimeFormat = 'timecode',
): string {
  switch (column) {
    case 'track':
      return track.name
    case 'name':
      return name
    case 'source':
      return source
    case 'start':
      return positionText(clip.start, session, format)
    case 'end':
      return positionText(samplePosition(clipEnd(clip)), session, format)
    case 'length':
      return sampleCount(clip.length)
    case 'gain':
      return formatSignedDb(clipGainDb(clip))
    case 'fadeIn':
    case 'fadeOut':
      return sampleCount(clip[column]?.length ?? 0)
    case 'mute':
      return clip.mute ? 'Muted' : ''
    case 'locked':
      return clip.locked ? 'Locked' : ''
  }
}
