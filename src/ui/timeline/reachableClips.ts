import { clipEnd } from '../../domain/clipShape.ts'
import type { Clip, ClipId } from '../../domain/session.ts'
import type { Stretch } from './useStretch.ts'

/** Elements of one lane at most. */
export const MOST_REACHABLE = 200

/** A clip, and its place among those of its track. */
export type NumberedClip = { readonly clip: Clip; readonly at: number }

/**
 * The clips that there are elements for: those in a stretch of time. Of more than a lane can have elements for, those around
 * the one that the keyboard is at, or from the first on that is in view.
 */
export function reachableClips(
  ordered: readonly Clip[],
  { from, to }: Stretch,
  { viewStart, currentId }: { readonly viewStart: number; readonly currentId: ClipId | null },
): readonly NumberedClip[] {
  const numbered = ordered.map((clip, at) => ({ clip, at }))
  const near = numbered.filter(({ clip }) => clip.start < to && clipEnd(clip) > from)
  const current = numbered.find(({ clip }) => clip.id === currentId)
  const kept = near.length <= MOST_REACHABLE ? near : someOf(near, current, viewStart)
  if (!current || kept.includes(current)) return kept
  // The one that has the focus stays, even out of view, or the focus would be lost.
  return [...kept, current].sort((a, b) => a.at - b.at)
}

function someOf(
  near: readonly NumberedClip[],
  current: NumberedClip | undefined,
  viewStart: number,
): readonly NumberedClip[] {
  const at = current ? near.indexOf(current) : -1
  const wanted = at >= 0 ? at - MOST_REACHABLE / 2 : near.findIndex(({ clip }) => clipEnd(clip) > viewStart)
  const first = Math.max(0, Math.min(near.length - MOST_REACHABLE, wanted))
  return near.slice(first, first + MOST_REACHABLE)
}
