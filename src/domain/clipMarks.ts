import { mapClips, withClips } from './clipSettling.ts'
import { type ClipChange, changeClip, findClips } from './clipShape.ts'
import type { ClipId, Session } from './session.ts'

/** The same change to each of these clips. */
export function changeClips(
  session: Session,
  ids: readonly ClipId[],
  change: ClipChange,
  options: { readonly unlock?: boolean } = {},
): Session {
  const wanted = new Set(ids)
  const found = findClips(session, wanted)
  if (!found) return session
  const tracks = [...new Set(found.map(({ track }) => track))]
  return withClips(
    session,
    mapClips(tracks, (clip) => (wanted.has(clip.id) ? changeClip(clip, change) : clip)),
    options,
  )
}
