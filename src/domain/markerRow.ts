import { fromPlainText } from '../lib/plainText.ts'
import { present } from '../lib/present.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { MarkerRow } from './markerColumns.ts'
import { type MarkerDraft, markerFaults } from './markers.ts'
import { COLOR_NAMES } from './palette.ts'
import type { Timebase } from './timebase.ts'
import { framesPerDay, frameToSample, parseTimecode, sampleToFrame } from './timecode.ts'
import { framesFromStart } from './timeFormats.ts'
import { frames, type SamplePosition, type Samples, samplePosition } from './units.ts'

/** The marker that a line of a table describes, or what is wrong with the line, as a clause. */
export function markerOfRow({ cells }: MarkerRow, base: Timebase): Result<MarkerDraft, string> {
  const type = cells.type.trim().toLowerCase()
  if (!['', 'marker', 'region'].includes(type))
    return err(`its type, “${cells.type.trim()}”, is neither marker nor region`)
  const at = startOf(cells, base)
  if (!at.ok) return at
  const length = lengthOf(cells, at.value, base, type === 'marker')
  if (!length.ok) return length
  if (type === 'region' && length.value === undefined) return err('it is a region and has no end')
  if (type === 'marker' && length.value !== undefined) return err('it is a marker and yet has a length')
  const color = colorOf(cells.colour.trim())
  if (!color.ok) return color
  const marker = present<MarkerDraft>({
    at: at.value,
    length: length.value,
    name: fromPlainText(cells.name.trim()).trim(),
    color: color.value,
    note: fromPlainText(cells.note.trim()).replace(/\r\n?/g, '\n').trim() || undefined,
  })
  const [fault] = markerFaults(marker)
  return fault === undefined ? ok(marker) : err(fault)
}

type Cells = MarkerRow['cells']

function startOf(cells: Cells, base: Timebase): Result<SamplePosition, string> {
  const sample = countOf(cells['start sample'], 'start sample')
  if (!sample.ok) return sample
  const frame = frameOf(cells['start timecode'], base, 'start timecode')
  if (!frame.ok) return frame
  if (sample.value === undefined)
    return frame.value === undefined
      ? err('it does not say where it starts')
      : sampleOf(frame.value, base, 'start')
  return fitting(samplePosition(sample.value), frame.value, base, 'start timecode and start sample')
}

function lengthOf(
  cells: Cells,
  at: SamplePosition,
  base: Timebase,
  isMarker: boolean,
): Result<Samples | undefined, string> {
  const length = countOf(cells['length samples'], 'length in samples')
  if (!length.ok) return length
  const frame = frameOf(cells['end timecode'], base, 'end timecode')
  if (!frame.ok) return frame
  if (length.value !== undefined) {
    const end = fitting(samplePosition(at + length.value), frame.value, base, 'end timecode and length')
    if (!end.ok) return end
    return length.value === 0 ? ok(undefined) : ok(length.value as Samples)
  }
  // Of markers some programs say that they end in the frame in which they start.
  const startFrame = sampleToFrame(at, base.frameRate, base.sampleRate)
  if (frame.value === undefined || (isMarker && frame.value === startFrame)) return ok(undefined)
  const end = sampleOf(frame.value, base, 'end')
  if (!end.ok) return end
  return end.value > at ? ok((end.value - at) as Samples) : err('it ends where it starts, or before')
}

const sampleOf = (
  frame: number,
  { frameRate, sampleRate }: Timebase,
  what: string,
): Result<SamplePosition, string> =>
  frame < 0
    ? err(`its ${what} timecode is before the start of the session`)
    : ok(frameToSample(frames(frame), frameRate, sampleRate))

/** A sample, if it lies in the frame that is said as well: of whatever day, since timecode does not tell days. */
function fitting(
  at: SamplePosition,
  frame: number | undefined,
  { frameRate, sampleRate }: Timebase,
  what: string,
): Result<SamplePosition, string> {
  const fits =
    frame === undefined || (sampleToFrame(at, frameRate, sampleRate) - frame) % framesPerDay(frameRate) === 0
  return fits
    ? ok(at)
    : err(`its ${what} are not the same place in this session: clear the column that is not to count`)
}

/** A whole number, with or without spaces between its thousands; `undefined` where nothing is said. */
function countOf(cell: string, what: string): Result<number | undefined, string> {
  const digits = cell.replace(/[\s\u00a0\u202f]/g, '')
  if (digits === '') return ok(undefined)
  return /^\d{1,14}$/.test(digits)
    ? ok(Number(digits))
    : err(`its ${what}, “${cell.trim()}”, is no whole number`)
}

/** Picture frames from the start of the session, negative before it; `undefined` where nothing is said. */
function frameOf(cell: string, base: Timebase, what: string): Result<number | undefined, string> {
  const text = cell.trim()
  if (text === '') return ok(undefined)
  const { frameRate } = base
  const shaped = /^\d{1,2}:\d\d:\d\d[:;]\d\d$/.test(text)
  const frame = shaped ? parseTimecode(text, frameRate) : undefined
  if (frame === undefined) return err(`its ${what}, “${text}”, is no timecode at ${frameRate.label}`)
  if (text.includes(';') && !frameRate.drop)
    return err(`its ${what}, “${text}”, is drop-frame, which the session is not`)
  return ok(framesFromStart(frame, base))
}

function colorOf(text: string): Result<number | undefined, string> {
  if (text === '') return ok(undefined)
  const index = COLOR_NAMES.findIndex((name) => name.toLowerCase() === text.toLowerCase())
  if (index >= 0) return ok(index)
  return /^\d{1,9}$/.test(text)
    ? ok(Number(text))
    : err(`its colour, “${text}”, is none of ${COLOR_NAMES.join(', ')}`)
}
