import type { CsvRow } from '../lib/csv.ts'
import type { Pieces } from '../lib/pieces.ts'
import { err, ok, type Result } from '../lib/result.ts'

/** The columns of a marker table, in the order in which they are written. docs/marker-files.md describes them. */
export const MARKER_COLUMNS = [
  'type',
  'name',
  'start timecode',
  'end timecode',
  'start sample',
  'length samples',
  'colour',
  'note',
] as const
export type MarkerColumn = (typeof MARKER_COLUMNS)[number]

/** A line of a marker table by its columns; what is not there is empty. */
export type MarkerRow = { readonly line: number; readonly cells: Readonly<Record<MarkerColumn, string>> }

/** What columns are called elsewhere, besides their own names. Compared as `headerName` has them. */
const ALSO_CALLED: Readonly<Record<MarkerColumn, readonly string[]>> = {
  type: ['kind'],
  name: ['marker name', 'label', 'marker', 'title'],
  'start timecode': ['timecode', 'start tc', 'tc in', 'in', 'start', 'location', 'position'],
  'end timecode': ['end tc', 'tc out', 'out', 'end'],
  'start sample': ['start samples', 'sample', 'time reference'],
  'length samples': ['length', 'length sample', 'duration samples'],
  colour: ['color'],
  note: ['notes', 'comment', 'comments', 'description'],
}
const COLUMN_OF: ReadonlyMap<string, MarkerColumn> = new Map(
  (Object.entries(ALSO_CALLED) as [MarkerColumn, readonly string[]][]).flatMap(([column, others]) =>
    [column, ...others].map((name) => [name, column] as const),
  ),
)
const headerName = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')

/** The column of a header, by its own name or another; `undefined` for what is none. */
export const columnOf = (header: string): MarkerColumn | undefined => COLUMN_OF.get(headerName(header))

export type MarkerRows = { readonly rows: readonly MarkerRow[]; readonly unread: readonly string[] }

/** The rows under a header. One that is longer than its header, or a header that names a column twice, is refused. */
export function* rowsUnder(
  header: readonly string[],
  lines: readonly CsvRow[],
): Pieces<Result<MarkerRows, string>> {
  const columns = header.map((name) => columnOf(name))
  const named = columns.filter((column) => column !== undefined)
  const twice = named.find((column, index) => named.indexOf(column) !== index)
  if (twice) return err(`it has two columns for ${twice}`)
  if (!named.includes('name')) return err('it has no column for names')
  if (!named.includes('start timecode') && !named.includes('start sample'))
    return err('it has no column for where markers start, in timecode or in samples')
  const rows: MarkerRow[] = []
  for (const { line, fields } of lines) {
    if (fields.slice(header.length).some((field) => field.trim() !== ''))
      return err(`line ${line}: it has more fields than the first line has columns`)
    const cell = (column: MarkerColumn): string => fields[columns.indexOf(column)] ?? ''
    const cells = {
      type: cell('type'),
      name: cell('name'),
      'start timecode': cell('start timecode'),
      'end timecode': cell('end timecode'),
      'start sample': cell('start sample'),
      'length samples': cell('length samples'),
      colour: cell('colour'),
      note: cell('note'),
    }
    if (fields.some((field) => field.trim() !== '')) rows.push({ line, cells })
    yield
  }
  const unread = header.filter((name, index) => columns[index] === undefined && name.trim() !== '')
  return ok({ rows, unread })
}
