import type { AppError } from '../../domain/errors.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { ok, type Result } from '../../lib/result.ts'
import { fourCc } from '../formats/chunks.ts'

const BOXES_LIMIT = 64
const MOVIE_LIMIT = 16 * 2 ** 20

/**
 * The `moov` box of an MP4 or MOV file (ISO/IEC 14496-12 § 8.2.1) with its own header, up to its first 16 MiB; `undefined`
 * where none is among the first 64 boxes. Only a disk that fails is an error.
 */
export async function readMovie(source: ByteSource): Promise<Result<Uint8Array | undefined, AppError>> {
  let at = 0
  for (let boxes = 0; boxes < BOXES_LIMIT && at + 16 <= source.size; boxes++) {
    const header = await source.read(at, 16)
    if (!header.ok) return header
    const view = new DataView(header.value.buffer, header.value.byteOffset, 16)
    const short = view.getUint32(0)
    const size = short === 1 ? Number(view.getBigUint64(8)) : short === 0 ? source.size - at : short
    if (size < 8) return ok(undefined)
    if (fourCc(view, 4) === 'moov') return source.read(at, Math.min(size, source.size - at, MOVIE_LIMIT))
    at += size
  }
  return ok(undefined)
}
