import { isRegion, type Marker, markerEnd } from '../../domain/markers.ts'
import type { Session } from '../../domain/session.ts'
import { formatFrameSpan, frameToSample, parseTimecode, sampleToFrame } from '../../domain/timecode.ts'
import { type Samples, samplePosition, samples } from '../../domain/units.ts'
import { positionText } from '../files/positionText.ts'

/** `Sc 24, marker at 01:00:02:12`; `Reel, region from 01:00:00:00 to 01:00:10:00`. */
export function markerLabel(marker: Marker, session: Session): string {
  const at = positionText(marker.at, session)
  return isRegion(marker)
    ? `${marker.name}, region from ${at} to ${positionText(markerEnd(marker), session)}`
    : `${marker.name}, marker at ${at}`
}

type Timebase = Pick<Session, 'frameRate' | 'sampleRate'>

/** A length as timecode from zero, and the samples after its last whole frame where there are any. */
export function spanText(length: Samples, { frameRate, sampleRate }: Timebase): string {
  const frame = sampleToFrame(samplePosition(length), frameRate, sampleRate)
  const rest = length - frameToSample(frame, frameRate, sampleRate)
  const timecode = formatFrameSpan(frame, frameRate)
  return rest === 0 ? timecode : `${timecode} +${rest}`
}

/** Reads what `spanText` writes; `undefined` for anything else. */
export function parseSpan(text: string, { frameRate, sampleRate }: Timebase): Samples | undefined {
  const [, timecode = '', rest = '0'] = /^\s*(\S+)(?:\s+\+\s*(\d{1,6}))?\s*$/.exec(text) ?? []
  const frame = parseTimecode(timecode, frameRate)
  return frame === undefined ? undefined : samples(frameToSample(frame, frameRate, sampleRate) + Number(rest))
}
