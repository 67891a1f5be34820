import { clipEnd, inTime } from './clipShape.ts'
import type { Clip, ClipId, MediaId, Session, Track, TrackId } from './session.ts'
import { trackProblems } from './sessionProblems.ts'

/**
 * The session with other clips on some of its tracks, put in time order; media that no clip uses any more goes. The same
 * session when nothing changes, when a locked clip would not stay as it is, or when the result would be invalid. The
 * clips of tracks that are `sound` have been looked at by `trackProblems`.
 */
export function withClips(
  session: Session,
  clipsOf: ReadonlyMap<TrackId, readonly Clip[]>,
  { unlock = false, sound }: { readonly unlock?: boolean; readonly sound?: ReadonlySet<TrackId> } = {},
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
    if (sound?.has(track.id)) continue
    if (trackProblems(session, track, new Set(before.clips)).length > 0) return session
  }
  const left = mediaLeft(session.tracks, tracks)
  const next = { ...session, tracks }
  return left.size === 0 ? next : withoutMedia(next, left)
}

/** Media that some track had and has no more: another track may. */
function mediaLeft(before: readonly Track[], after: readonly Track[]): ReadonlySet<MediaId> {
  const left = new Set<MediaId>()
  for (const [index, track] of before.entries()) {
    const now = after[index]
    if (!now || now === track) continue
    const used = mediaOf([now])
    for (const { media } of track.clips) for (const id of media) if (!used.has(id)) left.add(id)
  }
  return left
}

const sameClips = (a: readonly Clip[], b: readonly Clip[]): boolean =>
  a.length === b.length && a.every((clip, n) => clip === b[n])

/** Whether every locked clip is still there, untouched. */
export function keepsLocked(before: readonly Clip[], after: readonly Clip[]): boolean {
  if (!before.some((clip) => clip.locked)) return true
  const locked = before.filter((clip) => clip.locked)
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
  const first = firstPlaying(clips, start)
  const count = countFrom(clips, first, end)
  return count === 0 ? NONE : clips.slice(first, first + count)
}
const NONE: readonly Clip[] = []

/** How many `playingIn` finds. */
export const countPlaying = (clips: readonly Clip[], start: number, end: number): number =>
  countFrom(clips, firstPlaying(clips, start), end)

function firstPlaying(clips: readonly Clip[], start: number): number {
  let [low, high] = [0, clips.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const clip = clips[middle]
    if (clip && clipEnd(clip) <= start) low = middle + 1
    else high = middle
  }
  return low
}

function countFrom(clips: readonly Clip[], first: number, end: number): number {
  let n = first
  for (let clip = clips[n]; clip && clip.start < end; clip = clips[n]) n++
  return n - first
}

/** The ids of all clips of the session, and of these. */
export function inUse(session: Session, alsoUsed: readonly Clip[] = []): Set<ClipId> {
  const used = new Set<ClipId>()
  for (const { clips } of session.tracks) for (const { id } of clips) used.add(id)
  for (const { id } of alsoUsed) used.add(id)
  return used
}

/** Whether new ids are different from one another and from those of all clips. */
export function areNew(session: Session, ids: readonly ClipId[]): boolean {
  const wanted = new Set(ids)
  if (wanted.size < ids.length || wanted.has('')) return false
  return !session.tracks.some(({ clips }) => clips.some(({ id }) => wanted.has(id)))
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
