import type { Track } from '../../domain/session.ts'
import { STEMS } from '../../domain/stems.ts'

/** Tracks in the order of the timeline's rows: by stem. */
export const inRows = (tracks: readonly Track[]): readonly Track[] =>
  STEMS.flatMap((stem) => tracks.filter((track) => track.stem === stem.id))

/**
 * For each of some tracks the one that lies `by` rows further down; `undefined` unless there is one for each, with as
 * many channels.
 */
export function tracksBeside(
  rows: readonly Track[],
  from: readonly Track[],
  by: number,
): ReadonlyMap<Track, Track> | undefined {
  const pairs = from.map((track) => [track, rows[rows.indexOf(track) + by]] as const)
  const found = pairs.flatMap(([track, to]) =>
    to && to.speakers.length === track.speakers.length && rows.includes(track) ? [[track, to] as const] : [],
  )
  return found.length === from.length ? new Map(found) : undefined
}
