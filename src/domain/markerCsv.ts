import { csvLine } from '../lib/csv.ts'
import type { Pieces } from '../lib/pieces.ts'
import { plainText } from '../lib/plainText.ts'
import { MARKER_COLUMNS } from './markerColumns.ts'
import { inOrder, type Marker, markerEnd } from './markers.ts'
import { COLOR_NAMES } from './palette.ts'
import { type Timebase, timecodeAtSample } from './timebase.ts'

/**
 * Markers as a table (RFC 4180, UTF-8 with a byte order mark, which spreadsheets know it by), in time. The samples are
 * exact; the timecodes are those of the frames they fall in. The end is the first sample after a region.
 */
export function* markerCsv(markers: readonly Marker[], base: Timebase): Pieces<string> {
  const lines = [csvLine(MARKER_COLUMNS)]
  for (const marker of markers.toSorted(inOrder)) {
    const { at, length, name, color, note = '' } = marker
    const fields = [
      length === undefined ? 'marker' : 'region',
      plainText(name),
      timecodeAtSample(base, at),
      length === undefined ? '' : timecodeAtSample(base, markerEnd(marker)),
      String(at),
      length === undefined ? '' : String(length),
      color === undefined ? '' : (COLOR_NAMES[color] ?? String(color)),
      plainText(note),
    ]
    lines.push(csvLine(fields))
    yield
  }
  return `\uFEFF${lines.join('')}`
}
