import { clipEnd, inTime } from './clipShape.ts'
import type { Clip, ClipId, MediaId, Session, Track, TrackId } from './session.ts'
import { trackProblems } from './sessionProblems.ts'

/**
 * The session with other clips on some of its tracks, put in time order; media that no clip uses any more goes. The same
 * session when nothing changes, when a locked clip would not stay as it is, or when the result would be invalid.
 */
export function withClips(
  session: Session,
  clipsOf: ReadonlyMap<TrackId, readonly Clip[]>,
  { unlock = false }: { readonly unlock?: boolean } = {},
): Session {
  let changed = false
  const tracks = session.tracks.map((track) => {
    const clips = clipsOf.get(track.id)
    if (!clips || sameClips(track.clips, clips)) return track
    changed = true
    return { ...track, clips: clips.toSorted(inTime) }
  })
  if (!changed) return session
  for (const [index, track] of tracks.entries()) {
    const before = session.tracks[index]
    if (!before || before === track) continue
    if (!unlock && !keepsLocked(before.clips, track.clips)) return session
    if (trackProblems(session, track, new Set(before.clips)).length > 0) return session
  }
  return withoutMedia({ ...session, tracks }, mediaOf(session.tracks))
}

const sameClips = (a: readonly Clip[], b: readonly Clip[]): boolean =>
  a.length === b.length && a.every((clip, n) => clip === b[n])

/** Whether every locked clip is still there, untouched. */
export function keepsLocked(before: readonly Clip[], after: readonly Clip[]): boolean {
  const locked = before.filter((clip) => clip.locked)
  if (locked.length === 0) return true
  const kept = new Set(after)
  return locked.every((clip) => kept.has(clip))
}

function mediaOf(tracks: readonly Track[]): ReadonlySet<MediaId> {
  const media = new Set<MediaId>()
  for (const { clips } of tracks) for (const clip of clips) for (const id of clip.media) media.add(id)
  return media
}

/** The session without media that no clip of it uses: without any such, or without those of a set. */
export function withoutMedia(session: Session, among?: ReadonlySet<MediaId>): Session {
  const used = mediaOf(session.tracks)
  const entries = Object.entries(session.media)
  const kept = entries.filter(([id]) => used.has(id) || (among && !among.has(id)))
  return kept.length === entries.length ? session : { ...session, media: Object.fromEntries(kept) }
}

/** Some clips of some tracks changed, one by one; `undefined` takes the clip away. */
export function mapClips(
  tracks: readonly Track[],
  change: (clip: Clip, track: Track) => Clip | undefined,
): ReadonlyMap<TrackId, readonly Clip[]> {
  return new Map(
    tracks.map((track) => [track.id, track.clips.flatMap((clip) => change(clip, track) ?? [])] as const),
  )
}

/** Those of clips in time order, of which none lies inside another, that play somewhere in [`start`, `end`). */
export function playingIn(clips: readonly Clip[], start: number, end: number): readonly Clip[] {
  let [low, high] = [0, clips.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const clip = clips[middle]
    if (clip && clipEnd(clip) <= start) low = middle + 1
    else high = middle
  }
  const found: Clip[] = []
  for (let n = low; n < clips.length; n++) {
    const clip = clips[n]
    if (!clip || clip.start >= end) break
    found.push(clip)
  }
  return found
}

/** The ids of all clips of the session, and of these. */
export const inUse = (session: Session, alsoUsed: readonly Clip[] = []): Set<ClipId> =>
  new Set([...session.tracks.flatMap(({ clips }) => clips), ...alsoUsed].map(({ id }) => id))

/** Whether new ids are different from one another and from those of all clips. */
export function areNew(session: Session, ids: readonly ClipId[]): boolean {
  const used = inUse(session)
  return new Set(ids).size === ids.length && ids.every((id) => id !== '' && !used.has(id))
}

/** A stretch of the session: `end` is the first sample after it. */
export type Span = { readonly start: number; readonly end: number }

/** What of a clip the others, which are in time order, leave uncovered. */
export function spansBetween(clip: Clip, covers: readonly Clip[]): readonly Span[] {
  const spans: Span[] = []
  let at: number = clip.start
  for (const cover of covers) {
    if (cover.start > at) spans.push({ start: at, end: cover.start })
    at = Math.max(at, clipEnd(cover))
  }
  if (clipEnd(clip) > at) spans.push({ start: at, end: clipEnd(clip) })
  return spans
}
