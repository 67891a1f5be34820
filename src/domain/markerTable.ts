import { ROW_LIMIT, readCsv } from '../lib/csv.ts'
import type { Pieces } from '../lib/pieces.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { AppError } from './errors.ts'
import { columnOf, type MarkerRows, rowsUnder } from './markerColumns.ts'
import { markerOfRow } from './markerRow.ts'
import { MARKER_LIMIT, type MarkerDraft } from './markers.ts'
import { proToolsRows } from './proToolsMarkers.ts'
import type { Timebase } from './timebase.ts'

export type MarkerTable = {
  readonly markers: readonly MarkerDraft[]
  /** Columns that say nothing here. */
  readonly unread: readonly string[]
}

/**
 * Reads a table of markers: as `markerCsv` writes it, in any order of columns, with commas, semicolons or tabs; or the
 * text that Pro Tools exports. Every line has to make a marker, else all those that do not are named
 * (`markers/unreadable`) and none is read. Where a line says a place twice, in timecode and in samples, both must agree.
 */
export function* readMarkerTable(
  file: string,
  text: string,
  base: Timebase,
): Pieces<Result<MarkerTable, AppError>> {
  const refused = (problems: readonly string[]) =>
    err({ code: 'markers/unreadable', file, problems } as const)
  const table = (yield* proToolsRows(text, base)) ?? (yield* csvRows(text.replace(/^\uFEFF/, '')))
  if (!table.ok) return refused([table.error])
  const { rows, unread } = table.value
  if (rows.length === 0) return refused(['there are no markers in it'])
  if (rows.length > MARKER_LIMIT) return refused([`it has more than ${MARKER_LIMIT} markers`])
  const markers: MarkerDraft[] = []
  const problems: string[] = []
  for (const row of rows) {
    const marker = markerOfRow(row, base)
    if (marker.ok) markers.push(marker.value)
    else problems.push(`line ${row.line}: ${marker.error}`)
    yield
  }
  return problems.length > 0 ? refused(problems) : ok({ markers, unread })
}

function* csvRows(text: string): Pieces<Result<MarkerRows, string>> {
  const separator = separatorOf(text)
  if (separator === undefined)
    return err('its first line names no columns of markers (name, start timecode …)')
  // The header, and one row more than there may be.
  const read = yield* readCsv(text, separator, MARKER_LIMIT + 2)
  if (!read.ok) return err(`line ${read.error.line}: ${read.error.detail}`)
  const [header, ...lines] = read.value
  return yield* rowsUnder(header?.fields ?? [], lines)
}

/** What the first line that says anything has between its columns. */
function separatorOf(text: string): string | undefined {
  const first =
    text
      .slice(0, ROW_LIMIT)
      .split(/\r\n|\n|\r/)
      .find((line) => line.trim() !== '') ?? ''
  const counts = [',', ';', '\t'].map((separator) => {
    const names = first.split(separator).map((name) => columnOf(name.replaceAll('"', '')))
    return { separator, known: names.filter((column) => column !== undefined).length }
  })
  const best = counts.reduce((a, b) => (b.known > a.known ? b : a))
  return best.known > 0 ? best.separator : undefined
}
