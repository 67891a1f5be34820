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

const upTo = (value: number, decimals: number): string => String(Number(value.toFixed(decimals)))

/** A length in other units, and how they are typed. */
export function lengthHint(length: number, { sampleRate, frameRate }: Session): string {
  const ms = upTo((length * 1000) / sampleRate, 3)
  const frames = upTo((length * frameRate.num) / (frameRate.den * sampleRate), 2)
  return `${ms} ms, ${frames} frames. May be typed so: 250 ms, 0.25 s, 6 f, 00:06`
}

/**
 * Reads a place as `positionText` writes it, or as timecode is typed elsewhere: `1000` is ten seconds in. `undefined`
 * when it is none, or is a whole timecode from before the session.
 */
export const parsePosition = (
  text: string,
  session: Session,
  format: TimeFormat = 'timecode',
): SamplePosition | undefined => typedPlace(text, format, session)
