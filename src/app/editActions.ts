import type { ClipId } from '../domain/session.ts'
import type { DocumentStore } from '../state/documentStore.ts'
import type { Marquee, SnapTo, WorkspaceState, WorkspaceStore } from '../state/workspaceStore.ts'
import { trackOfClip } from '../ui/timeline/clipSelection.ts'

export type EditContext = {
  readonly document: DocumentStore
  readonly workspace: WorkspaceStore
}

export function editActions({ document, workspace }: EditContext) {
  const tracks = () => document.getState().session.tracks

  return {
    select(selected: WorkspaceState['selected']): void {
      const { selectedClips } = workspace.getState()
      const kept = tracks()
        .filter(({ id }) => selected?.kind === 'track' && selected.id === id)
        .flatMap(({ clips }) => clips.map(({ id }) => id).filter((id) => selectedClips.has(id)))
      workspace.setState({ selected, selectedClips: new Set(kept) })
    },
    selectClips(clips: Iterable<ClipId>, currentClip: ClipId | null): void {
      const track = currentClip && trackOfClip(tracks(), currentClip)
      workspace.setState({
        selectedClips: new Set(clips),
        currentClip,
        ...(track && { selected: { kind: 'track', id: track.id } }),
      })
    },
    selectAllClips(): void {
      const { selected, currentClip } = workspace.getState()
      const among = tracks().filter(({ id }) => selected?.kind !== 'track' || selected.id === id)
      const all = among.flatMap(({ clips }) => clips.map(({ id }) => id))
      const current = currentClip && all.includes(currentClip) ? currentClip : (all[0] ?? null)
      workspace.setState({ selectedClips: new Set<ClipId>(all), currentClip: current })
    },
    setMarquee: (marquee: Marquee | null): void => workspace.setState({ marquee }),
    toggleSnap: (): void => workspace.setState(({ snapOn }) => ({ snapOn: !snapOn })),
    setSnapTo: (snapTo: SnapTo): void => workspace.setState({ snapTo, snapOn: true }),
  }
}
