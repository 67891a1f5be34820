import type { Session } from '../../domain/session.ts'
import { formatCount, formatPlace, gridOf, type TimeFormat } from '../../domain/timeFormats.ts'
import { sampleToCell } from '../../domain/timeGrid.ts'
import { typedPlace } from '../../domain/typedTime.ts'
import { type SamplePosition, samplePosition } from '../../domain/units.ts'

/** A place in the session: its timecode, and the samples after that frame's first where there are any. */
export const positionText = (at: SamplePosition, session: Session, format: TimeFormat = 'timecode'): string =>
  formatPlace(at, format, session)

/** A length as timecode from zero; what is left of a frame is dropped. */
export const lengthText = (length: number, session: Session, format: TimeFormat = 'timecode'): string =>
  formatCount(
    sampleToCell(samplePosition(length), gridOf(format, session), session.sampleRate),
    format,
    session,
  )

/**
 * Reads a place as `positionText` writes it, or as timecode is typed elsewhere: `1000` is ten seconds in. `undefined`
 * when it is none, or is a whole timecode from before the session.
 */
export const parsePosition = (
  text: string,
  session: Session,
  format: TimeFormat = 'timecode',
): SamplePosition | undefined => typedPlace(text, format, session)

/** Reads a count of samples, with or without spaces between its thousands. */
export function parseSamples(text: string): SamplePosition | undefined {
  const digits = text.replace(/[\s\u202f]/g, '')
  if (!/^\d{1,15}$/.test(digits)) return undefined
  return samplePosition(Number(digits))
}
