import { err, ok, type Result } from '../../lib/result.ts'
import { type Box, inside } from './boxes.ts'
import type { Movie, MovieTrack } from './movieBox.ts'

/** One line of an edit list (ISO/IEC 14496-12 § 8.6.6): what of a track's media stands where in the movie. */
export type Edit = {
  /** In ticks of the movie; 0 for as long as there is media, as fragments have it. */
  readonly duration: number
  /** In ticks of the track; −1 for an empty edit, in which there is nothing. */
  readonly mediaTime: number
  /** 1 at the speed that the media was made at. */
  readonly rate: number
}

/** Edits that are looked at: a film of two hours has a thousand shots. */
const EDITS_LIMIT = 100_000

/** The edits of a track, none where it has no list, as far as they lie in their box. */
export function editsOf(view: DataView, trak: Box): readonly Edit[] {
  const list = inside(view, trak, 'edts', 'elst')
  if (!list || list.start + 8 > list.end) return []
  const wide = view.getUint8(list.start) === 1
  const bytes = wide ? 20 : 12
  const room = Math.floor((list.end - list.start - 8) / bytes)
  const count = Math.min(view.getUint32(list.start + 4), room, EDITS_LIMIT)
  return Array.from({ length: count }, (_, n) => {
    const at = list.start + 8 + n * bytes
    return {
      duration: wide ? Number(view.getBigUint64(at)) : view.getUint32(at),
      mediaTime: wide ? Number(view.getBigInt64(at + 8)) : view.getInt32(at + 4),
      rate: view.getInt32(at + (wide ? 16 : 8)) / 65_536,
    }
  })
}

/** Where the media of a track begins: ticks of the movie that come before it, and its own ticks that are left out. */
export function editStart({ bytes }: Movie, { box }: MovieTrack): { before: number; mediaTime: number } {
  const edits = editsOf(bytes, box)
  const first = edits.findIndex(({ mediaTime }) => mediaTime >= 0)
  const before = edits.slice(0, Math.max(0, first)).reduce((sum, { duration }) => sum + duration, 0)
  return { before, mediaTime: edits[first]?.mediaTime ?? 0 }
}

/** Where the one piece of a track ends that is to be heard, by its edit list. */
export type EditEnd = {
  /** In ticks from the beginning of the movie, and how many a second has. */
  readonly ticks: number
  readonly timescale: number
}

/**
 * The end of the one edit of a track, after empty ones or not; `undefined` where no list says one. Edits of which each goes on
 * where the one before ends are one. More than one, or a speed other than its own, is an error that says so as a clause.
 */
export function editEnd(
  { bytes, timescale }: Movie,
  { box, timescale: own }: MovieTrack,
): Result<EditEnd | undefined, string> {
  const edits = editsOf(bytes, box)
  const begin = edits.findIndex(({ mediaTime }) => mediaTime >= 0)
  const end = edits.findLastIndex(({ mediaTime }) => mediaTime >= 0) + 1
  const heard = edits.slice(begin, end)
  if (begin < 0) return ok(undefined)
  const other = heard.find(({ rate, mediaTime }) => mediaTime >= 0 && rate !== 1)
  if (other) return err(`it plays its sound at ${Number(other.rate.toFixed(3))} times its speed`)
  if (!timescale || !own) return heard.length > 1 ? err(inParts(heard.length)) : ok(undefined)
  // A tick of the movie is all that it can say it by.
  const tick = own / timescale + 1
  const pieces = heard.filter(
    ({ mediaTime }, n) =>
      mediaTime >= 0 && (n === 0 || !isNear(mediaTime, endInMedia(heard[n - 1], own / timescale), tick)),
  )
  if (pieces.length > 1) return err(inParts(pieces.length))
  const ticks = edits.slice(0, end).reduce((sum, { duration }) => sum + duration, 0)
  // Nothing is as much as there is.
  return ok(heard.at(-1)?.duration ? { ticks, timescale } : undefined)
}

const inParts = (parts: number): string => `it plays ${parts} parts of its sound one after the other`

const isNear = (a: number, b: number, by: number): boolean => Math.abs(a - b) <= by

/** −∞ after an empty edit, which nothing goes on from. */
const endInMedia = (edit: Edit | undefined, perTick: number): number =>
  edit && edit.mediaTime >= 0 ? edit.mediaTime + edit.duration * perTick : Number.NEGATIVE_INFINITY
