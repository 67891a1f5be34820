import { positionOfFrame, type Session } from '../../domain/session.ts'
import { formatTimecode, frameToSample, sampleToFrame } from '../../domain/timecode.ts'
import { frames, type SamplePosition, samplePosition } from '../../domain/units.ts'
import { typedPosition } from '../transport/typedTimecode.ts'

/** A place in the session: its timecode, and the samples after that frame's first where there are any. */
export function positionText(at: SamplePosition, session: Session): string {
  const { frameRate, sampleRate, startFrame } = session
  const frame = sampleToFrame(at, frameRate, sampleRate)
  const rest = at - frameToSample(frame, frameRate, sampleRate)
  const timecode = formatTimecode(frames(frame + startFrame), frameRate)
  return rest === 0 ? timecode : `${timecode} +${rest}`
}

/** A length as timecode from zero; what is left of a frame is dropped. */
export const lengthText = (length: number, { frameRate, sampleRate }: Session): string =>
  formatTimecode(sampleToFrame(samplePosition(length), frameRate, sampleRate), frameRate)

/**
 * Reads a place as `positionText` writes it, or as timecode is typed elsewhere: `1000` is ten seconds in. `undefined`
 * when it is none, or is a whole timecode from before the session.
 */
export function parsePosition(text: string, session: Session): SamplePosition | undefined {
  const { frameRate, startFrame } = session
  const [, timecode = '', rest = '0'] = /^\s*(.*?\S)(?:\s+\+\s*(\d{1,6}))?\s*$/.exec(text) ?? []
  if (/^[+\-−]/.test(timecode)) return undefined
  const frame = typedPosition(timecode, frameRate, { now: startFrame, start: startFrame })
  if (frame === undefined) return undefined
  const whole = timecode.split(/[:;.]/).length === 4
  // A short timecode counts from the session's start; one with its hours says where it means.
  if (whole && formatTimecode(frame, frameRate).replace(';', ':') !== normalised(timecode)) return undefined
  return samplePosition(positionOfFrame(session, frame) + Number(rest))
}

const normalised = (timecode: string): string =>
  timecode
    .split(/[:;.]/)
    .map((field) => field.padStart(2, '0'))
    .join(':')

/** Reads a count of samples, with or without spaces between its thousands. */
export function parseSamples(text: string): SamplePosition | undefined {
  const digits = text.replace(/[\s\u202f]/g, '')
  if (!/^\d{1,15}$/.test(digits)) return undefined
  return samplePosition(Number(digits))
}
