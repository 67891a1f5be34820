import { applyCommand } from '../domain/commands.ts'
import { errorText } from '../domain/errors.ts'
import type { CheckPort, ExportPort } from '../domain/exportPorts.ts'
import type { KeptExportsPort } from '../domain/exportQueue.ts'
import type {
  ClaimPort,
  EnginePort,
  FileLike,
  ImportPort,
  KeptImportsPort,
  LibraryPort,
  PackagePort,
  PickedFile,
  ShelfPort,
} from '../domain/ports.ts'
import type { MediaId } from '../domain/session.ts'
import type { DocumentStore } from '../state/documentStore.ts'
import type { WorkspaceStore } from '../state/workspaceStore.ts'
import type { AppActions } from '../ui/appContext.ts'
import { checkActions } from './checkActions.ts'
import { collectActions } from './collectActions.ts'
import { loadDemoReel } from './demoReel.ts'
import { editActions } from './editActions.ts'
import { exportActions } from './exportActions.ts'
import { guideActions } from './guideActions.ts'
import { importActions } from './importActions.ts'
import { ImportQueue } from './importQueue.ts'
import { markerActions } from './markerActions.ts'
import { isMarkerTable } from './markerFiles.ts'
import { mediaActions } from './mediaActions.ts'
import { noticeBoard } from './noticeBoard.ts'
import { offlineUpdates } from './offline/updates.ts'
import { packageActions } from './packageActions.ts'
import { isPackage } from './packageFile.ts'
import { PendingImports } from './pendingImports.ts'
import { pickFiles } from './pickers.ts'
import { placementActions } from './placementActions.ts'
import { saveFile, watchHandOvers } from './saveFile.ts'
import { sessionActions } from './sessionActions.ts'
import { isSessionDocument } from './sessionDocumentFile.ts'
import { COPIED, SessionMedia } from './sessionMedia.ts'
import { timeActions } from './timeActions.ts'
import { transportActions } from './transportActions.ts'
import { onThisPageOnly, underWay } from './underWay.ts'
import { viewActions } from './viewActions.ts'

export type ActionContext = {
  readonly document: DocumentStore
  readonly workspace: WorkspaceStore
  readonly engine: EnginePort
  readonly exporter: ExportPort
  readonly checker: CheckPort
  readonly importer: ImportPort
  readonly library: LibraryPort
  readonly shelf: ShelfPort
  readonly claim: ClaimPort
  readonly packager: PackagePort
  readonly files: Map<MediaId, FileLike>
  readonly keptExports: KeptExportsPort
  readonly keptImports: KeptImportsPort
  /** Keeps the screen on, or no longer. */
  readonly keepAwake: (on: boolean) => void
}

/** The one object that menus, shortcuts and buttons call, and what the page itself does when it comes and goes. */
export function createActions(ports: ActionContext): {
  readonly actions: AppActions
  /** Shows what was kept by earlier visits. */
  readonly start: () => Promise<void>
  readonly flush: () => Promise<boolean>
  /** What this browser kept was taken away, or may have been. */
  readonly verify: () => Promise<void>
} {
  const { document, workspace, engine, importer } = ports
  const notify = noticeBoard(document, workspace)
  const queue = new ImportQueue(workspace)
  const media = new SessionMedia({ ...ports, queue, notify })
  const pending = new PendingImports({ ...ports, notify })
  const context = { ...ports, queue, media, pending, notify }
  const { showSessions, sweep, flush, verify, put, ...sessions } = sessionActions(context)
  const { reclaim, ...files } = mediaActions(context)
  const imports = importActions({ ...context, reclaim })
  const mayChange = (): boolean => document.getState().mayChange()

  /**
   * A package, or else a session document, among the files is opened, and the others are looked through for the sound that
   * it wants.
   */
  async function takeFiles(picked: readonly PickedFile[]): Promise<void> {
    const arePackages = await Promise.all(picked.map(({ file }) => isPackage(file)))
    const packed = picked.find((_, index) => arePackages[index])
    if (packed) {
      const others = picked.filter((one) => one !== packed)
      if ((await sessions.openPackage(packed)) && others.length > 0) await files.relinkAmong(others)
      return
    }
    const areDocuments = await Promise.all(picked.map(({ file }) => isSessionDocument(file)))
    const [found] = picked.filter((_, index) => areDocuments[index])
    if (!found) {
      if (mayChange()) await takeTables(picked)
      return
    }
    if (await sessions.openDocument(found.file)) {
      const others = picked.filter((_, index) => !areDocuments[index])
      if (others.length > 0) await files.relinkAmong(others)
    }
  }
  /** Tables alone give the session that is open their markers; a text among sound files is for nobody to guess about. */
  async function takeTables(picked: readonly PickedFile[]): Promise<void> {
    const areTables = await Promise.all(picked.map(({ file }) => isMarkerTable(file)))
    if (workspace.getState().opened && areTables.every(Boolean))
      await markers.importMarkers(picked.map(({ file }) => file))
    else await imports.importFiles(picked)
  }
  const unsaved = (): string | null => underWay(workspace.getState()) ?? onThisPageOnly(workspace.getState())
  const updates = offlineUpdates(workspace, unsaved, flush)
  let openingDemo = false

  engine.onEvent((event) => {
    // A file that could not be read may be gone: look, so that it is shown, and the next play goes on without it.
    if (event.type === 'error' && event.error.code.startsWith('file/')) {
      void media.check(document.getState().session)
    }
  })

  const { restoreExports, ...exports } = exportActions(context)
  watchHandOvers((handingOver) => workspace.setState({ handingOver }))

  const transport = transportActions(context)
  const markers = markerActions({ ...context, setLoop: transport.setLoop })
  const edits = editActions({ document, workspace, playhead: () => engine.telemetry.position(), notify })
  const actions: AppActions = {
    do: (command, gesture) => document.getState().dispatch(command, gesture),
    endGesture: (gesture) => document.getState().endGesture(gesture),
    undo: () => document.getState().undo(),
    redo: () => document.getState().redo(),
    goToStep: (done) => document.getState().goToStep(done),
    setHistoryOpen: (historyOpen) => workspace.setState({ historyOpen }),

    ...imports,
    importFiles: takeFiles,
    addInterruptedImports: async () => {
      if (mayChange()) await imports.importFiles(await pending.open())
    },
    dismissInterruptedImports: () => pending.dismiss(),
    pickFiles: async () => takeFiles(await pickFiles((error) => notify('error', errorText(error)))),
    ...placementActions({ document, workspace, playhead: () => engine.telemetry.position(), notify }),
    ...files,
    ...collectActions(context),
    relink: async (...relinked) => {
      if (mayChange()) await files.relink(...relinked)
    },
    pickRelink: async (id) => {
      if (mayChange()) await files.pickRelink(id)
    },
    relinkFolder: async () => {
      if (mayChange()) await files.relinkFolder()
    },
    relinkAmong: async (picked) => {
      if (mayChange()) await files.relinkAmong(picked)
    },
    ...sessions,
    async openDemo() {
      if (openingDemo) return
      openingDemo = true
      const reel = await loadDemoReel(importer.probe.bind(importer), applyCommand).finally(() => {
        openingDemo = false
      })
      if (!reel.ok) {
        notify('error', errorText(reel.error))
        return
      }
      const { session } = reel.value
      if (!(await put(session, true))) return
      const here = media.session
      for (const [id, file] of reel.value.files) {
        const info = session.media[id]
        media.set(id, { kind: 'ready', kept: 'page' }, file)
        if (info) void media.drawLater(id, info)
      }
      // The reel is ours to keep: a mix of it is found again whole. Where there is no room, Files says so.
      const { signal } = new AbortController()
      await Promise.all(
        [...reel.value.files].map(async ([id, file]) => {
          const info = session.media[id]
          const copy = info && (await ports.library.collect(id, info, file, () => undefined, signal))
          if (copy?.ok && !here.aborted) media.set(id, COPIED, copy.value)
        }),
      )
    },
    dismissNotice: (id) =>
      workspace.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),

    ...transport,

    ...edits,
    pasteClips() {
      edits.pasteClips()
      // Clips of another session come with files that were not looked for yet.
      const { session } = document.getState()
      const copied = Object.keys(workspace.getState().clipboard?.media ?? {})
      const strange = copied.filter((id) => Object.hasOwn(session.media, id) && !media.state(id))
      if (strange.length > 0) void media.locate(session, new Set(strange))
    },
    ...markers,

    ...viewActions({ document, workspace, playhead: () => engine.telemetry.position(), notify }),
    ...timeActions(workspace),

    ...exports,
    ...checkActions(context),
    ...guideActions(context),
    ...packageActions(context),
    setShortcutsOpen: (shortcutsOpen) => workspace.setState({ shortcutsOpen }),
    applyUpdate: updates.applyUpdate,
    ask: (asking) => workspace.setState({ asking }),
    saveText: (name, text) => saveFile(new File([text], name, { type: 'application/json' })),
  }
  return {
    actions,
    flush,
    verify,
    async start() {
      await showSessions()
      await restoreExports()
      await Promise.all([sweep(), ports.packager.sweep()])
      await updates.register()
    },
  }
}
