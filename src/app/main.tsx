import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { FileLike } from '../domain/ports.ts'
import type { MediaId } from '../domain/session.ts'
import { LiveEngine } from '../engine/liveEngine.ts'
import { BrowserExporter } from '../export/browserExporter.ts'
import { BrowserImporter } from '../media/browserImporter.ts'
import { createDocumentStore } from '../state/documentStore.ts'
import { createWorkspaceStore } from '../state/workspaceStore.ts'
import { type App, AppContext } from '../ui/appContext.ts'
import { AppShell } from '../ui/shell/appShell.tsx'
import { createActions } from './actions.ts'
import { canPickFolder } from './exportActions.ts'
import { loadKernel } from './kernelModule.ts'

const document_ = createDocumentStore()
const workspace = createWorkspaceStore()
const files = new Map<MediaId, FileLike>()
const engine = new LiveEngine({ session: document_.getState().session, files: () => files, loadKernel })
const exporter = new BrowserExporter(loadKernel, __APP_VERSION__)
const importer = new BrowserImporter(loadKernel)

document_.subscribe(({ session }, before) => {
  if (session !== before.session) engine.update(session)
})

// Sessions are not kept yet: leaving the page loses the mix, and an export that is under way.
window.addEventListener('beforeunload', (event) => {
  const changed = document_.getState().past.length > 0
  if (changed || workspace.getState().exporting.phase === 'running') event.preventDefault()
})

const app: App = {
  document: document_,
  workspace,
  actions: createActions({ document: document_, workspace, engine, exporter, importer, files }),
  telemetry: engine.telemetry,
  canPickFolder: canPickFolder(),
  version: __APP_VERSION__,
}

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <AppContext value={app}>
      <AppShell />
    </AppContext>
  </StrictMode>,
)
