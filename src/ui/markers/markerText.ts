import { isRegion, type Marker, markerEnd } from '../../domain/markers.ts'
import type { Session } from '../../domain/session.ts'
import type { Timebase } from '../../domain/timebase.ts'
import { formatCount, gridOf, parseLength, placeOf, type TimeFormat } from '../../domain/timeFormats.ts'
import { cellToSample, sampleToCell } from '../../domain/timeGrid.ts'
import { type Samples, samplePosition, samples } from '../../domain/units.ts'
import { positionText } from '../files/positionText.ts'

/** `Sc 24, marker at 01:00:02:12`; `Reel, region from 01:00:00:00 to 01:00:10:00`. */
export function markerLabel(marker: Marker, session: Session): string {
  const at = positionText(marker.at, session)
  return isRegion(marker)
    ? `${marker.name}, region from ${at} to ${positionText(markerEnd(marker), session)}`
    : `${marker.name}, marker at ${at}`
}

/** A length as time is shown, from zero, and the samples after its last whole frame or thousandth where there are any. */
export function spanText(length: Samples, base: Timebase, format: TimeFormat): string {
  const grid = gridOf(format, base)
  const cell = sampleToCell(samplePosition(length), grid, base.sampleRate)
  const rest = length - cellToSample(cell, grid, base.sampleRate)
  const text = formatCount(cell, format, base)
  return rest === 0 ? text : `${text} +${rest}`
}

/** Reads what `spanText` writes; `undefined` for anything else. */
export function parseSpan(text: string, base: Timebase, format: TimeFormat): Samples | undefined {
  const [, counted = '', rest = '0'] = /^\s*(.*?\S)(?:\s+\+\s*(\d{1,6}))?\s*$/.exec(text) ?? []
  const cell = parseLength(counted, format, base)
  const from = cell === undefined ? undefined : placeOf(cell, Number(rest), format, base)
  return from === undefined ? undefined : samples(from)
}
