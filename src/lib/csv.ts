import type { Pieces } from './pieces.ts'
import { err, ok, type Result } from './result.ts'

/** A line of a table, and the line of the text that it begins on, from 1. */
export type CsvRow = { readonly line: number; readonly fields: readonly string[] }

/** What is wrong in a table, and where. */
export type CsvFault = { readonly line: number; readonly detail: string }

/** Characters that a row may have, quotes and all: what is more is no table, and would hold up whoever reads it. */
export const ROW_LIMIT = 2 ** 18

/**
 * The rows of a table as RFC 4180 has them, with another separator where one is given: fields in double quotes may hold
 * anything, double quotes twice. Lines end in CRLF, LF or CR. Lines with nothing on them are no rows. A quote where none
 * may be, or one that does not end, is a fault, and so is a row beyond `ROW_LIMIT`; more than `mostRows` are not read.
 */
export function* readCsv(
  text: string,
  separator = ',',
  mostRows = Number.POSITIVE_INFINITY,
): Pieces<Result<readonly CsvRow[], CsvFault>> {
  const rows: CsvRow[] = []
  let [at, line] = [0, 1]
  while (at < text.length && rows.length < mostRows) {
    if (text[at] === '\r' || text[at] === '\n') {
      at += text.startsWith('\r\n', at) ? 2 : 1
      line += 1
      // Millions of lines with nothing on them are passed in seconds.
      if (line % 1024 === 0) yield
      continue
    }
    const row = readRow(text, at, line, separator)
    if (!row.ok) return row
    const { fields, end, lines } = row.value
    if (fields.length > 1 || fields[0] !== '') rows.push({ line, fields })
    at = end
    line += lines
    yield
  }
  return ok(rows)
}

/** The row that begins at `start`: where the next one does, and how many lines of the text it has. */
function readRow(
  text: string,
  start: number,
  line: number,
  separator: string,
): Result<{ readonly fields: readonly string[]; readonly end: number; readonly lines: number }, CsvFault> {
  // No search goes beyond it.
  const row = text.slice(start, start + ROW_LIMIT + 1)
  const fault = (detail: string) => err({ line: line + lines, detail })
  const fields: string[] = []
  let [at, lines] = [0, 0]
  for (;;) {
    if (row[at] === '"') {
      const close = closingQuote(row, at + 1)
      if (close === undefined && row.length <= ROW_LIMIT)
        return fault('a quotation mark opens and does not close')
      const field = row.slice(at + 1, close).replaceAll('""', '"')
      fields.push(field)
      at = (close ?? row.length) + 1
      lines += linesIn(field)
    } else {
      const end = fieldEnd(row, at, separator)
      fields.push(row.slice(at, end))
      at = end
    }
    if (at > ROW_LIMIT) return fault(`it goes on for more than ${ROW_LIMIT} characters`)
    if (at === row.length) return ok({ fields, end: start + at, lines })
    const next = row[at]
    if (next === '\r' || next === '\n') {
      const ends = row.startsWith('\r\n', at) ? 2 : 1
      return ok({ fields, end: start + at + ends, lines: lines + 1 })
    }
    if (next !== separator) return fault('a quotation mark stands inside a field')
    at += 1
  }
}

/** Where a field in quotes ends that begins at `at`; `undefined` when it does not. */
function closingQuote(text: string, at: number): number | undefined {
  for (let quote = text.indexOf('"', at); quote >= 0; quote = text.indexOf('"', quote + 2))
    if (text[quote + 1] !== '"') return quote
  return undefined
}

function fieldEnd(text: string, at: number, separator: string): number {
  let end = at
  while (end < text.length) {
    const character = text[end]
    if (character === separator || character === '"' || character === '\r' || character === '\n') break
    end += 1
  }
  return end
}

const linesIn = (text: string): number => text.match(/\r\n|\n|\r/g)?.length ?? 0

/** A table as RFC 4180 has it: commas, CRLF, quotes only where they have to be. */
export const csvText = (rows: readonly (readonly string[])[]): string => rows.map(csvLine).join('')

export const csvLine = (fields: readonly string[]): string => `${fields.map(quote).join(',')}\r\n`

const quote = (field: string): string => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)
