import { applyCommand } from '../domain/commands.ts'
import { errorText } from '../domain/errors.ts'
import { DEFAULT_LISTENING } from '../domain/listening.ts'
import type { EnginePort, ExportPort, FileLike, ImportPort } from '../domain/ports.ts'
import { emptySession, type MediaId, sessionLength } from '../domain/session.ts'
import type { DocumentStore } from '../state/documentStore.ts'
import type { Notice, WorkspaceStore } from '../state/workspaceStore.ts'
import type { AppActions } from '../ui/appContext.ts'
import { resolveView, ZOOM_STEP, zoomAround } from '../ui/timeline/timeView.ts'
import { loadDemoReel } from './demoReel.ts'
import { exportActions } from './exportActions.ts'
import { importActions } from './importActions.ts'
import { transportActions } from './transportActions.ts'

export type ActionContext = {
  readonly document: DocumentStore
  readonly workspace: WorkspaceStore
  readonly engine: EnginePort
  readonly exporter: ExportPort
  readonly importer: ImportPort
  readonly files: Map<MediaId, FileLike>
}

/** The one object that menus, shortcuts and buttons call. */
export function createActions(context: ActionContext): AppActions {
  const { document, workspace, engine, importer, files } = context
  const notify = (severity: Notice['severity'], text: string): void =>
    workspace.setState(({ notices }) => ({
      notices: [...notices, { id: crypto.randomUUID(), severity, text }],
    }))
  const imports = importActions({ document, workspace, importer, files, notify })
  const transport = transportActions({ document, workspace, engine, notify })
  let openingDemo = false

  /** What belongs to a session and not to the page: on opening another, it starts anew. */
  const resetWorkspace = (opened: boolean): void => {
    workspace.setState({
      opened,
      listening: DEFAULT_LISTENING,
      selected: null,
      loop: null,
      loopOn: false,
      view: null,
      peaks: new Map(),
      exporting: { phase: 'closed' },
      exportSettings: { name: '', format: 'wav24' },
    })
    engine.listen(DEFAULT_LISTENING)
    void engine.setLoop(null)
  }

  return {
    do: (command, gesture) => document.getState().dispatch(command, gesture),
    endGesture: () => document.getState().endGesture(),
    undo: () => document.getState().undo(),
    redo: () => document.getState().redo(),

    importFiles: imports.importFiles,
    cancelImport: imports.cancelImport,
    async openDemo() {
      if (openingDemo) return
      openingDemo = true
      const reel = await loadDemoReel(importer.probe.bind(importer), applyCommand)
      openingDemo = false
      if (!reel.ok) {
        notify('error', errorText(reel.error))
        return
      }
      const { session } = reel.value
      for (const [media, file] of reel.value.files) files.set(media, file)
      document.getState().replace(session)
      resetWorkspace(true)
      for (const [media, file] of reel.value.files) {
        const info = session.media[media]
        if (info) void imports.showWaveform(media, file, info, media)
      }
    },
    async closeSession() {
      await transport.stop()
      await transport.toStart()
      document.getState().replace(emptySession())
      files.clear()
      resetWorkspace(false)
    },
    dismissNotice: (id) =>
      workspace.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),

    ...transport,

    select: (selected) => workspace.setState({ selected }),
    setView: (view) => workspace.setState({ view }),
    setLanesWidth: (lanesWidth) => workspace.setState({ lanesWidth }),
    zoom(steps) {
      const { view, lanesWidth } = workspace.getState()
      const extent = { length: sessionLength(document.getState().session), width: lanesWidth }
      const from = resolveView(view, extent)
      workspace.setState({ view: zoomAround(from, ZOOM_STEP ** steps, engine.telemetry.position(), extent) })
    },

    ...exportActions(context),
    setShortcutsOpen: (shortcutsOpen) => workspace.setState({ shortcutsOpen }),
  }
}
