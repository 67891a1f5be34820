import { createStore, type StoreApi } from 'zustand/vanilla'
import type { BounceProgress, BounceReport, DeliveryFormat } from '../domain/delivery.ts'
import { DEFAULT_LISTENING, type Listening } from '../domain/listening.ts'
import type { FileLike, LoopOrNot, Peaks } from '../domain/ports.ts'
import type { MediaId, TrackId } from '../domain/session.ts'
import type { StemId } from '../domain/stems.ts'

/** Something the user has to know. Stays in the list until it is dismissed. */
export type Notice = {
  readonly id: string
  readonly severity: 'error' | 'warning' | 'info'
  readonly text: string
}

/** A file on its way in. */
export type ImportItem = {
  readonly id: string
  readonly fileName: string
  readonly progress: number
}

export type ExportState =
  | { readonly phase: 'closed' }
  | { readonly phase: 'settings' }
  | { readonly phase: 'running'; readonly progress: BounceProgress | null; readonly destination: string }
  | {
      readonly phase: 'done'
      readonly report: BounceReport
      /** Finished files to be saved from the page; empty when they went to a folder. */
      readonly files: readonly FileLike[]
      readonly destination: string
      readonly seconds: number
    }
  | { readonly phase: 'failed'; readonly message: string }

/** An export that is on the screen, in any phase. */
export type OpenExport = Exclude<ExportState, { phase: 'closed' }>

/** How the session is looked at and listened to: none of it is in the session, none of it is undone. */
export type WorkspaceState = {
  /** Whether anything has been opened: until then the first screen shows. */
  readonly opened: boolean
  readonly listening: Listening
  readonly selected:
    | { readonly kind: 'track'; readonly id: TrackId }
    | { readonly kind: 'stem'; readonly id: StemId }
    | null
  readonly playing: boolean
  readonly loop: LoopOrNot
  readonly loopOn: boolean
  /** Horizontal view: first sample shown and samples per CSS pixel. `null`: the whole programme. */
  readonly view: { readonly start: number; readonly samplesPerPixel: number } | null
  /** Width of the lanes in CSS pixels, which zooming about a point needs. 0 until they are drawn. */
  readonly lanesWidth: number
  readonly notices: readonly Notice[]
  readonly imports: readonly ImportItem[]
  readonly peaks: ReadonlyMap<MediaId, Peaks>
  readonly exporting: ExportState
  readonly exportSettings: { readonly name: string; readonly format: DeliveryFormat }
  readonly shortcutsOpen: boolean
}

export type WorkspaceStore = StoreApi<WorkspaceState>

export function createWorkspaceStore(): WorkspaceStore {
  return createStore<WorkspaceState>()(() => ({
    opened: false,
    listening: DEFAULT_LISTENING,
    selected: null,
    playing: false,
    loop: null,
    loopOn: false,
    view: null,
    lanesWidth: 0,
    notices: [],
    imports: [],
    peaks: new Map(),
    exporting: { phase: 'closed' },
    exportSettings: { name: '', format: 'wav24' },
    shortcutsOpen: false,
  }))
}
