import type { DocumentStore } from '../state/documentStore.ts'
import { KeptViews } from '../state/keptViews.ts'
import type { WorkspaceStore } from '../state/workspaceStore.ts'

/** Finds the lanes and the loop of a session as they were left, and keeps them as they change. */
export function keepViews(document: DocumentStore, workspace: WorkspaceStore): void {
  const kept = new KeptViews(() => localStorage)
  workspace.subscribe((state, before) => {
    const { sessionId: id, sessions, lanes, loop, loopOn } = state
    if (sessions && sessions !== before.sessions) {
      const ids = sessions.map((session) => session.id)
      kept.keepOnly(new Set(id === null ? ids : [...ids, id]))
    }
    const same = lanes === before.lanes && loop === before.loop && loopOn === before.loopOn
    if (id === null || (id === before.sessionId && same)) return
    const found = id === before.sessionId ? null : kept.read(id)
    const tracks = document.getState().session.tracks.map((track) => track.id)
    if (found) workspace.setState(found)
    else kept.write(id, { lanes, loop, loopOn }, tracks)
  })
}
