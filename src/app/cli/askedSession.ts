import type { AppError } from '../../domain/errors.ts'
import { withExportRange } from '../../domain/exportRange.ts'
import { type ExportSettings, rowsSplit, rowsWithSpec } from '../../domain/exportSettings.ts'
import { isRegion, markerEnd, markersOf } from '../../domain/markers.ts'
import { type Session, sessionLength } from '../../domain/session.ts'
import { timecodeAtSample } from '../../domain/timebase.ts'
import { typedPlace } from '../../domain/typedTime.ts'
import type { SamplePosition } from '../../domain/units.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { OrderArguments } from './orderArguments.ts'

/**
 * The session with its rows as the command line asks for them: channels in files of their own, or in one, as it says itself or
 * by a spec that it names; and all that would hold the film holding the range. Fails with `usage` for a range that there
 * is not.
 */
export function askedSession(
  session: Session,
  { spec }: ExportSettings,
  asked: OrderArguments,
): Result<Session, AppError> {
  const rows =
    asked.split !== undefined
      ? rowsSplit(session, asked.split)
      : asked.spec !== undefined && spec
        ? rowsWithSpec(session, spec)
        : session
  return asked.range === undefined ? ok(rows) : inRange(rows, asked.range)
}

const TIMECODE = String.raw`\d{1,2}(?:[:;.]\d{1,2}){3}`
const TIMECODES = new RegExp(`^\\s*(${TIMECODE})\\s*[-–]\\s*(${TIMECODE})\\s*$`)
/** Names that an error lists. */
const LISTED = 10

/** `range`: the name of a region, or two timecodes: from the first up to the second, which is not in it any more. */
function inRange(session: Session, range: string): Result<Session, AppError> {
  const usage = (detail: string): Result<never, AppError> => err({ code: 'usage', detail })
  const regions = markersOf(session).filter(isRegion)
  const [region, another] = regions.filter(({ name }) => name === range)
  if (another)
    return usage(`Two regions are called ${range}: rename one, or give two timecodes with --range.`)
  if (region) {
    const outside = outsideOf(session, region.at, markerEnd(region))
    if (outside)
      return usage(`The region ${range} ${outside}. Shorten it, or give two timecodes with --range.`)
    return ok(withExportRange(session, { kind: 'region', region: region.id }, null) ?? session)
  }
  const [, first, second] = TIMECODES.exec(range) ?? []
  if (first === undefined || second === undefined) {
    const names = regions.slice(0, LISTED).map(({ name }) => name)
    const more = regions.length > LISTED ? ' and others' : ''
    const known =
      names.length > 0 ? `There are ${names.join(', ')}${more}; or give` : 'The session has none: give'
    return usage(`There is no region ${range}. ${known} two timecodes, as 01:00:00:00-01:20:00:00.`)
  }
  const start = typedPlace(first, 'timecode', session)
  const end = typedPlace(second, 'timecode', session)
  if (start === undefined) return usage(`--range: ${first} is no timecode of the session`)
  if (end === undefined) return usage(`--range: ${second} is no timecode of the session`)
  if (end <= start) return usage(`--range: ${second} is not after ${first}`)
  const outside = outsideOf(session, start, end)
  if (outside) return usage(`--range: it ${outside}`)
  return ok(withExportRange(session, { kind: 'loop' }, { start, end }) ?? session)
}

/** How a stretch is not within the mix; `null` where it is. A mix without sound has an error of its own. */
function outsideOf(session: Session, start: SamplePosition, end: SamplePosition): string | null {
  const length = sessionLength(session)
  if (length === 0 || end <= length) return null
  const [at, last] = [start >= length ? start : end, length].map((sample) =>
    timecodeAtSample(session, sample),
  )
  return `${start >= length ? 'begins' : 'ends'} at ${at}, and the mix ends at ${last}`
}
