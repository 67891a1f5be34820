import type { ClipCommandOf as Of } from './clipCommands.ts'
import { land } from './clipLanding.ts'
import { mapClips, withClips } from './clipSettling.ts'
import { changeClip, clipEnd, findClips } from './clipShape.ts'
import type { Clip, ClipId, Fade, Session } from './session.ts'
import { crossfades } from './sessionProblems.ts'
import { samplePosition, samples } from './units.ts'

const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0

export function trimStart(session: Session, { clip: id, to, overlap }: Of<'clip/trimStart'>): Session {
  return reshaped(session, id, overlap, (clip) => between(clip, to, clipEnd(clip)))
}

export function trimEnd(session: Session, { clip: id, to, overlap }: Of<'clip/trimEnd'>): Session {
  return reshaped(session, id, overlap, (clip) => between(clip, clip.start, to))
}

/** The clip with other edges and its content where it was; `undefined` where that cannot be. */
function between(clip: Clip, start: number, end: number): Clip | undefined {
  const from = clip.from + start - clip.start
  if (!isCount(start) || !isCount(end - start) || !isCount(from)) return undefined
  return changeClip(clip, {
    start: samplePosition(start),
    from: samplePosition(from),
    length: samples(end - start),
  })
}

function reshaped(
  session: Session,
  id: ClipId,
  overlap: Of<'clip/trimStart'>['overlap'],
  change: (clip: Clip) => Clip | undefined,
): Session {
  const [found] = findClips(session, [id]) ?? []
  const next = found && change(found.clip)
  if (!next || next === found.clip || next.length === 0 || found.clip.locked) return session
  const others = found.track.clips.filter((clip) => clip !== found.clip)
  const { clips, isSound } = land(session, found.track, others, [next], overlap)
  const sound = new Set(isSound ? [found.track.id] : [])
  return withClips(session, new Map([[found.track.id, clips]]), { sound })
}

export function slipClip(session: Session, { clip: id, by }: Of<'clip/slip'>): Session {
  const [found] = findClips(session, [id]) ?? []
  if (!found || !isCount(found.clip.from - by)) return session
  const from = samplePosition(found.clip.from - by)
  return withClips(
    session,
    mapClips([found.track], (clip) => (clip === found.clip ? changeClip(clip, { from }) : clip)),
  )
}

export function setFade(
  session: Session,
  id: ClipId,
  edge: 'fadeIn' | 'fadeOut',
  fade: Fade | null,
): Session {
  const [found] = findClips(session, [id]) ?? []
  if (!found) return session
  const change = { [edge]: fade ?? undefined }
  return withClips(
    session,
    mapClips([found.track], (clip) => (clip === found.clip ? changeClip(clip, change) : clip)),
  )
}

/** Where two clips of a track meet: the middle of their overlap, which is empty where they adjoin. */
export function meetingPoint(earlier: Clip, later: Clip): number | undefined {
  const overlap = clipEnd(earlier) - later.start
  const meet = overlap === 0 || (overlap > 0 && crossfades(earlier, later) && earlier.start <= later.start)
  return meet ? later.start + Math.floor(overlap / 2) : undefined
}

export function crossfadeClips(session: Session, command: Of<'clips/crossfade'>): Session {
  const { length, curve } = command
  const found = findClips(session, [command.earlier, command.later])
  const earlier = found?.find(({ clip }) => clip.id === command.earlier)
  const later = found?.find(({ clip }) => clip.id === command.later)
  if (!earlier || !later || earlier.track !== later.track || earlier === later || !isCount(length))
    return session
  const middle = meetingPoint(earlier.clip, later.clip)
  if (middle === undefined) return session
  const start = middle - Math.floor(length / 2)
  const [out, into] = [
    between(earlier.clip, earlier.clip.start, start + length),
    between(later.clip, start, clipEnd(later.clip)),
  ]
  if (!out || !into) return session
  const fade = length > 0 ? { length, curve } : undefined
  const fadedOut = changeClip(out, { fadeOut: fade })
  const fadedIn = changeClip(into, { fadeIn: fade })
  return withClips(
    session,
    mapClips([earlier.track], (clip) => {
      if (clip === earlier.clip) return fadedOut
      return clip === later.clip ? fadedIn : clip
    }),
  )
}
