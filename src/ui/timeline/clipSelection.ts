import { clipEnd } from '../../domain/clipShape.ts'
import type { Clip, ClipId, Track } from '../../domain/session.ts'

/** Session samples from one to before another. */
export type TimeRange = { readonly from: number; readonly to: number }

export const trackOfClip = (tracks: readonly Track[], id: ClipId): Track | undefined =>
  tracks.find(({ clips }) => clips.some((clip) => clip.id === id))

export function findClip(tracks: readonly Track[], id: ClipId | null): Clip | undefined {
  for (const { clips } of tracks) {
    const found = clips.find((clip) => clip.id === id)
    if (found) return found
  }
  return undefined
}

/** Clips of these tracks that sound, even for a moment, within a stretch of time. */
export const clipsWithin = (tracks: readonly Track[], { from, to }: TimeRange): readonly ClipId[] =>
  tracks.flatMap(({ clips }) =>
    clips.filter((clip) => clip.start < to && clipEnd(clip) > from).map(({ id }) => id),
  )

/** All clips in the box that two of them are corners of. Of `tracks` in the order of the rows. */
export function clipsBetween(tracks: readonly Track[], a: ClipId, b: ClipId): readonly ClipId[] {
  const rowOf = (id: ClipId): number => tracks.findIndex(({ clips }) => clips.some((clip) => clip.id === id))
  const corners = [findClip(tracks, a), findClip(tracks, b)].filter((clip) => clip !== undefined)
  if (corners.length < 2) return corners.map(({ id }) => id)
  const [top, bottom] = [rowOf(a), rowOf(b)].sort((one, other) => one - other)
  return clipsWithin(tracks.slice(top, (bottom ?? 0) + 1), {
    from: Math.min(...corners.map(({ start }) => start)),
    to: Math.max(...corners.map(clipEnd)),
  })
}

export const inTime = (clips: readonly Clip[]): readonly Clip[] =>
  [...clips].sort((a, b) => a.start - b.start)

/** The clip of a track that is nearest to a place: the one that sounds there, or whose start or end is closest. */
export function nearestClip({ clips }: Track, at: number): Clip | undefined {
  const gap = (clip: Clip): number => Math.max(clip.start - at, at - clipEnd(clip) + 1, 0)
  return clips.reduce<Clip | undefined>(
    (best, clip) => (best === undefined || gap(clip) < gap(best) ? clip : best),
    undefined,
  )
}

/** How a click or a key changes a selection: alone, with Control or Command one more or less, with Shift all between. */
export function clickSelection(
  tracks: readonly Track[],
  before: { readonly selected: ReadonlySet<ClipId>; readonly current: ClipId | null },
  clicked: ClipId,
  how: { readonly toggle: boolean; readonly range: boolean },
): ReadonlySet<ClipId> {
  if (how.range && before.current) {
    return new Set([...before.selected, ...clipsBetween(tracks, before.current, clicked)])
  }
  if (!how.toggle) return new Set([clicked])
  if (!before.selected.has(clicked)) return new Set([...before.selected, clicked])
  const group = findClip(tracks, clicked)?.group
  const goes = (id: ClipId): boolean =>
    id === clicked || (group !== undefined && findClip(tracks, id)?.group === group)
  return new Set([...before.selected].filter((id) => !goes(id)))
}
