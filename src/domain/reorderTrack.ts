import type { Session, TrackId } from './session.ts'
import type { StemId } from './stems.ts'

export type TrackPlace = { readonly track: TrackId; readonly stem: StemId; readonly before: TrackId | null }

/**
 * The session with a track in another place. The very same one when it is there already, and when the track, or the one
 * that it is to come before, is gone or, the latter, of another stem.
 */
export function reorderTrack(session: Session, { track: id, stem, before }: TrackPlace): Session {
  const track = session.tracks.find((each) => each.id === id)
  const others = session.tracks.filter((each) => each !== track)
  if (!track || before === id) return session
  const at =
    before === null
      ? others.findLastIndex((each) => each.stem === stem) + 1 || others.length
      : others.findIndex((each) => each.id === before && each.stem === stem)
  if (at < 0) return session
  // What lies between them in the session, but in other stems, is between them in no row.
  const next = session.tracks.slice(session.tracks.indexOf(track) + 1).find((each) => each.stem === stem)
  if (track.stem === stem && (next?.id ?? null) === before) return session
  return { ...session, tracks: others.toSpliced(at, 0, track.stem === stem ? track : { ...track, stem }) }
}
