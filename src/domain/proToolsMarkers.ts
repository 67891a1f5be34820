import { type CsvRow, ROW_LIMIT } from '../lib/csv.ts'
import type { Pieces } from '../lib/pieces.ts'
import { err, type Result } from '../lib/result.ts'
import { type MarkerRows, rowsUnder } from './markerColumns.ts'
import { MARKER_LIMIT } from './markers.ts'
import type { Timebase } from './timebase.ts'
import { formatTimecode } from './timecode.ts'

const HEADING = /^\s*M A R K E R S\s+L I S T I N G\s*$/
const LINE_END = /\r\n|\n|\r/g
/** Said before the heading. */
const FACTS = ['SAMPLE RATE:', 'SESSION START TIMECODE:']
const TIMECODE = /^\d{1,2}:\d\d:\d\d[:;]\d\d$/

/**
 * The markers of the text that Pro Tools writes (File, Export, Session Info as Text): fields between tabs, padded with
 * spaces, under a heading. `undefined` where it is another text. `TIME REFERENCE` counts samples from the start of that
 * session, so it is read only where that starts at the same timecode, and refused at another sample rate; `LOCATION` is
 * read where it is timecode.
 */
export function* proToolsRows(text: string, base: Timebase): Pieces<Result<MarkerRows, string> | undefined> {
  if (!text.includes('M A R K E R S')) return undefined
  const facts = new Map<string, string>()
  const table: CsvRow[] = []
  let heading = 0
  let number = 0
  for (let at = 0; at < text.length && table.length < MARKER_LIMIT + 2; ) {
    number += 1
    const { line, next } = lineAt(text, at)
    at = next
    if (heading === 0) {
      if (HEADING.test(line)) heading = number
      const fact = FACTS.find((name) => line.toUpperCase().startsWith(name))
      if (fact !== undefined && !facts.has(fact)) facts.set(fact, line.slice(fact.length).trim())
    } else {
      if (line.length > ROW_LIMIT) return err(`line ${number}: it has more than ${ROW_LIMIT} characters`)
      const fields = line.split('\t').map((field) => field.trim())
      if (fields.some((field) => field !== '')) table.push({ line: number, fields })
    }
    yield
  }
  if (heading === 0) return undefined
  const rate = Number(facts.get('SAMPLE RATE:') ?? base.sampleRate)
  if (rate !== base.sampleRate) return err(`it counts at ${rate} Hz, the session at ${base.sampleRate} Hz`)
  const start = facts.get('SESSION START TIMECODE:')
  const own = formatTimecode(base.startFrame, base.frameRate)
  const sameStart = start === undefined || start.replace(';', ':') === own.replace(';', ':')

  const [header, ...rest] = table
  const read = yield* rowsUnder(header?.fields ?? [], rest)
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

/** The line that begins at `at`, cut beyond `ROW_LIMIT`, and where the next one begins. */
function lineAt(text: string, at: number): { readonly line: string; readonly next: number } {
  LINE_END.lastIndex = at
  const end = LINE_END.exec(text)
  const line = text.slice(at, Math.min(end?.index ?? text.length, at + ROW_LIMIT + 1))
  return { line, next: end ? LINE_END.lastIndex : text.length }
}
