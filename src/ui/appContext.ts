import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { Command } from '../domain/commands.ts'
import type { DeliveryFormat } from '../domain/delivery.ts'
import type { MonitorSource } from '../domain/listening.ts'
import type { LoopOrNot, Telemetry } from '../domain/ports.ts'
import type { TrackId } from '../domain/session.ts'
import type { StemId } from '../domain/stems.ts'
import type { SamplePosition } from '../domain/units.ts'
import type { DocumentState, DocumentStore } from '../state/documentStore.ts'
import type { WorkspaceState, WorkspaceStore } from '../state/workspaceStore.ts'

/** Everything a menu, a shortcut or a button can ask for. One object serves them all; `app/actions.ts` makes it. */
export type AppActions = {
  /** Does a session command; see `DocumentState.dispatch` for gestures. */
  do(command: Command, gesture?: string): void
  endGesture(): void
  undo(): void
  redo(): void

  importFiles(files: readonly File[]): Promise<void>
  cancelImport(id: string): void
  openDemo(): Promise<void>
  /** Ends the session and goes back to the first screen. */
  closeSession(): void
  dismissNotice(id: string): void

  togglePlay(): Promise<void>
  stop(): Promise<void>
  seek(to: SamplePosition): Promise<void>
  /** Moves by whole picture frames, negative backwards. */
  stepFrames(by: number): Promise<void>
  toStart(): Promise<void>
  toEnd(): Promise<void>
  setLoop(loop: LoopOrNot): void
  toggleLoop(): void

  setMonitor(source: MonitorSource): void
  setMonitorLevel(db: number): void
  toggleDim(): void
  toggleSoloTrack(track: TrackId): void
  toggleSoloStem(stem: StemId): void
  clearSolo(): void
  resetMeters(): void

  select(selected: WorkspaceState['selected']): void
  setView(view: WorkspaceState['view']): void
  setLanesWidth(width: number): void
  /** Zooms in by steps (negative: out) about the playhead when it is in sight, else about the middle. */
  zoom(steps: number): void

  openExport(): void
  closeExport(): void
  setExportSettings(settings: { name?: string; format?: DeliveryFormat }): void
  /** Asks for a folder (where the browser has the picker) and renders there. */
  exportToFolder(): Promise<void>
  exportToDownloads(): Promise<void>
  cancelExport(): void
  /** Saves one finished file, or the report, again. */
  saveFile(index: number): void
  setShortcutsOpen(open: boolean): void
}

export type App = {
  readonly document: DocumentStore
  readonly workspace: WorkspaceStore
  readonly actions: AppActions
  readonly telemetry: Telemetry
  readonly canPickFolder: boolean
  readonly version: string
}

export const AppContext = createContext<App | null>(null)

export function useApp(): App {
  const app = useContext(AppContext)
  if (!app) throw new Error('AppContext is missing')
  return app
}

export const useDocument = <T>(select: (state: DocumentState) => T): T => useStore(useApp().document, select)
export const useWorkspace = <T>(select: (state: WorkspaceState) => T): T =>
  useStore(useApp().workspace, select)
