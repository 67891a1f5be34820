import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CheckReport, GuideMedia } from '../domain/checks.ts'
import type { OverlapPolicy } from '../domain/clipCommands.ts'
import type { BounceProgress } from '../domain/delivery.ts'
import type { BounceReport } from '../domain/deliveryReport.ts'
import type { QueueItem } from '../domain/exportQueue.ts'
import type { ExportRange } from '../domain/exportRange.ts'
import { DEFAULT_LISTENING, type Listening } from '../domain/listening.ts'
import type { MarkerId } from '../domain/markers.ts'
import type { MediaInfo } from '../domain/media.ts'
import type { NudgeUnit } from '../domain/nudge.ts'
import type { Placement } from '../domain/placement.ts'
import type { PlaybackBuffer } from '../domain/playbackBuffer.ts'
import type { PlaySpeed } from '../domain/playSpeed.ts'
import type {
  FileLike,
  KeptImport,
  LoopOrNot,
  MediaState,
  Peaks,
  SessionSummary,
  StorageSpace,
} from '../domain/ports.ts'
import type { Clip, ClipId, MediaId, Session, Track, TrackId } from '../domain/session.ts'
import type { StemId } from '../domain/stems.ts'
import type { FrameRate } from '../domain/timecode.ts'
import type { TimeFormat } from '../domain/timeFormats.ts'
import { EVERY_LANE, type LaneView } from './laneView.ts'

/** Something the user has to know. Stays in the list until it is dismissed. */
export type Notice = {
  readonly id: string
  readonly severity: 'error' | 'warning' | 'info'
  readonly text: string
  /** What it has a button for: to download the session document, or to play through a long buffer from then on. */
  readonly offer?: 'document' | 'longBuffer' | undefined
}

/**
 * A file on its way in. `checking`: all of its samples are looked at, and drawn, before it may come in. `waveform`: its
 * track is there already, only the picture of it is not.
 */
export type ImportItem = {
  readonly id: string
  /** What the sound is in the session, or would be. */
  readonly media: MediaId
  readonly fileName: string
  readonly phase: 'waiting' | 'reading' | 'converting' | 'checking' | 'waveform'
  /** 0…1 of its phase. */
  readonly progress: number
}

/** All the files that were given since the last time there was nothing to do. */
export type ImportTotal = {
  readonly files: number
  readonly filesDone: number
  readonly bytes: number
  /** What getting them in takes, counted in bytes that are only read, and how much of it is done. */
  readonly work: number
  readonly workDone: number
  /** How much was done when, in the last seconds, oldest first; `at` as `performance.now()`. */
  readonly recent: readonly { readonly at: number; readonly workDone: number }[]
}

/** Copies into the browser's storage that are being made. */
export type Collecting = { readonly bytes: number; readonly bytesDone: number; readonly startedAt: number }

/** A package that is being made: its files are looked for, or asked about because some are not at hand, or written. */
export type Packing =
  | { readonly phase: 'looking' }
  | { readonly phase: 'asking'; readonly missing: readonly string[] }
  | ({ readonly phase: 'running'; readonly name: string } & Collecting)

export type ExportState =
  | { readonly phase: 'closed' }
  | { readonly phase: 'settings' }
  | { readonly phase: 'running'; readonly destination: string }
  | {
      readonly phase: 'done'
      readonly report: BounceReport
      /** Finished files to be saved from the page; empty when they went to a folder. */
      readonly files: readonly FileLike[]
      readonly checks: CheckReport | null
      readonly destination: string
      readonly seconds: number
    }
  | { readonly phase: 'failed'; readonly message: string }

/** Files of a folder that an export would replace, while the user is asked. */
export type Replacing = {
  readonly folder: string
  readonly names: readonly string[]
  /** Whether another folder can be chosen instead. */
  readonly canGoElsewhere: boolean
}

/** `elsewhere`: the user wants another folder. */
export type ReplaceAnswer = 'replace' | 'elsewhere' | 'cancel'

/** Whether the system tells of finished exports; `denied`: the browser was told not to let it. */
export type ExportNews = 'unsupported' | 'denied' | 'off' | 'on'

/** What the last finished export measured, and the session that it was made of. */
export type Measured = { readonly report: BounceReport; readonly session: Session }

/** An export that is on the screen, in any phase. */
export type OpenExport = Exclude<ExportState, { phase: 'closed' }>

/** What dragged edges and places hold on to. */
export const SNAP_TARGETS = ['frame', 'second', 'clips', 'markers', 'playhead'] as const
export type SnapTo = (typeof SNAP_TARGETS)[number]

/**
 * Clips that were copied, and where they were: with what a session needs to know of their files. `row`: rows of the timeline
 * below the first of them.
 */
export type Clipboard = {
  readonly clips: readonly { readonly track: TrackId; readonly row: number; readonly clip: Clip }[]
  readonly media: Readonly<Record<MediaId, MediaInfo>>
}

/** A rectangle in CSS pixels of the window. */
export type Marquee = {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** While it plays, the view stays (`off`), turns a page when the playhead leaves it, or glides under the playhead. */
export const FOLLOW_MODES = ['off', 'page', 'continuous'] as const
export type FollowMode = (typeof FOLLOW_MODES)[number]

/** Where something that is dragged would go: a line across lanes, in CSS pixels of the window. */
export type DropLine = { readonly left: number; readonly right: number; readonly y: number }
/** A question or a field that is on the screen, one at a time. */
export type Asking =
  | 'newSession'
  | 'session'
  | 'sessionSettings'
  | 'saveAs'
  | 'closeSession'
  | 'timecode'
  | 'timeDisplay'
  | 'palette'

/** What the sync of the mix is held against. It is the page's: another session has none. */
export type GuideState =
  | { readonly phase: 'none' }
  /** `done`: 0…1 of its conversion. */
  | { readonly phase: 'reading'; readonly name: string; readonly done: number }
  /** `file`: what is read, which may be a conformed copy. */
  | { readonly phase: 'ready'; readonly id: MediaId; readonly info: MediaInfo; readonly file: FileLike }
  | { readonly phase: 'failed'; readonly message: string }

/**
 * The last look at the mix. `session`: as it was then; waivers of later are found with `judgedAgain`. `guide`: what the mix was
 * held against. `of`: the export that it was part of, by its name.
 */
export type CheckingState =
  | { readonly phase: 'none' }
  /** From 0 to 1. */
  | { readonly phase: 'running'; readonly done: number }
  | {
      readonly phase: 'done'
      readonly report: CheckReport
      readonly session: Session
      readonly guide: GuideMedia | null
      readonly of?: string
    }
  | { readonly phase: 'failed'; readonly message: string }

/** How the session is looked at and listened to: none of it is in the session, none of it is undone. */
export type WorkspaceState = {
  /** Whether anything has been opened: until then the first screen shows. */
  readonly opened: boolean
  readonly listening: Listening
  readonly selected:
    | { readonly kind: 'track'; readonly id: TrackId }
    | { readonly kind: 'stem'; readonly id: StemId }
    | null
  /** What editing acts on; a clip that is gone may still be in it. */
  readonly selectedClips: ReadonlySet<ClipId>
  /** The one that was clicked or walked to last: Tab reaches it, and Shift selects from it. */
  readonly currentClip: ClipId | null
  readonly marquee: Marquee | null
  /** Tracks as they would be if what is being dragged were let go now; `null` while nothing is. */
  readonly preview: ReadonlyMap<TrackId, Track> | null
  readonly clipboard: Clipboard | null
  readonly overlap: OverlapPolicy
  readonly snapOn: boolean
  readonly snapTo: SnapTo
  /** One that is gone may still be in it. */
  readonly selectedMarkers: ReadonlySet<MarkerId>
  readonly markersOpen: boolean
  readonly exportRange: ExportRange
  readonly playing: boolean
  /** What it plays at; its own while it stands still. */
  readonly speed: PlaySpeed
  readonly loop: LoopOrNot
  readonly loopOn: boolean
  /** Horizontal view: first sample shown and samples per CSS pixel. `null`: the whole programme. */
  readonly view: { readonly start: number; readonly samplesPerPixel: number } | null
  readonly lanes: LaneView
  readonly follow: FollowMode
  /** The view was scrolled away by hand while it plays: the playhead is not followed until the next start. */
  readonly followHeld: boolean
  /** How much higher waveforms are drawn than they sound, for what is quiet: of `WAVE_ZOOMS_DB`. */
  readonly waveZoomDb: number
  readonly playbackBuffer: PlaybackBuffer
  readonly dropLine: DropLine | null
  readonly clipListOpen: boolean
  /** Width of the lanes in CSS pixels, which zooming about a point needs. 0 until they are drawn. */
  readonly lanesWidth: number
  /** Height of the messages in CSS pixels, which what they lie over leaves free. */
  readonly noticesHeight: number
  /** How places are shown and read. */
  readonly timeFormat: TimeFormat
  /** Rulers besides that of `timeFormat`. */
  readonly rulers: ReadonlySet<TimeFormat>
  /** By how much the nudge keys move. */
  readonly nudge: NudgeUnit
  readonly notices: readonly Notice[]
  readonly imports: readonly ImportItem[]
  readonly importTotal: ImportTotal | null
  /** Files that an earlier visit left when they were on their way into the session; none once that was answered. */
  readonly interruptedImports: readonly KeptImport[]
  /** Where the next files go, and the frame rate their timecode is counted at; `null`: the one they say. */
  readonly placement: Placement
  readonly timecodeRate: FrameRate | null
  readonly peaks: ReadonlyMap<MediaId, Peaks>
  /** How each file of the session is at hand; one that is not in it is still being looked for. */
  readonly mediaStates: ReadonlyMap<MediaId, MediaState>
  readonly collecting: Collecting | null
  readonly packing: Packing | null
  /** Finished files that wait until the browser takes them as downloads. */
  readonly handingOver: number
  /** `null` until the browser has told. */
  readonly storage: StorageSpace | null
  /** The name of the session in the browser's storage; `null` while there is nothing worth keeping. */
  readonly sessionId: string | null
  readonly saving: 'idle' | 'saving' | 'failed'
  /** Whose the session is to change: this page's, another's, or this page's again once the user says so. */
  readonly access: 'own' | 'elsewhere' | 'free'
  /** Sessions kept in this browser, newest first; `null` until they have been read. */
  readonly sessions: readonly SessionSummary[] | null
  readonly filesOpen: boolean
  readonly exporting: ExportState
  /** How far it is while it runs, several times a second: only what shows that is drawn anew. */
  readonly exportProgress: BounceProgress | null
  /** All exports that were ordered on this page, or that earlier ones left unfinished, in order. */
  readonly exports: readonly QueueItem[]
  readonly replacing: Replacing | null
  readonly queueOpen: boolean
  readonly exportNews: ExportNews
  readonly measured: Measured | null
  readonly checking: CheckingState
  readonly guide: GuideState
  readonly shortcutsOpen: boolean
  readonly historyOpen: boolean
  readonly asking: Asking | null
  /** Whether a newer build of the application waits for the page to begin anew. */
  readonly update: 'none' | 'ready'
  /** Why it could not be used when it was asked for, as a sentence. */
  readonly updateHeld: string | null
}

export type WorkspaceStore = StoreApi<WorkspaceState>

/** What is played again and again: nothing while the loop is off. */
export const activeLoop = ({ loop, loopOn }: Pick<WorkspaceState, 'loop' | 'loopOn'>): LoopOrNot =>
  loopOn ? loop : null

export function createWorkspaceStore(): WorkspaceStore {
  return createStore<WorkspaceState>()(() => ({
    opened: false,
    listening: DEFAULT_LISTENING,
    selected: null,
    selectedClips: new Set(),
    currentClip: null,
    marquee: null,
    preview: null,
    clipboard: null,
    overlap: 'trim',
    snapOn: true,
    snapTo: 'frame',
    selectedMarkers: new Set(),
    markersOpen: false,
    exportRange: { kind: 'film' },
    playing: false,
    speed: 1,
    loop: null,
    loopOn: false,
    view: null,
    lanes: EVERY_LANE,
    follow: 'page',
    followHeld: false,
    waveZoomDb: 0,
    playbackBuffer: 'short',
    dropLine: null,
    clipListOpen: false,
    lanesWidth: 0,
    noticesHeight: 0,
    timeFormat: 'timecode',
    rulers: new Set(),
    nudge: 'frame',
    notices: [],
    imports: [],
    importTotal: null,
    interruptedImports: [],
    placement: 'timecode',
    timecodeRate: null,
    peaks: new Map(),
    mediaStates: new Map(),
    collecting: null,
    packing: null,
    handingOver: 0,
    storage: null,
    sessionId: null,
    saving: 'idle',
    access: 'own',
    sessions: null,
    filesOpen: false,
    exporting: { phase: 'closed' },
    exportProgress: null,
    exports: [],
    replacing: null,
    queueOpen: false,
    exportNews: 'off',
    measured: null,
    checking: { phase: 'none' },
    guide: { phase: 'none' },
    shortcutsOpen: false,
    historyOpen: false,
    asking: null,
    update: 'none',
    updateHeld: null,
  }))
}
