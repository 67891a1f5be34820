import type { ExportNews, WorkspaceStore } from '../state/workspaceStore.ts'

const KEY = 'dubstage.exportNews'

/** Whether the system tells of finished exports: only where the user has said so here, and the browser allows it. */
export function exportNews(workspace: WorkspaceStore) {
  const allowed = (): ExportNews => {
    if (!('Notification' in globalThis)) return 'unsupported'
    if (Notification.permission === 'denied') return 'denied'
    return Notification.permission === 'granted' && kept() ? 'on' : 'off'
  }
  workspace.setState({ exportNews: allowed() })

  return {
    /** Asks for leave where that is open: within a click. */
    async setExportNews(on: boolean): Promise<void> {
      if ('Notification' in globalThis && on && Notification.permission === 'default')
        await Notification.requestPermission()
      keep(on)
      workspace.setState({ exportNews: allowed() })
    },
    /** Says it outside the page, to someone who does not see the page. What is said again of one export replaces what was said. */
    tell(id: string, title: string, body: string): void {
      if (allowed() !== 'on' || document.visibilityState === 'visible') return
      try {
        new Notification(title, { body, tag: `${KEY} ${id}` })
      } catch (thrown) {
        // Android has them for service workers only; the page says it too.
        if (!(thrown instanceof TypeError)) throw thrown
      }
    },
  }
}

function kept(): boolean {
  try {
    return localStorage.getItem(KEY) === 'on'
  } catch (thrown) {
    if (!(thrown instanceof DOMException)) throw thrown
    return false
  }
}

function keep(on: boolean): void {
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off')
  } catch (thrown) {
    // A browser that keeps nothing asks again on the next visit.
    if (!(thrown instanceof DOMException)) throw thrown
  }
}
