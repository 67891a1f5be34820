import { err, ok, type Result } from './result.ts'

/** A line of a table, and the line of the text that it begins on, from 1. */
export type CsvRow = { readonly line: number; readonly fields: readonly string[] }

/** What is wrong in a table, and where. */
export type CsvFault = { readonly line: number; readonly detail: string }

/**
 * The rows of a table as RFC 4180 has them, with another separator where one is given: fields in double quotes may hold
 * anything, double quotes twice. Lines end in CRLF, LF or CR. Lines with nothing on them are no rows. A quote where none
 * may be, or one that does not end, is a fault.
 */
export function readCsv(text: string, separator = ','): Result<readonly CsvRow[], CsvFault> {
  const rows: CsvRow[] = []
  let fields: string[] = []
  let [at, line, began] = [0, 1, 1]
  const linesIn = (part: string): number => part.match(/\r\n|\n|\r/g)?.length ?? 0
  const plain = new RegExp(`[^${separator === '\t' ? '\\t' : separator}"\\r\\n]*`, 'y')
  const lineEnd = /\r\n|\n|\r/y
  const quoted = /"((?:[^"]|"")*)"/y
  const next = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found) at = pattern.lastIndex
    return found
  }
  while (at < text.length) {
    if (text[at] === '"') {
      const found = next(quoted)
      if (!found) return err({ line, detail: 'a quotation mark opens and does not close' })
      fields.push((found[1] ?? '').replaceAll('""', '"'))
      line += linesIn(found[0])
    } else fields.push(next(plain)?.[0] ?? '')
    if (text[at] === separator) {
      at += 1
      // A separator at the very end has one more field after it, with nothing in it.
      if (at === text.length) fields.push('')
    } else if (at < text.length) {
      if (!next(lineEnd)) return err({ line, detail: 'a quotation mark stands inside a field' })
      if (fields.length > 1 || fields[0] !== '') rows.push({ line: began, fields })
      fields = []
      line += 1
      began = line
    }
  }
  if (fields.length > 1 || (fields.length === 1 && fields[0] !== '')) rows.push({ line: began, fields })
  return ok(rows)
}

/** A table as RFC 4180 has it: commas, CRLF, quotes only where they have to be. */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  rows.map((fields) => `${fields.map(quote).join(',')}\r\n`).join('')

const quote = (field: string): string => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)
