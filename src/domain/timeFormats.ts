import { sampleCount } from './sampleCount.ts'
import type { Timebase } from './timebase.ts'
import { formatFrameSpan, formatTimecode, framesPerDay, parseFrameSpan, parseTimecode } from './timecode.ts'
import { cellToSample, sampleToCell, type TimeGrid } from './timeGrid.ts'
import { frames, type SamplePosition, samplePosition } from './units.ts'

/**
 * How places are counted. `timecode`: from the session's start timecode. The others from the start of the session, at 0:
 * `feet` of 35 mm film and frames, `minutes` and seconds by the clock, `samples`.
 */
export const TIME_FORMATS = ['timecode', 'feet', 'minutes', 'samples'] as const
export type TimeFormat = (typeof TIME_FORMATS)[number]

export const TIME_FORMAT_LABELS: Readonly<Record<TimeFormat, string>> = {
  timecode: 'Timecode',
  feet: 'Feet+frames',
  minutes: 'Min:Secs',
  samples: 'Samples',
}

/** 35 mm film of four perforations a frame, 64 to the foot. The session's picture frames, at any rate. */
export const FRAMES_PER_FOOT = 16

/** What a format counts in: picture frames, thousandths of a second, or samples. */
export function gridOf(format: TimeFormat, { frameRate, sampleRate }: Timebase): TimeGrid {
  if (format === 'samples') return { num: sampleRate, den: 1 }
  return format === 'minutes' ? { num: 1000, den: 1 } : frameRate
}

const pad = (n: number, digits: number): string => String(n).padStart(digits, '0')

/** A number of cells of a format's grid, from 0: a length, whose hours run on. */
export function formatCount(cells: number, format: TimeFormat, { frameRate }: Timebase): string {
  switch (format) {
    case 'timecode':
      return formatFrameSpan(frames(cells), frameRate)
    case 'feet':
      return `${pad(Math.floor(cells / FRAMES_PER_FOOT), 4)}+${pad(cells % FRAMES_PER_FOOT, 2)}`
    case 'minutes': {
      const seconds = Math.floor(cells / 1000)
      return `${Math.floor(seconds / 60)}:${pad(seconds % 60, 2)}.${pad(cells % 1000, 3)}`
    }
    case 'samples':
      return sampleCount(cells)
  }
}

/** The cell that a place falls in, as it is called: `01:00:02:12`, `0003+12`, `0:02.500`, `120 000`. */
export function formatTime(at: SamplePosition, format: TimeFormat, base: Timebase): string {
  const cell = sampleToCell(at, gridOf(format, base), base.sampleRate)
  if (format !== 'timecode') return formatCount(cell, format, base)
  return formatTimecode(frames(base.startFrame + cell), base.frameRate)
}

/** A place to the sample: the cell, and the samples after its first where there are any, `01:00:02:12 +7`. */
export function formatPlace(at: SamplePosition, format: TimeFormat, base: Timebase): string {
  const grid = gridOf(format, base)
  const rest = at - cellToSample(sampleToCell(at, grid, base.sampleRate), grid, base.sampleRate)
  const text = formatTime(at, format, base)
  return rest === 0 ? text : `${text} +${rest}`
}

const FEET = /^(\d{1,9})\+(\d{1,2})$/
const CLOCK = /^(?:(?:(\d{1,4}):)?(\d{1,6}):)?(\d{1,9})(?:[.,](\d{1,3}))?$/
const SAMPLES = /^\d{1,15}$/

/**
 * Reads a number of cells of a format's grid, as `formatCount` writes it. Also `5` for feet or seconds, hours before the
 * minutes, and fewer decimals. `undefined` for anything else, and for a field out of its range.
 */
export function parseCount(text: string, format: TimeFormat, { frameRate }: Timebase): number | undefined {
  switch (format) {
    case 'timecode':
      return parseTimecode(text, frameRate)
    case 'feet': {
      const [, feet = text.trim(), over = '0'] = FEET.exec(text.trim()) ?? []
      if (!/^\d{1,9}$/.test(feet) || Number(over) >= FRAMES_PER_FOOT) return undefined
      return Number(feet) * FRAMES_PER_FOOT + Number(over)
    }
    case 'minutes': {
      const [whole, hours, minutes, seconds, decimals = ''] = CLOCK.exec(text.trim()) ?? []
      if (whole === undefined) return undefined
      if ((minutes && Number(seconds) > 59) || (hours && Number(minutes) > 59)) return undefined
      const total = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds)
      return total * 1000 + Number(decimals.padEnd(3, '0'))
    }
    case 'samples': {
      const digits = text.replace(/[\s\u202f]/g, '')
      return SAMPLES.test(digits) ? Number(digits) : undefined
    }
  }
}

/** As `parseCount`, of a length: a timecode that drop-frame skips is the first that there is after it. */
export const parseLength = (text: string, format: TimeFormat, base: Timebase): number | undefined =>
  format === 'timecode' ? parseFrameSpan(text, base.frameRate) : parseCount(text, format, base)

/**
 * Frames from the session's start to a timecode, negative before it. One that is more than half a day before the start is
 * the next day's: a night's programme goes on after 23:59:59.
 */
export function framesFromStart(frame: number, { frameRate, startFrame }: Timebase): number {
  const apart = frame - startFrame
  const day = framesPerDay(frameRate)
  return apart < -day / 2 ? apart + day : apart
}

/**
 * Reads a place as `formatTime` or `formatPlace` writes it. `undefined` when it is none, or a timecode from before the
 * session. A timecode more than a day, less half a day, after the start has to be written with its hours past 24.
 */
export function parseTime(text: string, format: TimeFormat, base: Timebase): SamplePosition | undefined {
  const [, counted = '', rest = '0'] = /^\s*(.*?\S)(?:\s+\+\s*(\d{1,6}))?\s*$/.exec(text) ?? []
  const count = parseCount(counted, format, base)
  const cell = count !== undefined && format === 'timecode' ? framesFromStart(count, base) : count
  return cell === undefined ? undefined : placeOf(cell, Number(rest), format, base)
}

/** The place so many samples after the first of a cell; `undefined` when it is before the start or beyond all places. */
export function placeOf(
  cell: number,
  rest: number,
  format: TimeFormat,
  base: Timebase,
): SamplePosition | undefined {
  const { num, den } = gridOf(format, base)
  // What is beyond all counting is no place; the factor leaves room for the rounding to a sample.
  const beyond = (cell * base.sampleRate * den) / num > Number.MAX_SAFE_INTEGER / 2
  if (cell < 0 || beyond) return undefined
  return samplePosition(cellToSample(cell, { num, den }, base.sampleRate) + rest)
}
