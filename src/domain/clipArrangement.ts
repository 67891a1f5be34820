import { grouped } from '../lib/grouped.ts'
import type { ClipCommandOf as Of } from './clipCommands.ts'
import { land } from './clipLanding.ts'
import { areNew, mapClips, playingIn, spansBetween, withClips } from './clipSettling.ts'
import { changeClip, clipEnd, findClips, inTime, moved, type PlacedClip } from './clipShape.ts'
import type { Clip, ClipId, Session, Track, TrackId } from './session.ts'

export function moveClips(session: Session, command: Of<'clips/move'>): Session {
  const found = findClips(session, command.clips)
  if (!found || !canMove(found, command.by)) return session
  const lifted = new Set<ClipId>(command.clips)
  const landed = found.map(({ track, clip }) => ({
    track: command.tracks?.[clip.id] ?? track.id,
    clip: moved(clip, command.by),
  }))
  if (landed.every(({ track, clip }, n) => track === found[n]?.track.id && clip === found[n]?.clip))
    return session
  if (found.some(({ clip }) => clip.locked)) return session
  return landOn(session, landed, command.overlap, lifted)
}

const canMove = (clips: readonly PlacedClip[], by: number): boolean =>
  Number.isSafeInteger(by) &&
  clips.every(({ clip }) => clip.start + by >= 0 && Number.isSafeInteger(clipEnd(clip) + by))

/** Lets clips land on tracks, of which those that are `lifted` are taken away first. */
function landOn(
  session: Session,
  landed: readonly { readonly track: TrackId; readonly clip: Clip }[],
  policy: Of<'clips/move'>['overlap'],
  lifted: ReadonlySet<ClipId> = new Set(),
): Session {
  const byTrack = grouped(landed, ({ track }) => track)
  if ([...byTrack.keys()].some((id) => !session.tracks.some((track) => track.id === id))) return session
  const clipsOf = new Map<TrackId, readonly Clip[]>()
  const sound = new Set<TrackId>()
  for (const track of session.tracks) {
    const lying = track.clips.filter(({ id }) => !lifted.has(id))
    const down = (byTrack.get(track.id) ?? []).map(({ clip }) => clip)
    if (down.length > 0) {
      const { clips, isSound } = land(session, track, lying, down, policy)
      clipsOf.set(track.id, clips)
      if (isSound) sound.add(track.id)
    } else if (lying.length < track.clips.length) clipsOf.set(track.id, lying)
  }
  return withClips(session, clipsOf, { sound })
}

export function duplicateClips(session: Session, command: Of<'clips/duplicate'>): Session {
  const ids = new Map(Object.entries(command.clips))
  const found = findClips(session, ids.keys())
  if (!found || !canMove(found, command.by) || !areNew(session, [...ids.values()])) return session
  const groups = new Map(Object.entries(command.groups ?? {}))
  const copies = found.map(({ track, clip }) => {
    const { id, group } = clip
    const change = { id: ids.get(id) ?? id, group: group && (groups.get(group) ?? group), locked: false }
    return { track: track.id, clip: changeClip(moved(clip, command.by), change) }
  })
  return landOn(session, copies, command.overlap)
}

export function addClips(session: Session, { clips, media, overlap }: Of<'clips/add'>): Session {
  if (
    clips.length === 0 ||
    !areNew(
      session,
      clips.map(({ clip }) => clip.id),
    )
  )
    return session
  const used = new Set(clips.flatMap(({ clip }) => clip.media))
  const unknown = Object.entries(media).filter(([id]) => used.has(id) && !Object.hasOwn(session.media, id))
  // A file of another rate is of another session: its clips would be in other samples.
  if (unknown.some(([, info]) => info.sampleRate !== session.sampleRate)) return session
  const next = { ...session, media: { ...session.media, ...Object.fromEntries(unknown) } }
  const added = landOn(next, clips, overlap)
  return added === next ? session : added
}

export function removeClips(session: Session, command: Of<'clips/remove'>): Session {
  const gone = new Set(command.clips)
  const found = findClips(session, gone)
  if (!found) return session
  const tracks = [...new Set(found.map(({ track }) => track))]
  return withClips(
    session,
    mapClips(tracks, (clip) => (gone.has(clip.id) ? undefined : clip)),
  )
}

export function rippleRemoveClips(session: Session, command: Of<'clips/rippleRemove'>): Session {
  const gone = new Set(command.clips)
  const found = findClips(session, gone)
  if (!found) return session
  const tracks = [...new Set(found.map(({ track }) => track))]
  return withClips(session, new Map(tracks.map((track) => [track.id, closedUp(track, gone)] as const)))
}

/** The clips that stay, each earlier by as much of the time before it as only removed clips filled. */
function closedUp(track: Track, gone: ReadonlySet<ClipId>): readonly Clip[] {
  const clips = track.clips.toSorted(inTime)
  const staying = clips.filter(({ id }) => !gone.has(id))
  const emptied = clips
    .filter(({ id }) => gone.has(id))
    .flatMap((clip) => spansBetween(clip, playingIn(staying, clip.start, clipEnd(clip))))
  let [next, total, counted] = [0, 0, 0]
  return staying.map((clip) => {
    for (let span = emptied[next]; span && span.start < clip.start; span = emptied[++next]) {
      total += Math.max(0, span.end - Math.max(span.start, counted))
      counted = Math.max(counted, span.end)
    }
    return moved(clip, -total)
  })
}
