import { unreachable } from '../lib/result.ts'
import { applyClipCommand } from './applyClipCommand.ts'
import { applyCheckCommand, type CheckCommand, checkCommandLabel, isCheckCommand } from './checkCommands.ts'
import { type ClipCommand, isClipCommand } from './clipCommands.ts'
import { clipCommandLabel } from './clipLabels.ts'
import { withoutMedia } from './clipSettling.ts'
import {
  applyDeliverableCommand,
  type DeliverableCommand,
  deliverableCommandLabel,
  isDeliverableCommand,
} from './deliverableCommands.ts'
import {
  applyExportCommand,
  type ExportCommand,
  exportCommandLabel,
  isExportCommand,
} from './exportCommands.ts'
import { joinTracks, type TrackJoin } from './joinTracks.ts'
import type { Speaker } from './layout.ts'
import {
  applyMarkerCommand,
  isMarkerCommand,
  type MarkerCommand,
  markerCommandLabel,
} from './markerCommands.ts'
import type { MediaInfo } from './media.ts'
import { moveTracks } from './moveTracks.ts'
import { reorderTrack } from './reorderTrack.ts'
import {
  type Clip,
  type ClipId,
  FADER_RANGE_DB,
  type MediaId,
  type PanLaw,
  type Session,
  type StemBus,
  TRIM_RANGE_DB,
  type Track,
  type TrackId,
} from './session.ts'
import { soundName } from './soundName.ts'
import { type StemId, stemSpec } from './stems.ts'
import type { FrameRate } from './timecode.ts'
import {
  decibels,
  type FaderLevel,
  type Frames,
  type SamplePosition,
  samplePosition,
  samples,
} from './units.ts'

/** Every change to a session, by name. All that a person can do to a mix is one of these. */
export type Command =
  | CheckCommand
  | ClipCommand
  | DeliverableCommand
  | ExportCommand
  | MarkerCommand
  | MixCommand

/** All but what is done to clips, to markers, to the matrix and to the checks. */
export type MixCommand =
  | { readonly type: 'session/rename'; readonly title: string }
  | { readonly type: 'session/setPanLaw'; readonly law: PanLaw }
  | { readonly type: 'session/setTimebase'; readonly frameRate: FrameRate; readonly startFrame: Frames }
  | {
      readonly type: 'tracks/add'
      readonly media: Readonly<Record<MediaId, MediaInfo>>
      readonly tracks: readonly Track[]
    }
  | { readonly type: 'track/remove'; readonly track: TrackId }
  /** Every clip of each of these tracks, so many samples later, or earlier where negative. */
  | { readonly type: 'tracks/move'; readonly moves: Readonly<Record<TrackId, number>> }
  | {
      readonly type: 'track/setSpeakers'
      readonly track: TrackId
      /** As many as the track has. */
      readonly speakers: readonly (Speaker | null)[]
    }
  /** Mono tracks as one. */
  | ({ readonly type: 'tracks/join' } & TrackJoin)
  /** Other files in the place of missing ones: each of the same length and channels. */
  | { readonly type: 'media/relink'; readonly media: Readonly<Record<MediaId, MediaInfo>> }
  | { readonly type: 'track/rename'; readonly track: TrackId; readonly name: string }
  /** The track goes into a stem, before another track of it; `null`: to its end. */
  | {
      readonly type: 'track/reorder'
      readonly track: TrackId
      readonly stem: StemId
      readonly before: TrackId | null
    }
  | { readonly type: 'track/setStem'; readonly track: TrackId; readonly stem: StemId }
  | { readonly type: 'track/setTrim'; readonly track: TrackId; readonly db: number }
  | { readonly type: 'track/setPolarity'; readonly track: TrackId; readonly inverted: boolean }
  | { readonly type: 'track/setPan'; readonly track: TrackId; readonly pan: number }
  | { readonly type: 'track/setFader'; readonly track: TrackId; readonly db: FaderLevel }
  | { readonly type: 'track/setMute'; readonly track: TrackId; readonly mute: boolean }
  | { readonly type: 'stem/setFader'; readonly stem: StemId; readonly db: FaderLevel }
  | { readonly type: 'stem/setMute'; readonly stem: StemId; readonly mute: boolean }

/** Held to the range; throws RangeError for NaN, which no range holds. */
function clamp(value: number, { min, max }: { min: number; max: number }): number {
  if (Number.isNaN(value)) throw new RangeError('a level or place must be a number')
  return Math.min(max, Math.max(min, value))
}

/** A fader's travel ends at −∞: anything below the range is off. */
export const faderLevel = (db: FaderLevel): FaderLevel =>
  db === null || db < FADER_RANGE_DB.min ? null : decibels(Math.min(db, FADER_RANGE_DB.max))

const hasTrack = (session: Session, id: TrackId): boolean => session.tracks.some((track) => track.id === id)

function changeTrack(session: Session, id: TrackId, change: Partial<Track>): Session {
  if (!hasTrack(session, id)) return session
  return {
    ...session,
    tracks: session.tracks.map((track) => (track.id === id ? { ...track, ...change } : track)),
  }
}

function changeStem(session: Session, id: StemId, change: Partial<StemBus>): Session {
  return { ...session, stems: { ...session.stems, [id]: { ...session.stems[id], ...change } } }
}

/**
 * The session after a command; the one given is left as it was. Levels are held to their ranges, which is what a
 * control's travel is; a command for a track that is gone changes nothing.
 */
export function applyCommand(session: Session, command: Command): Session {
  if (isClipCommand(command)) return applyClipCommand(session, command)
  if (isMarkerCommand(command)) return applyMarkerCommand(session, command)
  if (isDeliverableCommand(command)) return applyDeliverableCommand(session, command)
  if (isCheckCommand(command)) return applyCheckCommand(session, command)
  if (isExportCommand(command)) return applyExportCommand(session, command)
  switch (command.type) {
    case 'session/rename': {
      const title = command.title.trim()
      return title ? { ...session, title } : session
    }
    case 'session/setPanLaw':
      return { ...session, panLaw: command.law }
    case 'session/setTimebase':
      return { ...session, frameRate: command.frameRate, startFrame: command.startFrame }
    case 'tracks/add':
      return {
        ...session,
        media: { ...session.media, ...command.media },
        tracks: [...session.tracks, ...command.tracks],
      }
    case 'track/remove': {
      if (!hasTrack(session, command.track)) return session
      const tracks = session.tracks.filter((track) => track.id !== command.track)
      return withoutMedia({ ...session, tracks })
    }
    case 'tracks/move':
      return moveTracks(session, command.moves)
    case 'tracks/join':
      return joinTracks(session, command)
    case 'track/setSpeakers': {
      const track = session.tracks.find(({ id }) => id === command.track)
      if (track?.speakers.length !== command.speakers.length) return session
      return changeTrack(session, command.track, { speakers: command.speakers })
    }
    case 'media/relink': {
      const known = Object.entries(command.media).filter(([id]) => session.media[id])
      return known.length === 0
        ? session
        : { ...session, media: { ...session.media, ...Object.fromEntries(known) } }
    }
    case 'track/rename': {
      const name = command.name.trim()
      return name ? changeTrack(session, command.track, { name }) : session
    }
    case 'track/reorder':
      return reorderTrack(session, command)
    case 'track/setStem':
      return changeTrack(session, command.track, { stem: command.stem })
    case 'track/setTrim':
      return changeTrack(session, command.track, { trimDb: decibels(clamp(command.db, TRIM_RANGE_DB)) })
    case 'track/setPolarity':
      return changeTrack(session, command.track, { polarityInverted: command.inverted })
    case 'track/setPan':
      return changeTrack(session, command.track, { pan: clamp(command.pan, { min: -1, max: 1 }) })
    case 'track/setFader':
      return changeTrack(session, command.track, { faderDb: faderLevel(command.db) })
    case 'track/setMute':
      return changeTrack(session, command.track, { mute: command.mute })
    case 'stem/setFader':
      return changeStem(session, command.stem, { faderDb: faderLevel(command.db) })
    case 'stem/setMute':
      return changeStem(session, command.stem, { mute: command.mute })
    default:
      return unreachable(command)
  }
}

/** What the undo menu calls the step. */
export function commandLabel(command: Command, session: Session): string {
  if (isClipCommand(command)) return clipCommandLabel(command, session)
  if (isMarkerCommand(command)) return markerCommandLabel(command, session)
  if (isDeliverableCommand(command)) return deliverableCommandLabel(command, session)
  if (isCheckCommand(command)) return checkCommandLabel(command, session)
  if (isExportCommand(command)) return exportCommandLabel(command, session)
  const track = 'track' in command ? session.tracks.find(({ id }) => id === command.track)?.name : undefined
  const stem = 'stem' in command ? stemSpec(command.stem).name : ''
  switch (command.type) {
    case 'session/rename':
      return 'Rename session'
    case 'session/setPanLaw':
      return `Pan law ${command.law} dB`
    case 'session/setTimebase':
      return `Timebase ${command.frameRate.label}`
    case 'tracks/add':
      return command.tracks.length === 1
        ? `Add ${command.tracks[0]?.name}`
        : `Add ${command.tracks.length} tracks`
    case 'track/remove':
      return `Remove ${track}`
    case 'tracks/move': {
      const ids = Object.keys(command.moves)
      const only = session.tracks.find(({ id }) => id === ids[0])
      return ids.length === 1 && only ? `Move ${only.name}` : `Move ${ids.length} tracks`
    }
    case 'tracks/join':
      return `Join ${command.tracks.length} tracks as ${command.name}`
    case 'track/setSpeakers':
      return `Channels of ${track}`
    case 'media/relink': {
      const [first, ...others] = Object.values(command.media)
      return first && others.length === 0 ? `Relink ${soundName(first)}` : `Relink ${others.length + 1} files`
    }
    case 'track/rename':
      return `Rename ${track}`
    case 'track/reorder': {
      const from = session.tracks.find(({ id }) => id === command.track)?.stem
      return from === command.stem ? `Reorder ${track}` : `Move ${track} to ${stem}`
    }
    case 'track/setStem':
      return `Move ${track} to ${stem}`
    case 'track/setTrim':
      return `Trim of ${track}`
    case 'track/setPolarity':
      return `Polarity of ${track}`
    case 'track/setPan':
      return `Pan of ${track}`
    case 'track/setFader':
      return `Fader of ${track}`
    case 'track/setMute':
      return `${command.mute ? 'Mute' : 'Unmute'} ${track}`
    case 'stem/setFader':
      return `Fader of ${stem}`
    case 'stem/setMute':
      return `${command.mute ? 'Mute' : 'Unmute'} ${stem}`
    default:
      return unreachable(command)
  }
}

/**
 * A track at unity holding the whole of one file, or of the files of a split set, which must be of one length. Throws
 * RangeError when they are not, or when `speakers` does not have one for each channel.
 */
export function trackFromMedia(
  ids: { readonly track: TrackId; readonly clip: ClipId; readonly media: readonly MediaId[] },
  infos: readonly MediaInfo[],
  speakers: readonly (Speaker | null)[],
  start: SamplePosition,
  name: string,
  stem: StemId,
): Track {
  const lengths = new Set(infos.map(({ pcm }) => pcm.length))
  const channels = infos.reduce((sum, { pcm }) => sum + pcm.channels, 0)
  if (lengths.size !== 1 || channels !== speakers.length) {
    throw new RangeError('a track needs files of one length and a speaker for each channel')
  }
  const clip: Clip = {
    id: ids.clip,
    media: ids.media,
    start,
    from: samplePosition(0),
    length: samples(infos[0]?.pcm.length ?? 0),
  }
  return {
    id: ids.track,
    name,
    stem,
    speakers,
    trimDb: decibels(0),
    polarityInverted: false,
    pan: 0,
    faderDb: decibels(0),
    mute: false,
    clips: [clip],
  }
}
