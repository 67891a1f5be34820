import { createContext, useContext, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { ClipCommand, OverlapPolicy } from '../domain/clipCommands.ts'
import type { Command } from '../domain/commands.ts'
import type { ExportSettings } from '../domain/exportSettings.ts'
import type { TrackJoin } from '../domain/joinTracks.ts'
import type { MonitorSource } from '../domain/listening.ts'
import type { NudgeUnit } from '../domain/nudge.ts'
import type { Placement } from '../domain/placement.ts'
import type { PlaybackBuffer } from '../domain/playbackBuffer.ts'
import type { LoopOrNot, PickedFile, SampleSource, Telemetry } from '../domain/ports.ts'
import type { ClipId, MediaId, NewSession, TrackId } from '../domain/session.ts'
import type { StemId } from '../domain/stems.ts'
import type { FrameRate } from '../domain/timecode.ts'
import type { TimeFormat } from '../domain/timeFormats.ts'
import type { SamplePosition } from '../domain/units.ts'
import type { DocumentState, DocumentStore } from '../state/documentStore.ts'
import type { LaneSize } from '../state/laneView.ts'
import { type StillWorkspace, whileStill } from '../state/stillWorkspace.ts'
import type {
  Asking,
  DropLine,
  FollowMode,
  Marquee,
  ReplaceAnswer,
  SnapTo,
  WorkspaceState,
  WorkspaceStore,
} from '../state/workspaceStore.ts'
import type { CheckActions } from './checks/checkActions.ts'
import type { MarkerActions } from './markers/markerActions.ts'
import type { QueueActions } from './queue/queueActions.ts'

type TopicActions = CheckActions & MarkerActions & QueueActions

/** Everything a menu, a shortcut or a button can ask for. One object serves them all; `app/actions.ts` makes it. */
export type AppActions = TopicActions & {
  /** Does a session command; see `DocumentState.dispatch` for gestures. */
  do(command: Command, gesture?: string): void
  endGesture(gesture: string): void
  undo(): void
  redo(): void
  /** See `DocumentState.goToStep`. */
  goToStep(done: number): void
  setHistoryOpen(open: boolean): void

  /**
   * Adds files as tracks. Files that belong together become one. A session document among them is opened instead, and the
   * others are looked through for its files.
   */
  importFiles(files: readonly PickedFile[]): Promise<void>
  /** The browser's own picker, which gives lasting references; only where `canPickFiles`. */
  pickFiles(): Promise<void>
  /** Adds the files that an earlier visit left on their way in, as far as the browser has them; only within a click. */
  addInterruptedImports(): Promise<void>
  /** They are not wanted, and not asked about again. */
  dismissInterruptedImports(): void
  cancelImport(id: string): void
  cancelImports(): void
  setPlacement(placement: Placement): void
  /** The frame rate that files' timecode is counted at; `null`: the one they say, or the session's. */
  setTimecodeRate(rate: FrameRate | null): void
  /** Moves tracks as one step: each to the start, the playhead, or its own timecode. Says which could not go there. */
  placeTracks(tracks: readonly TrackId[], placement: Placement): void
  /**
   * Moves tracks by so many of a unit, earlier where negative, as one step; not at all when one would pass the start.
   * Whether they were moved.
   */
  nudge(tracks: readonly TrackId[], by: number, unit: NudgeUnit): boolean
  /** Puts a track's first clip at a sample of the session. */
  moveTo(track: TrackId, start: SamplePosition): void

  /** Makes one track of mono tracks, as one step. They must be such that `joinObstacle` finds nothing. */
  joinTracks(join: TrackJoin): void

  setFilesOpen(open: boolean): void
  /** Asks the browser to let the session's files be read again; only within a click or a key press. */
  allowFiles(): Promise<void>
  /** Draws the waveforms of those that are at hand and have none, nor are being drawn: shown, and cancelled, as imports. */
  drawWaveforms(media: readonly MediaId[]): Promise<void>
  /** Puts a file in the place of one that is missing, when it is the same. */
  relink(media: MediaId, file: PickedFile): Promise<void>
  /** With the browser's picker; only where `canPickFiles`. */
  pickRelink(media: MediaId): Promise<void>
  /** Looks for every missing file in a folder that the user picks; only where `canPickFolder`. */
  relinkFolder(): Promise<void>
  /** Looks for missing files among these: those of a dropped folder. */
  relinkAmong(files: readonly PickedFile[]): Promise<void>
  /** Copies the files that would be gone with the page, or also those on disk, into the browser's storage. */
  collect(which: 'unkept' | 'all'): Promise<void>
  cancelCollect(): void
  openSession(id: string): Promise<void>
  deleteSession(id: string): Promise<void>
  newSession(settings: NewSession): Promise<void>
  renameSession(id: string, title: string): Promise<void>
  /** Makes another session of one that is kept, under the title given. */
  duplicateSession(id: string, title: string): Promise<void>
  /** Goes on under another title; the session as it was before stays as it is. */
  saveAs(title: string): Promise<void>
  /** Changes the session here that another page had: as it was left there. */
  takeOver(): Promise<void>
  /** Downloads the session as a document, without the sound of its files. */
  saveDocument(): Promise<void>
  /** Puts the session and the files of its clips into one file: where the user picks, or as a download. */
  savePackage(): Promise<void>
  /** Goes on without the files that are not at hand, when asked. */
  packWithout(): Promise<void>
  cancelPackage(): Promise<void>
  openDemo(): Promise<void>
  /** Ends the session and goes back to the first screen. */
  closeSession(): void
  dismissNotice(id: string): void

  togglePlay(): Promise<void>
  stop(): Promise<void>
  /** Plays on or back, twice as fast with every further call in the same direction. */
  shuttle(direction: 1 | -1): Promise<void>
  seek(to: SamplePosition): Promise<void>
  /** To a place that was typed. Past the end of the programme it goes to the end, and says so. */
  goTo(to: SamplePosition): Promise<void>
  /** Moves by whole picture frames, negative backwards. */
  stepFrames(by: number): Promise<void>
  toStart(): Promise<void>
  toEnd(): Promise<void>
  setLoop(loop: LoopOrNot): void
  loopFromPlayhead(end: 'start' | 'end'): void
  toggleLoop(): void

  setMonitor(source: MonitorSource): void
  setMonitorLevel(db: number): void
  toggleDim(): void
  toggleSoloTrack(track: TrackId): void
  toggleSoloStem(stem: StemId): void
  clearSolo(): void
  resetMeters(): void

  /** Selects a track or stem. Clips of other tracks are then no longer selected. */
  select(selected: WorkspaceState['selected']): void
  /** Selects these clips and no others, and the track of the one that the keyboard is to be at. */
  selectClips(clips: Iterable<ClipId>, current: ClipId | null): void
  /** All clips of the selected track; of every track when none is. */
  selectAllClips(): void
  setMarquee(marquee: Marquee | null): void
  /** Shows what an edit would lead to, without doing it; `null` shows the session as it is. False when it is refused. */
  previewEdit(command: ClipCommand | null): boolean
  /** Does an edit of clips, or says why it cannot be done. */
  edit(command: ClipCommand): boolean
  /** Cuts the selected clips that play there, or those of the selected track; at both ends of the loop for `loop`. */
  splitClips(at: 'playhead' | 'loop'): void
  duplicateClips(): void
  copyClips(): void
  cutClips(): void
  /** At the playhead: on the tracks they came from, or from the selected track on down. */
  pasteClips(): void
  removeClips(ripple: boolean): void
  nudgeClips(by: number, unit: NudgeUnit): void
  /** To the track so many rows further down, or up where negative. */
  moveClipsToRow(by: number): void
  /** Makes one clip of those selected that follow one another in time and in their file. */
  joinClips(): void
  /** As long as the loop, from its start, on the tracks of the selected clips or on the selected track. */
  insertSilence(): void
  /** Shows the selected clips as large as they fit. */
  zoomToClips(): void
  trimClips(edge: 'start' | 'end'): void
  fadeClips(which: 'in' | 'out'): void
  toggleClipMute(): void
  toggleClipLock(): void
  toggleClipGroup(): void
  setOverlap(overlap: OverlapPolicy): void
  toggleSnap(): void
  setSnapTo(to: SnapTo): void
  setView(view: WorkspaceState['view']): void
  /** As `setView`, by hand: the playhead is not followed any more until the next start. */
  scrollTo(view: WorkspaceState['view']): void
  /** By so many widths of what is in view, back where negative. */
  scrollPage(by: number): void
  setLanesWidth(width: number): void
  /** So close that every sample can be told, about the playhead or the middle as `zoom`. */
  zoomToSamples(): void
  stepWaveZoom(by: 1 | -1): void
  setFollow(follow: FollowMode): void
  setPlaybackBuffer(buffer: PlaybackBuffer): void
  nextFollow(): void
  holdFollowing(held: boolean): void
  /** `null`: as high as there is room. */
  setLaneHeights(tracks: readonly TrackId[], height: number | null): void
  /** Makes the lane of the selected track, now `drawn` pixels high, a step higher or lower. */
  stepLaneHeight(by: number, drawn: number): void
  /** Of the selected track, or of all. */
  setLaneSize(size: LaneSize, all: boolean): void
  nextLaneSize(all: boolean): void
  /** Takes the lane away, not the sound. */
  hideTrack(track: TrackId): void
  showTrack(track: TrackId): void
  showAllTracks(): void
  foldStem(stem: StemId, folded: boolean): void
  /** A row further down, or up where negative; over the edge of its stem into the next. */
  moveTrack(track: TrackId, by: 1 | -1): void
  setDropLine(line: DropLine | null): void
  setClipListOpen(open: boolean): void
  /** Each of the selected clips so many dB louder, or softer where negative. */
  changeClipGain(by: number): void
  /** To 0 dB. */
  resetClipGain(): void
  /** How places are shown, and typed: all over the screen. */
  setTimeFormat(format: TimeFormat): void
  showRuler(format: TimeFormat, shown: boolean): void
  setNudge(unit: NudgeUnit): void
  /** Zooms in by steps (negative: out) about the playhead when it is in sight, else about the middle. */
  zoom(steps: number): void

  openExport(): void
  /** Leaves the screen; an export that runs goes on in the queue. */
  closeExport(): void
  /** Changes the session's; see `do` for gestures. */
  setExportSettings(settings: Partial<ExportSettings>, gesture?: string): void
  /** Asks for a folder (where the browser has the picker) and renders there. */
  exportToFolder(): Promise<void>
  exportToDownloads(): Promise<void>
  /** As one ZIP file: asks where to (where the browser has the picker), or downloads it. */
  exportToZip(): Promise<void>
  /** What becomes of an export that would replace files; `elsewhere` asks for another folder, so only within a click. */
  answerReplacing(answer: ReplaceAnswer): void
  /** Ends the one that is on the screen. */
  cancelExport(): void
  /** Saves one finished file, or the report, again. */
  saveFile(index: number): void
  setShortcutsOpen(open: boolean): void
  /** Puts a question or a field on the screen, in the place of what was asked before; `null`: none. */
  ask(asking: Asking | null): void
  /** Begins anew with the newer build that waits, unless work would be lost: then it says what of. */
  applyUpdate(): Promise<void>
  /** Hands text to the browser's downloads as a file. */
  saveText(name: string, text: string): void
}

export type App = {
  readonly document: DocumentStore
  readonly workspace: WorkspaceStore
  readonly actions: AppActions
  readonly telemetry: Telemetry
  readonly samples: SampleSource
  readonly canPickFolder: boolean
  /** Whether the browser's picker gives references that last. */
  readonly canPickFiles: boolean
  readonly version: string
}

export const AppContext = createContext<App | null>(null)

export function useApp(): App {
  const app = useContext(AppContext)
  if (!app) throw new Error('AppContext is missing')
  return app
}

export const useDocument = <T>(select: (state: DocumentState) => T): T => useStore(useApp().document, select)
/** All but the view: that is followed by `useLiveView`. */
export function useWorkspace<T>(select: (state: StillWorkspace) => T): T {
  const { workspace } = useApp()
  return useSyncExternalStore(whileStill(workspace), () => select(workspace.getState()))
}
