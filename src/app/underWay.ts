import { isUnderWay } from '../domain/exportQueue.ts'
import type { WorkspaceState } from '../state/workspaceStore.ts'

type State = Pick<WorkspaceState, 'saving' | 'exports' | 'imports' | 'collecting' | 'packing' | 'handingOver'>

/** What would be lost if the page ended now, as a sentence; `null` when nothing would. */
export function underWay(state: State): string | null {
  const { saving, exports, imports, collecting, packing, handingOver } = state
  if (exports.some(isUnderWay)) return 'An export is running.'
  if (imports.some(({ phase }) => phase !== 'waveform')) return 'Files are being added.'
  if (collecting) return 'Files are being copied into the browser.'
  if (packing) return 'A package is being saved.'
  if (handingOver > 0) return 'Finished files are still on their way to the downloads.'
  if (saving === 'failed') return 'The session could not be saved in this browser.'
  return null
}

/** What would have to be found again after a new beginning, as a sentence; `null` when nothing would. */
export function onThisPageOnly({
  opened,
  mediaStates,
}: Pick<WorkspaceState, 'opened' | 'mediaStates'>): string | null {
  const some = [...mediaStates.values()].some((state) => state.kind === 'ready' && state.kept === 'page')
  return opened && some ? 'Some files are on this page only: Collect media, under Files, keeps them.' : null
}
