import { csvLine } from '../lib/csv.ts'
import type { Pieces } from '../lib/pieces.ts'
import { plainText } from '../lib/plainText.ts'
import { MARKER_COLUMNS } from './markerColumns.ts'
import { inOrder, type Marker, markerEnd } from './markers.ts'
import { COLOR_NAMES } from './palette.ts'
import type { Session } from './session.ts'
import { formatTimecode, sampleToFrame } from './timecode.ts'
import { frames, type SamplePosition } from './units.ts'

/** What places are told by: of a session, which all of this counts in. */
export type MarkerTimebase = Pick<Session, 'frameRate' | 'sampleRate' | 'startFrame'>

/** The timecode of the frame that a sample falls in. */
export const timecodeOfSample = (at: SamplePosition, base: MarkerTimebase): string =>
  formatTimecode(frames(base.startFrame + sampleToFrame(at, base.frameRate, base.sampleRate)), base.frameRate)

/**
 * Markers as a table (RFC 4180, UTF-8 with a byte order mark, which spreadsheets know it by), in time. The samples are
 * exact; the timecodes are those of the frames they fall in. The end is the first sample after a region.
 */
export function* markerCsv(markers: readonly Marker[], base: MarkerTimebase): Pieces<string> {
  const lines = [csvLine(MARKER_COLUMNS)]
  for (const marker of markers.toSorted(inOrder)) {
    const { at, length, name, color, note = '' } = marker
    const fields = [
      length === undefined ? 'marker' : 'region',
      plainText(name),
      timecodeOfSample(at, base),
      length === undefined ? '' : timecodeOfSample(markerEnd(marker), base),
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
