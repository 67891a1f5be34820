import type { CheckSettings } from './checks.ts'
import type { Deliverable } from './deliverables/deliverable.ts'
import type { ExportSettings } from './exportSettings.ts'
import type { LayoutId, Speaker } from './layout.ts'
import type { Marker } from './markers.ts'
import type { MediaInfo } from './media.ts'
import type { DeliverySpec } from './specs/deliverySpec.ts'
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
/** Characters of an id, at most. */
export const ID_LIMIT = 1000

/**
 * How a fade gets from nothing to all (`fadeGain` has the formulas): `equalPower` a quarter sine, of which the squares of
 * in and out sum to 1; `equalGain` a raised cosine and `linear` a straight line, of which in and out sum to 1: they
 * differ in that the raised cosine has no corner at either end; `s` a logistic curve, steeper in the middle than the
 * raised cosine; `exponential` a straight line in decibels.
 */
export const FADE_CURVES = ['equalPower', 'equalGain', 's', 'linear', 'exponential'] as const
export type FadeCurve = (typeof FADE_CURVES)[number]

/** A fade at an edge of a clip, inside it. */
export type Fade = {
  /** At least 1. */
  readonly length: Samples
  readonly curve: FadeCurve
  /** What a cut has left of a longer fade: `length` samples of it, from its sample `from` on, of `of` in all. */
  readonly part?: { readonly from: Samples; readonly of: Samples }
}

/**
 * A piece of a file placed in time. `from` + `length` lies within the media. Clips of a track do not overlap, but where
 * they cross-fade: there the fade-out of the earlier and the fade-in of the later are just as long as the overlap.
 * `media` has one file, or the files of a split set: their channels, in this order, are the track's.
 *
 * The optional fields are left out where they say nothing, as in sessions that were saved before there were any.
 */
export type Clip = {
  readonly id: ClipId
  readonly media: readonly MediaId[]
  readonly start: SamplePosition
  readonly from: SamplePosition
  /** At least 1. */
  readonly length: Samples
  /** Within `CLIP_GAIN_RANGE_DB`, `null` for −∞; 0 dB when absent. */
  readonly gainDb?: FaderLevel
  readonly mute?: boolean
  /** A locked clip is not edited, nor moved, until it is unlocked. */
  readonly locked?: boolean
  /** Instead of the file's. */
  readonly name?: string
  /** Index of a palette, from 0; the stem's colour when absent. */
  readonly color?: number
  /** Both together are no longer than the clip. */
  readonly fadeIn?: Fade
  readonly fadeOut?: Fade
  /** Clips of one group are selected together. */
  readonly group?: string
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
  /** Hz, a multiple of 100. Fixed once there is a session: everything in it is counted in samples. */
  readonly sampleRate: number
  readonly layout: LayoutId
  readonly frameRate: FrameRate
  /** The timecode of sample 0, as a count of frames. */
  readonly startFrame: Frames
  readonly panLaw: PanLaw
  readonly media: Readonly<Record<MediaId, MediaInfo>>
  readonly tracks: readonly Track[]
  readonly stems: Readonly<Record<StemId, StemBus>>
  /** The matrix, in its order. Absent while nobody has changed what is ready-made: see `deliverablesOf`. */
  readonly deliverables?: readonly Deliverable[]
  /** Left out while there are none. */
  readonly markers?: readonly Marker[]
  /** Left out while it says nothing. */
  readonly checks?: CheckSettings
  /** Delivery specs of its own, beside the ready-made ones. Left out while there are none. */
  readonly specs?: readonly DeliverySpec[]
  /** Left out while they are the usual ones: see `exportSettingsOf`. */
  readonly exportSettings?: ExportSettings
}

/** The latest version of `Session` that this program reads. */
export const SESSION_VERSION = 1

export const TRIM_RANGE_DB = { min: -24, max: 24 } as const
export const FADER_RANGE_DB = { min: -100, max: 12 } as const
/** Below it a clip's gain is −∞. */
export const CLIP_GAIN_RANGE_DB = { min: -100, max: 24 } as const

/** What is chosen for a session before there is anything in it. */
export type NewSession = Pick<Session, 'title' | 'sampleRate' | 'frameRate' | 'startFrame'>

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

/** By clips, which never change: a session's length is asked for many times between two changes. */
const ends = new WeakMap<readonly Clip[], SamplePosition>()

export function trackEnd({ clips }: Track): SamplePosition {
  const known = ends.get(clips)
  if (known !== undefined) return known
  const end = samplePosition(
    clips.reduce((last, clip) => Math.max(last, advance(clip.start, clip.length)), 0),
  )
  ends.set(clips, end)
  return end
}

/** The length of the programme, and of every deliverable: to the end of the last clip of any track. */
export function sessionLength(session: Session): Samples {
  return session.tracks.reduce((longest, track) => Math.max(longest, trackEnd(track)), 0) as Samples
}

/** The first sample of a timecode frame of this session; frames before its start are at 0. */
export function positionOfFrame(session: Session, frame: Frames): SamplePosition {
  const rel = frames(Math.max(0, frame - session.startFrame))
  return frameToSample(rel, session.frameRate, session.sampleRate)
}
