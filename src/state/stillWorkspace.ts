import type { WorkspaceState, WorkspaceStore } from './workspaceStore.ts'

/** The workspace but for the view. */
export type StillWorkspace = Omit<WorkspaceState, 'view'>

type Subscribe = (listener: () => void) => () => void
const known = new WeakMap<WorkspaceStore, Subscribe>()

function subscriptionTo(workspace: WorkspaceStore): Subscribe {
  const listeners = new Set<() => void>()
  workspace.subscribe((now, before) => {
    const keys = Object.keys(now) as (keyof WorkspaceState)[]
    if (keys.every((key) => key === 'view' || now[key] === before[key])) return
    for (const listener of listeners) listener()
  })
  return (listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
}

/**
 * A subscription to all changes but those of the view, which moves with every frame while it is scrolled and zoomed: to ask
 * the thousand components of a large session each time whether it is theirs that has changed takes longer than to draw a
 * lane. The same one for the same workspace.
 */
export function whileStill(workspace: WorkspaceStore): Subscribe {
  const subscribe = known.get(workspace) ?? subscriptionTo(workspace)
  known.set(workspace, subscribe)
  return subscribe
}
