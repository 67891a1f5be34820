import type { LayoutId, Speaker } from './layout.ts'
import type { MediaInfo } from './media.ts'
import { STEMS, type StemId } from './stems.ts'
import { FPS_24, type FrameRate, frameToSample, parseTimecode } from './timecode.ts'
import {
  advance,
  type Decibels,
  type FaderLevel,
  type Frames,
  frames,
  type SamplePosition,
  type Samples,
  samplePosition,
} from './units.ts'

export type MediaId = string & { readonly __media?: never }
export type TrackId = string & { readonly __track?: never }
export type ClipId = string & { readonly __clip?: never }

/**
 * A piece of a file placed in time. `from` + `length` lies within the media; clips of a track do not overlap. `media` has
 * one file, or the files of a split set: their channels, in this order, are the track's.
 */
export type Clip = {
  readonly id: ClipId
  readonly media: readonly MediaId[]
  readonly start: SamplePosition
  readonly from: SamplePosition
  readonly length: Samples
}

export type Track = {
  readonly id: TrackId
  readonly name: string
  readonly stem: StemId
  /** What each channel of its material is for, `null` for one that is not heard: every clip has as many channels. */
  readonly speakers: readonly (Speaker | null)[]
  readonly trimDb: Decibels
  readonly polarityInverted: boolean
  /** −1 hard left … 0 centre … +1 hard right. Mono: a pan by the session's law; stereo: a balance. */
  readonly pan: number
  readonly faderDb: FaderLevel
  readonly mute: boolean
  readonly clips: readonly Clip[]
}

/** The level a mono source has in each side at the centre, and the curve between: see `gain.ts`. */
export type PanLaw = '-3' | '-4.5' | '-6'

export type StemBus = { readonly faderDb: FaderLevel; readonly mute: boolean }

/** The session: one immutable JSON document. Only `applyCommand` makes a new one out of it. */
export type Session = {
  readonly version: 1
  readonly title: string
  readonly sampleRate: number
  readonly layout: LayoutId
  readonly frameRate: FrameRate
  /** The timecode of sample 0, as a count of frames. */
  readonly startFrame: Frames
  readonly panLaw: PanLaw
  readonly media: Readonly<Record<MediaId, MediaInfo>>
  readonly tracks: readonly Track[]
  readonly stems: Readonly<Record<StemId, StemBus>>
}

/** The latest version of `Session` that this program reads. */
export const SESSION_VERSION = 1

export const TRIM_RANGE_DB = { min: -24, max: 24 } as const
export const FADER_RANGE_DB = { min: -100, max: 12 } as const

/** What is chosen for a session before there is anything in it. */
export type NewSession = Pick<Session, 'title' | 'frameRate' | 'startFrame'>

export function emptySession(title = 'Untitled session'): Session {
  const unity: StemBus = { faderDb: 0 as Decibels, mute: false }
  return {
    version: 1,
    title,
    sampleRate: 48_000,
    layout: 'stereo',
    frameRate: FPS_24,
    startFrame: parseTimecode('01:00:00:00', FPS_24) ?? frames(0),
    panLaw: '-3',
    media: {},
    tracks: [],
    stems: Object.fromEntries(STEMS.map((stem) => [stem.id, unity])) as Record<StemId, StemBus>,
  }
}

/** Where a track's first clip begins; 0 for a track without clips. */
export function trackStart({ clips }: Track): SamplePosition {
  return samplePosition(clips.length === 0 ? 0 : Math.min(...clips.map(({ start }) => start)))
}

export function trackEnd(track: Track): SamplePosition {
  return samplePosition(Math.max(0, ...track.clips.map((clip) => advance(clip.start, clip.length))))
}

/** The length of the programme, and of every deliverable: to the end of the last clip of any track. */
export function sessionLength(session: Session): Samples {
  return Math.max(0, ...session.tracks.map(trackEnd)) as Samples
}

/** The first sample of a timecode frame of this session; frames before its start are at 0. */
export function positionOfFrame(session: Session, frame: Frames): SamplePosition {
  const rel = frames(Math.max(0, frame - session.startFrame))
  return frameToSample(rel, session.frameRate, session.sampleRate)
}
