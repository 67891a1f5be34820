import type { PlacedClip } from '../domain/clipShape.ts'
import type { Session } from '../domain/session.ts'
import type { WorkspaceState } from './workspaceStore.ts'

/** The selected clips that are there, in the order of their tracks and then of time. */
export const selectedClips = (
  { tracks }: Session,
  { selectedClips }: Pick<WorkspaceState, 'selectedClips'>,
): readonly PlacedClip[] =>
  tracks.flatMap((track) =>
    track.clips
      .filter(({ id }) => selectedClips.has(id))
      .toSorted((a, b) => a.start - b.start)
      .map((clip) => ({ track, clip })),
  )
