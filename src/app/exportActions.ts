import { safeFileName } from '../domain/delivery.ts'
import { errorText } from '../domain/errors.ts'
import { withExportRange } from '../domain/exportRange.ts'
import { type ExportSettings, orderOf } from '../domain/exportSettings.ts'
import type { ExportDestination, ExportPort, FileLike } from '../domain/ports.ts'
import type { MediaId } from '../domain/session.ts'
import type { DocumentStore } from '../state/documentStore.ts'
import type { WorkspaceStore } from '../state/workspaceStore.ts'
import { pickFolder, pickSaveFile } from './pickers.ts'
import { handedOver, saveFile } from './saveFile.ts'

export type ExportContext = {
  readonly document: DocumentStore
  readonly workspace: WorkspaceStore
  readonly exporter: ExportPort
  readonly files: ReadonlyMap<MediaId, FileLike>
}

export function exportActions({ document, workspace, exporter, files }: ExportContext) {
  let running: AbortController | null = null

  async function run(destination: ExportDestination, where: string): Promise<void> {
    if (running) return
    const { exportRange, exportSettings, loop } = workspace.getState()
    const session = withExportRange(document.getState().session, exportRange, loop)
    if (!session) {
      const error = { code: 'export/range', deliverable: 'The export', detail: 'no loop is marked' } as const
      workspace.setState({ exporting: { phase: 'failed', message: errorText(error) } })
      return
    }
    const order = orderOf(session, exportSettings)
    const stop = new AbortController()
    running = stop
    workspace.setState({ exporting: { phase: 'running', progress: null, destination: where } })
    try {
      // An export begins by clearing up where the finished files of the one before are.
      await handedOver(stop.signal)
      if (stop.signal.aborted) {
        workspace.setState({ exporting: { phase: 'settings' } })
        return
      }
      const started = performance.now()
      const result = await exporter.bounce(
        session,
        files,
        order,
        destination,
        (progress) => workspace.setState({ exporting: { phase: 'running', progress, destination: where } }),
        stop.signal,
      )
      if (result.ok) {
        const seconds = (performance.now() - started) / 1000
        const { report, files } = result.value
        workspace.setState({
          exporting: { phase: 'done', report, files, destination: where, seconds },
          measured: { report, session },
        })
        for (const file of files) saveFile(file)
      } else if (result.error.code === 'cancelled') {
        workspace.setState({ exporting: { phase: 'settings' } })
      } else {
        workspace.setState({ exporting: { phase: 'failed', message: errorText(result.error) } })
      }
    } catch (cause) {
      const detail = cause instanceof Error ? cause.message : String(cause)
      const message = errorText({ code: 'export/write', file: order.name, detail })
      workspace.setState({ exporting: { phase: 'failed', message } })
    } finally {
      running = null
    }
  }

  return {
    openExport(): void {
      const { exporting, exportSettings } = workspace.getState()
      if (exporting.phase === 'running') return
      const name = exportSettings.name || safeFileName(document.getState().session.title)
      workspace.setState({ exporting: { phase: 'settings' }, exportSettings: { ...exportSettings, name } })
    },
    closeExport(): void {
      if (workspace.getState().exporting.phase !== 'running')
        workspace.setState({ exporting: { phase: 'closed' } })
    },
    setExportSettings(settings: Partial<ExportSettings>): void {
      workspace.setState(({ exportSettings }) => ({ exportSettings: { ...exportSettings, ...settings } }))
    },
    async exportToFolder(): Promise<void> {
      const handle = await pickFolder('dubstage-export', 'readwrite')
      if (handle) await run({ kind: 'folder', handle }, handle.name)
    },
    async exportToZip(): Promise<void> {
      const { exportSettings } = workspace.getState()
      const name = `${safeFileName(exportSettings.name || document.getState().session.title)}.zip`
      const picked = await pickSaveFile('dubstage-export', name)
      if (picked === 'closed') return
      await run({ kind: 'zip', handle: picked, name: picked?.name ?? name }, picked?.name ?? 'Downloads')
    },
    exportToDownloads: (): Promise<void> => run({ kind: 'downloads' }, 'Downloads'),
    cancelExport(): void {
      running?.abort()
    },
    saveFile(index: number): void {
      const { exporting } = workspace.getState()
      const file = exporting.phase === 'done' ? exporting.files[index] : undefined
      if (file) saveFile(file)
    },
  }
}
