import type { AppError } from '../../domain/errors.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { ok, type Result } from '../../lib/result.ts'
import { topBoxes } from './boxes.ts'

const MOVIE_LIMIT = 16 * 2 ** 20

/**
 * The `moov` box of an MP4 or MOV file (ISO/IEC 14496-12 § 8.2.1) with its own header, up to its first 16 MiB; `undefined`
 * where none is among the first 64 boxes. Only a disk that fails is an error.
 */
export async function readMovie(source: ByteSource): Promise<Result<Uint8Array | undefined, AppError>> {
  for await (const box of topBoxes(source)) {
    if (!box.ok) return box
    const { name, at, size } = box.value
    if (name === 'moov') return source.read(at, Math.min(size, MOVIE_LIMIT))
  }
  return ok(undefined)
}
