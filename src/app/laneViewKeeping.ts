import type { DocumentStore } from '../state/documentStore.ts'
import { keepFollow, keptFollow } from '../state/keptFollow.ts'
import { KeptLaneViews } from '../state/keptLaneViews.ts'
import type { WorkspaceStore } from '../state/workspaceStore.ts'

/** Finds the lanes of a session, and how the playhead is followed, as they were left, and keeps them as they change. */
export function keepLaneViews(document: DocumentStore, workspace: WorkspaceStore): void {
  const kept = new KeptLaneViews(() => localStorage)
  const follow = keptFollow()
  if (follow) workspace.setState({ follow })
  workspace.subscribe((state, before) => {
    if (state.follow !== before.follow) keepFollow(state.follow)
    const { sessionId: id, sessions } = state
    if (sessions && sessions !== before.sessions) {
      const ids = sessions.map((session) => session.id)
      kept.keepOnly(new Set(id === null ? ids : [...ids, id]))
    }
    if (id === null || (id === before.sessionId && state.lanes === before.lanes)) return
    const found = id === before.sessionId ? null : kept.read(id)
    const tracks = document.getState().session.tracks.map((track) => track.id)
    if (found) workspace.setState({ lanes: found })
    else kept.write(id, state.lanes, tracks)
  })
}
