import type { Result } from '../lib/result.ts'
import type { DeliverableId } from './deliverables/deliverable.ts'
import type { AppError } from './errors.ts'
import type { History, JournalEntry } from './history.ts'
import type { Listening } from './listening.ts'
import type { ConformSource, MediaInfo, ProbedMedia } from './media.ts'
import type { PlaybackBuffer } from './playbackBuffer.ts'
import type { PlaySpeed } from './playSpeed.ts'
import type { MediaId, Session, TrackId } from './session.ts'
import type { StemId } from './stems.ts'
import type { SamplePosition, Samples } from './units.ts'

/** A meter belongs to a stem, a deliverable, or a track (peaks only). */
export type BusId = `stem:${StemId}` | `deliverable:${DeliverableId}` | `track:${TrackId}`

export type LoopRange = { readonly start: SamplePosition; readonly end: SamplePosition }

/** One bus's figures now. Levels in dB; −Infinity for silence, and for a loudness not yet defined. */
export type BusMeter = {
  readonly channels: number
  /** Per channel, since the last read, or of the last half second where that is longer ago. dBFS. */
  readonly samplePeakDb: readonly number[]
  /** Per channel, as the sample peak is, which it is on tracks. dBTP. */
  readonly truePeakDb: readonly number[]
  /** Of any channel since the measurement was last started: nothing between two reads is missed. dBFS. */
  readonly maxSamplePeakDb: number
  /** As `maxSamplePeakDb`; on tracks the sample peak. dBTP. */
  readonly maxTruePeakDb: number
  readonly momentaryLufs: number
  readonly shortTermLufs: number
  readonly integratedLufs: number
  readonly loudnessRangeLu: number
}

/** Live figures, read once a picture frame by whoever draws them. They do not pass through a store. */
export type Telemetry = {
  /** Where the sound being heard now is on the timeline, device latency taken off. */
  position(): SamplePosition
  playing(): boolean
  /** `undefined` while no engine runs or the bus is not metered. */
  meter(bus: BusId): BusMeter | undefined
  underruns(): Underruns
}

/** Dropouts since the page was opened, by what was late: the reading of files, or the way to the sound device. */
export type Underruns = { readonly disk: number; readonly device: number }

/** A file as the project reads it: by range, never whole. */
export type ByteSource = {
  readonly name: string
  readonly size: number
  /** As `FileLike.lastModified`. */
  readonly modified?: number
  /**
   * Exactly `length` bytes from `offset`; fails when the file is gone, changed or shorter than that. `into`, at least as
   * long, may be used for them: fresh memory for every read costs more than the read.
   */
  read(offset: number, length: number, into?: Uint8Array): Promise<Result<Uint8Array, AppError>>
}

/** What the domain knows of a browser's `File`: enough to read it by range. `File` satisfies it. */
export type FileLike = {
  readonly name: string
  readonly size: number
  /** Milliseconds since 1970 UTC, where it is known. */
  readonly lastModified?: number
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> }
}

/** What the domain knows of an `AbortSignal`, which satisfies it. */
export type CancelSignal = {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
}

export type LoopOrNot = LoopRange | null

/** What the editor asks of the live engine. */
export type EnginePort = {
  readonly telemetry: Telemetry
  /** Takes a new state of the mix. Levels ramp at once; a change of structure re-plans between two blocks. */
  update(session: Session): void
  listen(listening: Listening): void
  /** At another speed than its own the programme plays as tape does, for listening only; it does not loop then. */
  play(from: SamplePosition, loop: LoopOrNot, speed?: PlaySpeed): Promise<Result<void, AppError>>
  /** Stops and stays: the position stays where the sound ended. */
  stop(): Promise<void>
  /** Moves the position, playing on from there when it plays. */
  seek(to: SamplePosition): Promise<void>
  setLoop(loop: LoopOrNot): Promise<void>
  /** Starts the integrated, range and maximum figures again. */
  resetMeters(): void
  /** While it plays it starts again at the same place: a gap. */
  setPlaybackBuffer(buffer: PlaybackBuffer): Promise<void>
  /** Reports what went wrong while playing (a file that vanished), how it was when it ends, and that play reached the end. */
  onEvent(listener: (event: EngineEvent) => void): () => void
}

export type EngineEvent =
  | { readonly type: 'error'; readonly error: AppError }
  | { readonly type: 'ended' }
  /** So often the sound broke off on its way to the device in what has been played, more than never. */
  | { readonly type: 'brokeOff'; readonly times: number }

/** Min and max of the waveform: one level per zoom step, each `samplesPerPeak` wide, channels merged. */
export type PeakLevel = {
  readonly samplesPerPeak: number
  /** min, max, min, max … in 1/127ths of full scale, clipped to ±127. */
  readonly values: Int8Array
}
export type Peaks = { readonly levels: readonly PeakLevel[] }

/** A stretch of a file's samples, for its picture: a list for each channel, full scale 1. */
export type SampleBlock = { readonly channels: readonly Float32Array[] }

/** The very samples of the session's files, of which a picture shows a few at a time. */
export type SampleSource = {
  /** Samples of a block. */
  readonly blockLength: number
  /**
   * The samples of a file from `block` × `blockLength` on; the last block ends with the file. `undefined` while they are
   * read, which this begins, and where they cannot be.
   */
  block(media: MediaId, block: number): SampleBlock | undefined
  /** Calls back when blocks have come; returns how to end that. */
  subscribe(listener: () => void): () => void
  /** Another number whenever blocks have come. */
  version(): number
}

/** What the editor asks of the importer. */
export type ImportPort = {
  /** Reads a file's headers: what it is and what has to be done with it, or why it cannot be used. */
  probe(file: FileLike, sampleRate: number): Promise<Result<ProbedMedia, AppError>>
  /**
   * Decodes a file once, front to back, and converts it to `sampleRate`: into origin-private storage, under its
   * fingerprint and the rate, or finds it there. Nothing is left there when it fails or is cancelled.
   */
  conform(
    file: FileLike,
    source: ConformSource,
    sampleRate: number,
    onProgress: (done: number) => void,
    signal: CancelSignal,
  ): Promise<Result<ConformedMedia, AppError>>
  /** The conformed copy that an earlier import left in storage; `null` when the browser cleared it away. */
  conformed(info: MediaInfo): Promise<FileLike | null>
  /**
   * Reads a probed or conformed file to its end for its waveform, or finds the one that was kept; `onProgress` from 0 to
   * 1, with the peaks known so far. Fails when a float file holds a NaN or an infinity: such a file must not be added
   * before this has passed it.
   */
  peaks(
    file: FileLike,
    info: MediaInfo,
    onProgress: (done: number, peaks: Peaks | null) => void,
    signal: CancelSignal,
  ): Promise<Result<Peaks, AppError>>
  /** The samples of a probed or conformed file from `from` on, `length` of them: no more than a second or so. */
  samples(
    file: FileLike,
    info: MediaInfo,
    from: number,
    length: number,
  ): Promise<Result<SampleBlock, AppError>>
  /** Removes conformed copies and waveforms of files that no session has any more. */
  sweep(keep: readonly MediaInfo[]): Promise<void>
}

/** A conformed file as the session has it, and the copy that is mixed. */
export type ConformedMedia = { readonly info: MediaInfo; readonly file: FileLike }

/** A lasting reference to a file on disk. `FileSystemFileHandle` satisfies it; the editor only passes it on. */
export type FileReference = { readonly kind: 'file'; readonly name: string; getFile(): Promise<FileLike> }
/** A stretch of a file that is a file of its own, in bytes. */
export type FilePart = { readonly offset: number; readonly length: number }
export type FolderReference = {
  readonly kind: 'directory'
  readonly name: string
  isSameEntry(other: FolderReference): Promise<boolean>
}
/** What lies in a folder under a name that is wanted. `isSource`: it is a file of the session. */
export type Occupant = {
  readonly name: string
  readonly kind: 'file' | 'folder'
  /** Of a file; 0 of a folder. */
  readonly bytes: number
  readonly isSource: boolean
}

/** A file as the user gave it, with a reference where the browser has them. */
export type PickedFile = {
  readonly file: FileLike
  readonly reference: FileReference | null
  /**
   * Of a file that was found in a dropped folder: the same for all that were found in one folder of a drop, and for no
   * others. It ends in the folder's name, after a slash. It only says which files lie together, and is no path to anything.
   */
  readonly folder?: string
  /** Of a file of several audio tracks, by their numbers from 1, those that are wanted: all, where it does not say. */
  readonly audioTracks?: readonly number[]
}

/**
 * How a file of the session is at hand. `reference`: on disk, where it was found. `copy`: in origin-private storage.
 * `page`: given without a reference, so that it is gone with the page.
 */
export type MediaState =
  | {
      readonly kind: 'ready'
      readonly kept: 'reference' | 'copy' | 'page'
      /**
       * Of a conformed file, which is mixed from a copy: where the file itself is. `refused`: on disk, and the browser
       * wants the user's leave before it reads it again. `none`: not at hand.
       */
      readonly original?: 'reference' | 'copy' | 'page' | 'refused' | 'none'
    }
  /** The browser wants the user's leave before it reads it again. */
  | { readonly kind: 'permission' }
  | { readonly kind: 'missing'; readonly why: 'moved' | 'changed' | 'notKept' | 'notConverted' }

export type StorageSpace = { readonly usedBytes: number; readonly freeBytes: number }

/** Files that are looked for in a folder: those of any of the names, and those of any of the sizes. */
export type FolderSearch = {
  /** Text only; never followed as paths. */
  readonly names: ReadonlySet<string>
  /** In bytes. */
  readonly sizes: ReadonlySet<number>
}

/** Where the files of sessions are kept between visits. */
export type LibraryPort = {
  /** Keeps the reference of a file that a session uses, or of a package that it is a `part` of. */
  remember(media: MediaId, reference: FileReference, part?: FilePart): Promise<Result<void, AppError>>
  /** The files of a session as far as they are there unchanged and may be read without asking. */
  locate(
    media: Readonly<Record<MediaId, MediaInfo>>,
  ): Promise<ReadonlyMap<MediaId, { readonly state: MediaState; readonly file: FileLike | null }>>
  /** Asks the user to let the files be read again: within a click. The references that may be read afterwards. */
  requestAccess(media: readonly MediaId[]): Promise<ReadonlySet<MediaId>>
  /** Every file in a folder and in those within it that is looked for. */
  filesIn(
    folder: FolderReference,
    wanted: FolderSearch,
    signal: CancelSignal,
  ): Promise<Result<readonly PickedFile[], AppError>>
  /**
   * What has one of these names in a folder, as `fileNameKey` has them, and whether it is a file of these media: the same
   * entry where there is a reference, else one of the same name and size. Nothing is there when the folder is gone.
   */
  occupants(
    folder: FolderReference,
    names: readonly string[],
    media: Readonly<Record<MediaId, MediaInfo>>,
  ): Promise<Result<readonly Occupant[], AppError>>
  /** Copies a file into origin-private storage. Nothing is left there when it fails or is cancelled. */
  collect(
    media: MediaId,
    info: MediaInfo,
    file: FileLike,
    onProgress: (bytesDone: number) => void,
    signal: CancelSignal,
  ): Promise<Result<FileLike, AppError>>
  space(): Promise<StorageSpace>
  /** Forgets references and removes copies that no session has any more. */
  sweep(keep: ReadonlyMap<MediaId, MediaInfo>): Promise<void>
}

export type SessionSummary = {
  readonly id: string
  readonly title: string
  /** Milliseconds since 1970, by this machine's clock. */
  readonly savedAt: number
  readonly tracks: number
  readonly length: Samples
  readonly sampleRate: number
}

/** A file on its way into a session, as it is kept until it is in or never will be. `id`: that of its media then. */
export type KeptImport = Omit<PickedFile, 'file'> & {
  readonly id: MediaId
  readonly fileName: string
  readonly size: number
  /** Of a file that was found to have several audio tracks: those on their way, each to a media of its own. */
  readonly tracks?: readonly KeptTrack[]
}
export type KeptTrack = { readonly id: MediaId; readonly number: number }

/** Where files on their way into sessions are kept, for the visit after one that ends too soon. */
export type KeptImportsPort = {
  put(session: string, files: readonly KeptImport[]): Promise<Result<void, AppError>>
  remove(session: string, ids: readonly MediaId[]): Promise<Result<void, AppError>>
  of(session: string): Promise<Result<readonly KeptImport[], AppError>>
  /**
   * Asks the user to let files be read again: within a click. Of those that have a reference the file, or why there is
   * none: `media/refused`, `file/unreadable`.
   */
  open(files: readonly KeptImport[]): Promise<ReadonlyMap<MediaId, Result<FileLike, AppError>>>
}

/** What a journal holds of a session: entries are counted from 0, and a snapshot is the session before its entry. */
export type JournalState = {
  /** The number of the next entry. */
  readonly next: number
  /** The number of the first entry that is kept, and of the snapshot that it follows. `null`: there is no journal yet. */
  readonly base: number | null
  /** Snapshots after the base, oldest first. */
  readonly snapshots: readonly number[]
  /** From the base on. */
  readonly entries: readonly JournalEntry[]
}

/** A session as it was left, with what can be undone and redone. */
export type KeptSession = {
  readonly history: History
  readonly journal: JournalState
  /** Entries after these that are damaged or follow one that is: the next that is written takes their place. */
  readonly lost: number
}

/** Entries to be written, and the session after them, which the list of sessions tells of. */
export type JournalWrite = {
  readonly from: number
  readonly entries: readonly JournalEntry[]
  readonly session: Session
  /** The session before the first entry, to begin the journal with; all that was there before goes. */
  readonly base?: Session
}

/** Sessions kept in this browser: each as a journal of what was done since a snapshot of it. */
export type ShelfPort = {
  list(): Promise<Result<readonly SessionSummary[], AppError>>
  /**
   * `shelf/newer` for a session of a later version and `session/invalid` for what is no session; both are left as they
   * are. A journal that ends in something damaged opens with everything before it.
   */
  open(id: string): Promise<Result<KeptSession, AppError>>
  /** The session without its history; as `open` otherwise. */
  load(id: string): Promise<Result<Session, AppError>>
  /** Keeps a session as it is, without a history: a new one, or in the place of what was there. */
  save(id: string, session: Session): Promise<Result<void, AppError>>
  /**
   * Written when it resolves, all or nothing. Whatever the journal has from `from` on is replaced. `shelf/missing` when
   * there is no journal any more, because it was removed or the browser's storage was cleared.
   */
  append(id: string, write: JournalWrite): Promise<Result<void, AppError>>
  /** Adds a snapshot of the session before entry `at`, in small pieces. */
  snapshot(id: string, at: number, session: Session): Promise<Result<void, AppError>>
  /** Removes what comes before entry `before`, which has a snapshot. */
  forget(id: string, before: number): Promise<Result<void, AppError>>
  remove(id: string): Promise<Result<void, AppError>>
  /** The media of every session kept. */
  media(): Promise<Result<ReadonlyMap<MediaId, MediaInfo>, AppError>>
}

/** Which session this page may change: one page at a time has it, and gives it up however it ends. */
export type ClaimPort = {
  /** Whether this page has the session now; any other is given up. `false`: another page has it. */
  take(id: string): Promise<boolean>
  /** Waits until no other page has it, and has it then. `false` when another was taken, or all given up, before. */
  takeWhenFree(id: string): Promise<boolean>
  giveUp(): Promise<void>
  /** Does work on a session that is open nowhere. `false`, and nothing done, when it is. */
  whileUnused(id: string, work: () => Promise<void>): Promise<boolean>
}

/** A session to be put into one file with its media, of which those `leftOut` are not to be in it. */
export type PackageOrder = {
  readonly session: Session
  /** What is mixed: of conformed files the copies, as far as there are any. */
  readonly files: ReadonlyMap<MediaId, FileLike>
  /** Of conformed files, what the copies were made of, as far as that is at hand. */
  readonly originals: ReadonlyMap<MediaId, FileLike>
  readonly leftOut: ReadonlySet<MediaId>
  /** What the package is called. */
  readonly name: string
  /** `file`: one that the user picked. `download`: kept in origin-private storage and handed over. */
  readonly destination:
    | { readonly kind: 'download' }
    | { readonly kind: 'file'; readonly handle: FileReference }
}

/** What the editor asks of whoever writes packages. */
export type PackagePort = {
  /**
   * Writes a package. The file to be saved for a download, else `null`. Nothing is left at the destination when it fails
   * or is cancelled; a file that was picked is then what the picker left of it.
   */
  pack(
    order: PackageOrder,
    onProgress: (bytesDone: number) => void,
    signal: CancelSignal,
  ): Promise<Result<FileLike | null, AppError>>
  /** Removes packages that closed pages left in origin-private storage. */
  sweep(): Promise<void>
}
