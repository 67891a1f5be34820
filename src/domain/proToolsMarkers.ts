import { err, type Result } from '../lib/result.ts'
import { type MarkerRows, rowsUnder } from './markerColumns.ts'
import type { MarkerTimebase } from './markerCsv.ts'
import { formatTimecode } from './timecode.ts'

const HEADING = /^\s*M A R K E R S\s+L I S T I N G\s*$/
const TIMECODE = /^\d{1,2}:\d\d:\d\d[:;]\d\d$/

/**
 * The markers of the text that Pro Tools writes (File, Export, Session Info as Text): fields between tabs, padded with
 * spaces, under a heading. `undefined` where it is another text. `TIME REFERENCE` counts samples from the start of that
 * session, so it is read only where that starts at the same timecode, and refused at another sample rate; `LOCATION` is
 * read where it is timecode.
 */
export function proToolsRows(text: string, base: MarkerTimebase): Result<MarkerRows, string> | undefined {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  const heading = lines.findIndex((line) => HEADING.test(line))
  if (heading < 0) return undefined
  const fact = (name: string): string | undefined =>
    lines
      .slice(0, heading)
      .find((line) => line.toUpperCase().startsWith(name))
      ?.slice(name.length)
      .trim()
  const rate = Number(fact('SAMPLE RATE:') ?? base.sampleRate)
  if (rate !== base.sampleRate) return err(`it counts at ${rate} Hz, the session at ${base.sampleRate} Hz`)
  const start = fact('SESSION START TIMECODE:')
  const own = formatTimecode(base.startFrame, base.frameRate)
  const sameStart = start === undefined || start.replace(';', ':') === own.replace(';', ':')

  const [header, ...rest] = lines
    .slice(heading + 1)
    .map((line, index) => ({
      line: heading + 2 + index,
      fields: line.split('\t').map((field) => field.trim()),
    }))
    .filter(({ fields }) => fields.some((field) => field !== ''))
  const read = rowsUnder(header?.fields ?? [], rest)
  if (!read.ok) return read
  const units = header?.fields.indexOf('UNITS') ?? -1
  const bars = new Set(rest.filter(({ fields }) => fields[units] !== 'Samples').map(({ line }) => line))
  const rows = read.value.rows.map(({ line, cells }) => ({
    line,
    cells: {
      ...cells,
      'start timecode': TIMECODE.test(cells['start timecode']) ? cells['start timecode'] : '',
      'start sample': sameStart && !(units >= 0 && bars.has(line)) ? cells['start sample'] : '',
    },
  }))
  const known = ['#', 'UNITS']
  return { ok: true, value: { rows, unread: read.value.unread.filter((name) => !known.includes(name)) } }
}
