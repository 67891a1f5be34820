import { type AppError, errorText } from '../domain/errors.ts'
import type { ExportDestination, ExportPort } from '../domain/exportPorts.ts'
import type { KeptExportsPort, QueueState } from '../domain/exportQueue.ts'
import { withExportRange } from '../domain/exportRange.ts'
import { type ExportSettings, exportSettingsOf } from '../domain/exportSettings.ts'
import type { FileLike, ImportPort, LibraryPort } from '../domain/ports.ts'
import { safeFileName } from '../domain/safeFileName.ts'
import type { MediaId, Session } from '../domain/session.ts'
import { ok } from '../lib/result.ts'
import type { DocumentStore } from '../state/documentStore.ts'
import type { ExportState, Notice, WorkspaceStore } from '../state/workspaceStore.ts'
import { exportNews } from './exportNews.ts'
import { ExportQueue } from './exportQueue.ts'
import { exportReplacing } from './exportReplacing.ts'
import { findExportSources } from './exportSources.ts'
import { orderNow } from './orderNow.ts'
import { pickFolder, pickSaveFile } from './pickers.ts'
import { saveFile } from './saveFile.ts'

export type ExportContext = {
  readonly document: DocumentStore
  readonly workspace: WorkspaceStore
  readonly exporter: ExportPort
  readonly keptExports: KeptExportsPort
  readonly library: LibraryPort
  readonly importer: ImportPort
  readonly files: ReadonlyMap<MediaId, FileLike>
  /** Aborted when another session is opened. */
  readonly media: { readonly session: AbortSignal }
  readonly keepAwake: (on: boolean) => void
  notify(severity: Notice['severity'], text: string): void
}

export function exportActions(context: ExportContext) {
  const { document, workspace, exporter, keptExports, files, media, notify, keepAwake } = context
  const news = exportNews(workspace)
  /** The export that the screen shows. */
  let shown: string | null = null
  const { mayReplace, answerReplacing } = exportReplacing(context)
  const queue = new ExportQueue({
    workspace,
    exporter,
    kept: keptExports,
    notify,
    async prepare(queued, known) {
      const media = await findExportSources(context, queued, known)
      if (!media.ok) return media
      const replaces = await mayReplace(queued, null)
      return replaces.ok ? ok({ media: media.value, replaces: replaces.value }) : replaces
    },
    keepAwake,
    onState(id, state) {
      if (state?.phase === 'done') {
        for (const file of state.files) saveFile(file)
        const from = ordered.get(id)
        if (from && !from.here.aborted)
          workspace.setState({ measured: { report: state.report, session: from.session } })
        found(id, state)
      }
      if (state === null) ordered.delete(id)
      if (id === shown && state?.phase !== 'waiting') show(id, state)
      if (state?.phase === 'done' || state?.phase === 'failed') tell(id, state)
    },
  })
  /** Sessions as they were when exports were ordered of them, and whether another has been opened since. */
  const ordered = new Map<string, { readonly session: Session; readonly here: AbortSignal }>()
  /** What was found in the sound of an export is what is known of the mix, unless it is looked at right now. */
  function found(id: string, { checks }: QueueState & { phase: 'done' }): void {
    const from = ordered.get(id)
    if (!checks || !from || from.here.aborted || workspace.getState().checking.phase === 'running') return
    const order = itemOf(id)?.order
    const guide = order?.checks?.guide ?? null
    const of = order?.name ?? ''
    workspace.setState({ checking: { phase: 'done', report: checks, session: from.session, guide, of } })
  }
  const itemOf = (id: string) => workspace.getState().exports.find((item) => item.id === id)

  /** Puts an export on the screen. */
  const show = (id: string, state: QueueState | null): void => {
    const next = shownAs(state, itemOf(id)?.where ?? '')
    workspace.setState(({ exporting: now }) => ({
      exporting: isStillRunning(now, next) ? now : next,
      exportProgress: state && 'progress' in state ? state.progress : null,
    }))
  }

  function tell(id: string, state: QueueState & { phase: 'done' | 'failed' }): void {
    const name = itemOf(id)?.order.name ?? ''
    const text =
      state.phase === 'done' ? `The export “${name}” is finished.` : `The export “${name}” failed. `
    news.tell(id, text.trim(), state.phase === 'failed' ? errorText(state.error) : '')
    if (id === shown) return
    if (state.phase === 'done') notify('info', text)
    else notify('error', text + errorText(state.error))
  }

  function setExportSettings(change: Partial<ExportSettings>, gesture?: string): void {
    document.getState().dispatch({ type: 'export/set', change }, gesture)
  }

  const refuse = (error: AppError): void =>
    workspace.setState({ exporting: { phase: 'failed', message: errorText(error) } })

  async function run(destination: ExportDestination, where: string): Promise<void> {
    const { exportRange, loop, guide } = workspace.getState()
    if (!document.getState().readOnly) setExportSettings({ destination: destination.kind })
    const session = withExportRange(document.getState().session, exportRange, loop)
    if (!session) {
      refuse({ code: 'export/range', deliverable: 'The export', detail: 'no loop is marked' })
      return
    }
    const { order, files: guides } = orderNow(session, guide)
    const id = crypto.randomUUID()
    const asked = { id, addedAt: Date.now(), session, order, destination, where }
    // What failed on the screen is tried again as it is now; of the one that failed nothing is wanted any more.
    const failed = shown && itemOf(shown)?.state.phase === 'failed' ? shown : null
    const clash = await queue.clash(asked, failed)
    const replaces = clash.ok ? await mayReplace(asked, () => void actions.exportToFolder()) : clash
    if (!replaces.ok) {
      if (replaces.error.code !== 'cancelled') refuse(replaces.error)
      return
    }
    if (failed) await queue.remove(failed)
    const { exports } = workspace.getState()
    const waits = exports.some(({ state }) => ['running', 'paused', 'waiting'].includes(state.phase))
    shown = waits ? null : id
    if (waits) notify('info', `The export “${order.name}” waits in the queue.`)
    else workspace.setState({ exporting: { phase: 'running', destination: where }, exportProgress: null })
    ordered.set(id, { session, here: media.session })
    const own = new Map([...[...files].filter(([file]) => file in session.media), ...guides])
    await queue.add({ ...asked, replaces: replaces.value }, own)
  }

  const actions = {
    openExport(): void {
      if (workspace.getState().exporting.phase === 'running') return
      shown = null
      workspace.setState({ exporting: { phase: 'settings' } })
      exporter.prepare()
    },
    /** What runs goes on. */
    closeExport(): void {
      shown = null
      workspace.setState({ exporting: { phase: 'closed' } })
    },
    setExportSettings,
    async exportToFolder(): Promise<void> {
      const handle = await pickFolder('dubstage-export', 'readwrite')
      if (handle) await run({ kind: 'folder', handle }, handle.name)
    },
    async exportToZip(): Promise<void> {
      const { session } = document.getState()
      const name = `${safeFileName(exportSettingsOf(session).name || session.title)}.zip`
      const picked = await pickSaveFile('dubstage-export', name)
      if (picked === 'closed') return
      await run({ kind: 'zip', handle: picked, name: picked?.name ?? name }, picked?.name ?? 'Downloads')
    },
    answerReplacing,
    exportToDownloads: (): Promise<void> => run({ kind: 'downloads' }, 'Downloads'),
    cancelExport(): void {
      if (shown) void queue.remove(shown)
    },
    saveFile(index: number): void {
      const { exporting } = workspace.getState()
      const file = exporting.phase === 'done' ? exporting.files[index] : undefined
      if (file) saveFile(file)
    },
    setQueueOpen: (queueOpen: boolean): void => workspace.setState({ queueOpen }),
    pauseExport: (id: string): void => queue.pause(id),
    continueExport: (id: string): Promise<void> => queue.goOn(id),
    removeExport: (id: string): Promise<void> => queue.remove(id),
    showExport(id: string): void {
      const item = itemOf(id)
      if (!item || !workspace.getState().opened) return
      shown = id
      workspace.setState({ queueOpen: false })
      show(id, item.state)
      if (item.state.phase === 'done') found(id, item.state)
    },
    setExportNews: news.setExportNews,
  }
  return { ...actions, restoreExports: (): Promise<void> => queue.restore() }
}

const isStillRunning = (now: ExportState, next: ExportState): boolean =>
  now.phase === 'running' && next.phase === 'running' && now.destination === next.destination

function shownAs(state: QueueState | null, destination: string): ExportState {
  switch (state?.phase) {
    case 'running':
    case 'paused':
      return { phase: 'running', destination }
    case 'done':
      return { ...state, destination }
    case 'failed':
      return { phase: 'failed', message: errorText(state.error) }
    default:
      return { phase: 'settings' }
  }
}
