import type { NudgeUnit } from './nudge.ts'
import type { Timebase } from './timebase.ts'
import {
  framesFromStart,
  gridOf,
  parseCount,
  parseLength,
  placeOf,
  TIME_FORMATS,
  type TimeFormat,
} from './timeFormats.ts'
import { sampleToCell } from './timeGrid.ts'
import { typedLength, typedUnit } from './typedLength.ts'
import type { SamplePosition } from './units.ts'

/** What tells a format from the others, whichever is chosen: how people write it who mean it. */
const UNMISTAKABLE: Readonly<Record<TimeFormat, RegExp>> = {
  timecode: /^\d{1,2}([:;.]\d{1,2}){3}$/,
  feet: /^\d+\+\d{1,2}$/,
  minutes: /^(\d+:)+\d{1,2}[.,]\d{3}$/,
  samples: /^\d[\d\s\u202f]*\s*(smp|samples?)$/i,
}

/** Digits alone are a timecode without its colons, filled from the right in pairs: `1021407` is `01:02:14:07`. */
const withColons = (text: string): string =>
  /^\d{3,8}$/.test(text) ? text.padStart(8, '0').replace(/(..)(?=.)/g, '$1:') : text

/** A count as it is typed in a format, with the short forms that only the chosen format has. */
function typedCount(
  text: string,
  format: TimeFormat,
  base: Timebase,
  parse: typeof parseCount = parseCount,
): number | undefined {
  if (format === 'timecode') return parse(withColons(text), format, base)
  return parse(format === 'samples' ? text.replace(/\s*(smp|samples?)$/i, '') : text, format, base)
}

/** A short timecode that is time from the session's start, and so a length; `undefined` for any other text. */
function timeFromStart(text: string, base: Timebase): number | undefined {
  if (UNMISTAKABLE.timecode.test(text)) return undefined
  const length = typedCount(text, 'timecode', base, parseLength)
  return length !== undefined && (length < base.startFrame || base.startFrame === 0) ? length : undefined
}

/**
 * The place that a person means who has typed it in a field that shows places in `format`; other formats are understood
 * where their notation is unmistakable (`12+08`, `1:02.500`, `48000 smp`, a whole timecode). Samples after the first of
 * the frame may follow, `+12`. A short timecode from before the session's start is time from there, so that `1000` is ten
 * seconds in; a whole one from before it is no place. `undefined` when it is none.
 */
export function typedPlace(text: string, format: TimeFormat, base: Timebase): SamplePosition | undefined {
  const [, counted = '', rest = '0'] = /^\s*(.*?\S)(?:\s+\+\s*(\d{1,6}))?\s*$/.exec(text) ?? []
  const isTimecode = format === 'timecode'
  const own = typedCount(counted, format, base) ?? (isTimecode ? timeFromStart(counted, base) : undefined)
  if (own !== undefined) {
    const isWhole = UNMISTAKABLE.timecode.test(counted)
    const cell = isTimecode && (isWhole || own >= base.startFrame) ? framesFromStart(own, base) : own
    return placeOf(cell, Number(rest), format, base)
  }
  const other = TIME_FORMATS.find((each) => each !== format && UNMISTAKABLE[each].test(counted))
  if (!other) return undefined
  const count = typedCount(counted, other, base)
  if (count === undefined) return undefined
  return placeOf(other === 'timecode' ? framesFromStart(count, base) : count, Number(rest), other, base)
}

/**
 * Where a person means to go, from `now`: as `typedPlace`, and besides `+` or `-` with a length, of which the format's own
 * cells are counted (two digits of timecode or fewer are frames); not past the start. A whole timecode from before the
 * session's start is time from there too.
 */
export function typedGoal(
  text: string,
  format: TimeFormat,
  base: Timebase,
  now: SamplePosition,
): SamplePosition | undefined {
  const [, sign, length = ''] = /^\s*([+\-−])\s*(.*?)\s*$/.exec(text) ?? []
  if (!sign) {
    const place = typedPlace(text, format, base)
    if (place !== undefined || !UNMISTAKABLE.timecode.test(text.trim())) return place
    const fromStart = parseLength(text.trim(), 'timecode', base)
    const isBefore = fromStart !== undefined && framesFromStart(fromStart, base) < 0
    return isBefore ? placeOf(fromStart, 0, 'timecode', base) : undefined
  }
  const by = typedCount(length, format, base, parseLength)
  if (by === undefined) return undefined
  const here = sampleToCell(now, gridOf(format, base), base.sampleRate)
  return placeOf(Math.max(0, here + (sign === '+' ? by : -by)), 0, format, base)
}

/** So many of a unit later, or earlier where negative: what `nudgeDistance` takes. */
export type TypedMove = { readonly by: number; readonly unit: NudgeUnit }

/** What a format counts in. */
const CELLS: Readonly<Record<TimeFormat, NudgeUnit>> = {
  timecode: 'frame',
  feet: 'frame',
  minutes: 'millisecond',
  samples: 'sample',
}

/** A length without a sign, in cells of the grid that it is written in, so that nothing of it is rounded. */
function typedSteps(text: string, format: TimeFormat, base: Timebase): TypedMove | undefined {
  const count = typedCount(text, format, base, parseLength)
  if (count !== undefined) return { by: count, unit: CELLS[format] }
  const other = TIME_FORMATS.find((each) => each !== format && UNMISTAKABLE[each].test(text))
  if (other) {
    const by = typedCount(text, other, base, parseLength)
    return by === undefined ? undefined : { by, unit: CELLS[other] }
  }
  // A number alone that is none of the format's is a mistake, and no number of samples.
  if (!/[a-z]$/i.test(text)) return undefined
  const [, whole, written = ''] = /^(\d{1,9})\s*([a-z]+)$/i.exec(text) ?? []
  const unit = typedUnit(written)
  if (whole !== undefined && unit) return { by: Number(whole), unit }
  const length = typedLength(text, base)
  return length === undefined ? undefined : { by: length, unit: 'sample' }
}

/**
 * By how much a person means to move something who has typed it: a length, earlier where it begins with a minus. Read in
 * the format that is shown, of which two digits of timecode or fewer are frames; in another where its notation is
 * unmistakable; or with a unit as `typedLength` reads it, to the nearest sample where it is no whole number of it.
 * `undefined` when it is none.
 */
export function typedMove(text: string, format: TimeFormat, base: Timebase): TypedMove | undefined {
  const [, sign = '', length = ''] = /^\s*([+\-−]?)\s*(.*?)\s*$/.exec(text) ?? []
  const steps = typedSteps(length, format, base)
  return steps && sign !== '' && sign !== '+' ? { ...steps, by: -steps.by } : steps
}
