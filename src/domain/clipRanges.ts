import { meetingPoint } from './clipEdges.ts'
import { clipEnd, fadesLength, findClips } from './clipShape.ts'
import type { Clip, ClipId, Session, Track } from './session.ts'
import { crossfades } from './sessionProblems.ts'

/**
 * Whole samples from `min` to `max`, both included: within it a command is not refused, but where a clip that is neither
 * locked nor named in the command has to give way and cannot.
 */
export type Range = { readonly min: number; readonly max: number }

/** Samples in the clip's file, or in the shortest of a split set. */
export function mediaLength({ media }: Session, clip: Clip): number {
  return Math.min(...clip.media.map((id) => media[id]?.pcm.length ?? 0))
}

const trackOf = (session: Session, clip: Clip): Track | undefined =>
  session.tracks.find(({ clips }) => clips.some(({ id }) => id === clip.id))

/** Other locked clips of the clip's track: nothing lands on them. */
function lockedNear(session: Session, clip: Clip): readonly Clip[] {
  const { clips = [] } = trackOf(session, clip) ?? {}
  return clips.filter((other) => other.locked && other.id !== clip.id)
}

/** Where the clip may begin: in its file, after locked clips, and leaving room for its fades and for one sample. */
export function trimStartRange(session: Session, clip: Clip): Range {
  const before = lockedNear(session, clip).filter((other) => other.start <= clip.start)
  if (clip.locked || before.some((other) => crossfades(other, clip)))
    return { min: clip.start, max: clip.start }
  return {
    min: Math.max(0, clip.start - clip.from, ...before.map(clipEnd)),
    max: clipEnd(clip) - Math.max(1, fadesLength(clip)),
  }
}

/** The first sample after the clip: where `clip/trimEnd` may put it. */
export function trimEndRange(session: Session, clip: Clip): Range {
  const end = clipEnd(clip)
  const after = lockedNear(session, clip).filter((other) => clipEnd(other) >= end)
  if (clip.locked || after.some((other) => crossfades(clip, other))) return { min: end, max: end }
  return {
    min: clip.start + Math.max(1, fadesLength(clip)),
    max: Math.min(clip.start + mediaLength(session, clip) - clip.from, ...after.map((other) => other.start)),
  }
}

/** By how much the content may be slipped. */
export function slipRange(session: Session, clip: Clip): Range {
  if (clip.locked) return { min: 0, max: 0 }
  return { min: clip.from + clip.length - mediaLength(session, clip), max: clip.from }
}

/** By how much these clips may be moved together: none before the start of the session, none at all if one is locked. */
export function moveRange(session: Session, ids: Iterable<ClipId>): Range {
  const found = findClips(session, ids)
  if (!found || found.some(({ clip }) => clip.locked)) return { min: 0, max: 0 }
  const starts = found.map(({ clip }) => clip.start)
  const ends = found.map(({ clip }) => clipEnd(clip))
  return { min: -Math.min(...starts), max: Number.MAX_SAFE_INTEGER - Math.max(...ends) }
}

/** How long a fade may be, 0 being none; that of a cross-fade is as long as it is: see `crossfadeRange`. */
export function fadeRange(session: Session, clip: Clip, edge: 'fadeIn' | 'fadeOut'): Range {
  const length = clip[edge]?.length ?? 0
  const others = trackOf(session, clip)?.clips.filter(({ id }) => id !== clip.id) ?? []
  const at = edge === 'fadeIn' ? clip.start : clipEnd(clip)
  const crossed = others.some(
    (other) =>
      crossfades(other, clip) &&
      (edge === 'fadeIn'
        ? other.start <= at && clipEnd(other) > at
        : other.start < at && clipEnd(other) >= at),
  )
  if (clip.locked || crossed) return { min: length, max: length }
  return { min: 0, max: clip.length - (clip[edge === 'fadeIn' ? 'fadeOut' : 'fadeIn']?.length ?? 0) }
}

/** How long a cross-fade between two clips may be made; `undefined` where they neither adjoin nor cross-fade. */
export function crossfadeRange(session: Session, earlier: Clip, later: Clip): Range | undefined {
  const middle = meetingPoint(earlier, later)
  const track = trackOf(session, earlier)
  if (middle === undefined || !track || track !== trackOf(session, later)) return undefined
  const overlap = clipEnd(earlier) - later.start
  if (earlier.locked || later.locked) return { min: overlap, max: overlap }
  const before = Math.min(
    middle - later.start + later.from,
    middle - earlier.start - (earlier.fadeIn?.length ?? 0),
  )
  const after = Math.min(
    earlier.start - earlier.from + mediaLength(session, earlier) - middle,
    clipEnd(later) - middle - (later.fadeOut?.length ?? 0),
  )
  return { min: 0, max: Math.min(2 * before + 1, 2 * after) }
}

/** These clips and all that are in a group with one of them: what a selection takes. */
export function withGroups(session: Session, ids: Iterable<ClipId>): ReadonlySet<ClipId> {
  const selected = new Set(ids)
  const clips = session.tracks.flatMap((track) => track.clips)
  const groups = new Set(clips.flatMap(({ id, group }) => (group && selected.has(id) ? [group] : [])))
  for (const { id, group } of clips) if (group && groups.has(group)) selected.add(id)
  return selected
}
