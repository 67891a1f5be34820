import { grouped } from '../lib/grouped.ts'
import type { ClipCommandOf as Of } from './clipCommands.ts'
import { idMaker } from './clipLanding.ts'
import { areNew, withClips } from './clipSettling.ts'
import { clipEnd, clipPart, findClips, inTime, joined, moved } from './clipShape.ts'
import type { Clip, ClipId, Session, TrackId } from './session.ts'

export function splitClips(session: Session, { clips, at }: Of<'clips/split'>): Session {
  const ids = new Map(Object.entries(clips))
  const found = findClips(session, ids.keys())
  const inside = found?.every(({ clip }) => clip.start < at && at < clipEnd(clip))
  if (!found || !inside || !Number.isSafeInteger(at) || !areNew(session, [...ids.values()])) return session
  const tracks = new Set(found.map(({ track }) => track))
  const clipsOf = new Map<TrackId, readonly Clip[]>()
  for (const track of tracks) {
    const parts = track.clips.flatMap((clip) => {
      const id = ids.get(clip.id)
      if (id === undefined) return clip
      return [clipPart(clip, clip.start, at), { ...clipPart(clip, at, clipEnd(clip)), id }]
    })
    clipsOf.set(track.id, parts)
  }
  return withClips(session, clipsOf)
}

/** Every clip has to find another: a run of one is no run. */
export function joinClips(session: Session, command: Of<'clips/join'>): Session {
  const found = findClips(session, command.clips)
  if (!found || found.some(({ clip }) => clip.locked)) return session
  const clipsOf = new Map<TrackId, readonly Clip[]>()
  for (const [track, placed] of grouped(found, (one) => one.track)) {
    const runs: { readonly clip: Clip; readonly count: number }[] = []
    for (const { clip } of placed.toSorted((a, b) => inTime(a.clip, b.clip))) {
      const index = runs.findIndex((run) => joined(run.clip, clip))
      const run = runs[index]
      const whole = run && joined(run.clip, clip)
      if (whole) runs[index] = { clip: whole, count: run.count + 1 }
      else runs.push({ clip, count: 1 })
    }
    if (runs.some(({ count }) => count === 1)) return session
    const gone = new Set(placed.map(({ clip }) => clip))
    clipsOf.set(track.id, [...track.clips.filter((clip) => !gone.has(clip)), ...runs.map(({ clip }) => clip)])
  }
  return withClips(session, clipsOf)
}

export function insertSilence(session: Session, command: Of<'tracks/insertSilence'>): Session {
  const { at, length } = command
  const wanted = new Set(command.tracks)
  const tracks = session.tracks.filter(({ id }) => wanted.has(id))
  const isPlace = Number.isSafeInteger(at) && at >= 0 && Number.isSafeInteger(length) && length > 0
  const reach = tracks
    .flatMap(({ clips }) => clips)
    .every((clip) => Number.isSafeInteger(clipEnd(clip) + length))
  if (tracks.length !== wanted.size || !isPlace || !reach) return session
  const newId = idMaker(session)
  const clipsOf = new Map<TrackId, readonly Clip[]>()
  for (const track of tracks) {
    const clips = track.clips.flatMap((clip) => {
      if (clipEnd(clip) <= at) return clip
      if (clip.start >= at) return moved(clip, length)
      const right = { ...clipPart(clip, at, clipEnd(clip)), id: newId(clip.id) }
      return [clipPart(clip, clip.start, at), moved(right, length)]
    })
    clipsOf.set(track.id, clips)
  }
  return withClips(session, clipsOf)
}

/**
 * Those of these clips that play at `at`, and with each the other one of the cross-fade that `at` lies in: what
 * `clips/split` has to be given.
 */
export function splitTogether(session: Session, clips: Iterable<ClipId>, at: number): readonly ClipId[] {
  const wanted = new Set(clips)
  return session.tracks.flatMap((track) => {
    const playing = track.clips.filter((clip) => clip.start < at && at < clipEnd(clip))
    return playing.some(({ id }) => wanted.has(id)) ? playing.map(({ id }) => id) : []
  })
}
