import type { AppError } from '../../domain/errors.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { err, type Result } from '../../lib/result.ts'

/** `detail` is a clause: 'it was cut off'. */
export const zipFault = (source: ByteSource, detail: string): Result<never, AppError> =>
  err({ code: 'package/invalid', file: source.name, detail })

/** A name out of the file, fit to be read in a sentence. */
export function shownName(name: string): string {
  const clean = name.replace(/\p{C}+/gu, '�')
  return `“${clean.length > 80 ? `${clean.slice(0, 80)}…` : clean}”`
}
