import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { FileLike } from '../domain/ports.ts'
import type { MediaId } from '../domain/session.ts'
import { LiveEngine } from '../engine/liveEngine.ts'
import { BrowserChecker } from '../export/browserChecker.ts'
import { BrowserExporter } from '../export/browserExporter.ts'
import { BrowserPackager } from '../export/browserPackager.ts'
import { BrowserImporter } from '../media/browserImporter.ts'
import { fileByteSource } from '../media/byteSource.ts'
import { fingerprint } from '../media/fingerprint.ts'
import { createDocumentStore } from '../state/documentStore.ts'
import { keepChoices } from '../state/keptChoices.ts'
import { Database } from '../state/persistence/database.ts'
import { KeptExports } from '../state/persistence/keptExports.ts'
import { KeptImports } from '../state/persistence/keptImports.ts'
import { MediaLibrary } from '../state/persistence/mediaLibrary.ts'
import { SessionClaim } from '../state/persistence/sessionClaim.ts'
import { SessionShelf } from '../state/persistence/sessionShelf.ts'
import { createWorkspaceStore } from '../state/workspaceStore.ts'
import { type App, AppContext } from '../ui/appContext.ts'
import { AppShell } from '../ui/shell/appShell.tsx'
import { createActions } from './actions.ts'
import { KERNEL_URL, loadKernel } from './kernelModule.ts'
import { pageAtRest } from './pageAtRest.ts'
import { canPickFiles, canPickFolder } from './pickers.ts'
import { SampleCache } from './sampleCache.ts'
import { ScreenAwake } from './screenAwake.ts'
import { underWay } from './underWay.ts'
import { keepViews } from './viewKeeping.ts'

const document_ = createDocumentStore()
const workspace = createWorkspaceStore()
keepChoices(workspace, () => localStorage)
const files = new Map<MediaId, FileLike>()
const engine = new LiveEngine({
  session: document_.getState().session,
  files: () => files,
  loadKernel,
  buffer: workspace.getState().playbackBuffer,
})
const exporter = new BrowserExporter(loadKernel, __APP_VERSION__, `${import.meta.url} ${KERNEL_URL}`)
const checker = new BrowserChecker(loadKernel)
const packager = new BrowserPackager()
const importer = new BrowserImporter(loadKernel, pageAtRest)
const database = new Database('dubstage', () => void verify())
const library = new MediaLibrary(database, (file) => fingerprint(fileByteSource(file)))
const reader = async () => (await import('../domain/sessionSchema.ts')).readSession
const shelf = new SessionShelf(database, reader)

document_.subscribe(({ session }, before) => {
  if (session !== before.session) engine.update(session)
})

const awake = new ScreenAwake()

const { actions, start, flush, verify } = createActions({
  document: document_,
  workspace,
  engine,
  exporter,
  checker,
  importer,
  library,
  shelf,
  claim: new SessionClaim(),
  packager,
  files,
  keptExports: new KeptExports(database, reader),
  keptImports: new KeptImports(database),
  keepAwake: (on) => awake.set(on),
})

keepViews(document_, workspace)

// A page that is hidden may never be seen again: browsers end it without a word.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') void flush()
})
// Sessions are kept as they change; what is under way is not.
window.addEventListener('beforeunload', (event) => {
  const state = workspace.getState()
  if (state.saving === 'saving' || underWay(state)) event.preventDefault()
})

const app: App = {
  document: document_,
  workspace,
  actions,
  telemetry: engine.telemetry,
  samples: new SampleCache((media) => {
    const file = files.get(media)
    const info = document_.getState().session.media[media]
    if (!file || !info) return undefined
    const { length, channels } = info.pcm
    return { file, length, channels, read: (from, count) => importer.samples(file, info, from, count) }
  }),
  canPickFolder: canPickFolder(),
  canPickFiles: canPickFiles(),
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
void start()
