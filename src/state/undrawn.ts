import type { MediaId } from '../domain/session.ts'
import type { WorkspaceState } from './workspaceStore.ts'

/** Whether a sound is at hand while its waveform is neither there, as far as it is drawn, nor on its way. */
export const isUndrawn = (
  { mediaStates, peaks, imports }: Pick<WorkspaceState, 'mediaStates' | 'peaks' | 'imports'>,
  media: MediaId,
): boolean =>
  mediaStates.get(media)?.kind === 'ready' &&
  !peaks.has(media) &&
  !imports.some((item) => item.media === media)
