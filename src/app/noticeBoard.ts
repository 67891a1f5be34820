import type { DocumentStore } from '../state/documentStore.ts'
import type { Notice, WorkspaceStore } from '../state/workspaceStore.ts'

/** Says something to the user; `holds` is for what may be so no longer before it is dismissed. */
export type Notify = (
  severity: Notice['severity'],
  text: string,
  offer?: Notice['offer'],
  holds?: () => boolean,
) => void

/** Puts up messages, and takes those down of which `holds` no longer is: after an undo, or when a file was found. */
export function noticeBoard(document: DocumentStore, workspace: WorkspaceStore): Notify {
  const passing = new Map<string, () => boolean>()

  function look(): void {
    const gone = new Set([...passing].filter(([, holds]) => !holds()).map(([id]) => id))
    for (const id of gone) passing.delete(id)
    if (gone.size > 0)
      workspace.setState(({ notices }) => ({ notices: notices.filter(({ id }) => !gone.has(id)) }))
  }
  document.subscribe((now, before) => {
    if (now.session !== before.session) look()
  })
  workspace.subscribe((now, before) => {
    if (now.mediaStates !== before.mediaStates) look()
    if (now.notices === before.notices) return
    const shown = new Set(now.notices.map(({ id }) => id))
    for (const id of passing.keys()) if (!shown.has(id)) passing.delete(id)
  })

  return (severity, text, offer, holds) => {
    const id = crypto.randomUUID()
    workspace.setState(({ notices }) => ({
      notices: [...notices, { id, severity, text, ...(offer && { offer }) }],
    }))
    if (holds) passing.set(id, holds)
  }
}
