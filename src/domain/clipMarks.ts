import { mapClips, withClips } from './clipSettling.ts'
import { type ClipChange, changeClip, findClips } from './clipShape.ts'
import type { Clip, ClipId, Session } from './session.ts'

/** The same change to each of these clips, or what each of them is to be changed by. */
export function changeClips(
  session: Session,
  ids: readonly ClipId[],
  change: ClipChange | ((clip: Clip) => ClipChange),
  options: { readonly unlock?: boolean } = {},
): Session {
  const wanted = new Set(ids)
  const found = findClips(session, wanted)
  if (!found) return session
  const of = typeof change === 'function' ? change : () => change
  const tracks = [...new Set(found.map(({ track }) => track))]
  return withClips(
    session,
    mapClips(tracks, (clip) => (wanted.has(clip.id) ? changeClip(clip, of(clip)) : clip)),
    options,
  )
}
