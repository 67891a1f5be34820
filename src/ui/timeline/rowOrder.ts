import type { Track, TrackId } from '../../domain/session.ts'
import { STEMS, type StemId, type StemSpec } from '../../domain/stems.ts'
import type { LaneView } from '../../state/laneView.ts'

/** Tracks in the order of the timeline's rows: by stem. */
export const inRows = (tracks: readonly Track[]): readonly Track[] =>
  STEMS.flatMap((stem) => tracks.filter((track) => track.stem === stem.id))

/** Of these those whose lanes show: neither hidden nor in a folded stem. */
export const inSightRows = (tracks: readonly Track[], { hidden, folded }: LaneView): readonly Track[] =>
  inRows(tracks).filter(({ id, stem }) => !hidden.has(id) && !folded.has(stem))

/** A mix without fill is whole; one without dialogue, effects or music is waiting for it, and has an empty row for it. */
export const waitsForTracks = ({ id, rare }: StemSpec): boolean => !(rare || id === 'fill')

/** The place `by` rows further down or up that a track can be put in, over the edge of its stem into the next. */
export function placeBeside(
  tracks: readonly Track[],
  { hidden }: LaneView,
  id: TrackId,
  by: 1 | -1,
): { readonly stem: StemId; readonly before: TrackId | null } | undefined {
  const track = tracks.find((each) => each.id === id)
  if (!track) return undefined
  // Hidden tracks are passed over: one that moves among them would not seem to move.
  const beside = (stem: StemId): readonly Track[] =>
    tracks.filter((each) => each.stem === stem && (each.id === id || !hidden.has(each.id)))
  const rows = beside(track.stem)
  const to = rows.indexOf(track) + by
  if (to >= 0 && to < rows.length) {
    return { stem: track.stem, before: (by < 0 ? rows[to] : rows[to + 1])?.id ?? null }
  }
  const shown = STEMS.filter((each) => waitsForTracks(each) || tracks.some((one) => one.stem === each.id))
  const stem = shown[shown.findIndex((each) => each.id === track.stem) + by]?.id
  return stem && { stem, before: by < 0 ? null : (beside(stem)[0]?.id ?? null) }
}

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
