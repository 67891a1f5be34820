import { clipEnd, moved } from './clipShape.ts'
import type { Session, Track, TrackId } from './session.ts'

/** All of them or none: a move before the start of the session, or of a locked clip, changes nothing. */
export function moveTracks(session: Session, moves: Readonly<Record<TrackId, number>>): Session {
  const by = (track: Track): number => (track.clips.length === 0 ? 0 : (moves[track.id] ?? 0))
  const moving = session.tracks.filter((track) => by(track) !== 0)
  if (moving.length === 0 || !moving.every((track) => canMove(track, by(track)))) return session
  const tracks = session.tracks.map((track) =>
    by(track) === 0 ? track : { ...track, clips: track.clips.map((clip) => moved(clip, by(track))) },
  )
  return { ...session, tracks }
}

export const hasLockedClip = ({ clips }: Track): boolean => clips.some(({ locked }) => locked)

const canMove = (track: Track, by: number): boolean =>
  !hasLockedClip(track) &&
  track.clips.every((clip) => clip.start + by >= 0 && Number.isSafeInteger(clipEnd(clip) + by))
