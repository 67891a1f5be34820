import { encodingLabel, FORMAT_LABELS, fileRate, type MediaInfo } from '../../domain/media.ts'
import { type OwnTimecode, ownOffset, ownTimecode, ownTimecodeText } from '../../domain/placement.ts'
import type { Clip, MediaId, Session, Track } from '../../domain/session.ts'
import type { FrameRate } from '../../domain/timecode.ts'
import type { SamplePosition } from '../../domain/units.ts'

/** A file of a track, and where it is first heard. */
export type TrackFile = {
  readonly media: MediaId
  readonly info: MediaInfo
  readonly start: SamplePosition
}

/** The files of a track, each once, in the order of its clips and of the channels in them. */
export function trackFiles(track: Track, session: Session): readonly TrackFile[] {
  const files = new Map<MediaId, TrackFile>()
  const inTime = (a: Clip, b: Clip): number => a.start - b.start
  for (const clip of track.clips.toSorted(inTime)) {
    for (const media of clip.media) {
      const info = session.media[media]
      if (info && !files.has(media)) files.set(media, { media, info, start: clip.start })
    }
  }
  return [...files.values()]
}

/** `WAV 24-bit`, `MP4 AAC`, `FLAC`. */
export function formatText({ format, conform, pcm }: MediaInfo): string {
  const label = FORMAT_LABELS[format]
  const coding = conform?.codec ?? encodingLabel(pcm.encoding)
  return coding === label ? label : `${label} ${coding}`
}

/** `48 kHz`, `44.1 → 48 kHz`. */
export function rateText(info: MediaInfo): string {
  const own = fileRate(info)
  return own === info.sampleRate ? `${own / 1000} kHz` : `${own / 1000} → ${info.sampleRate / 1000} kHz`
}

export type TimecodeText = {
  readonly text: string
  /** What has to be known beside it: another frame rate, or that it lies before the session. */
  readonly note: string
}

/** What a file says of its place in time; `undefined` when it says nothing. */
export function timecodeText(
  info: MediaInfo,
  session: Session,
  given: FrameRate | null,
): TimecodeText | undefined {
  const own = ownTimecode(info, session, given)
  if (!own) return undefined
  return { text: ownTimecodeText(own), note: noteOf(own, session) }
}

function noteOf(own: OwnTimecode, session: Session): string {
  const notes = [
    own.rate.label === session.frameRate.label ? '' : `at ${own.rate.label}`,
    ownOffset(own, session) < 0 ? 'before the session' : '',
  ]
  return notes.filter(Boolean).join(', ')
}
