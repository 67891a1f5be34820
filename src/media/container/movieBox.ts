import type { AppError } from '../../domain/errors.ts'
import type { CompressedFormat } from '../../domain/media.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { fourCc } from '../formats/chunks.ts'
import { type Box, children, inside, topBoxes } from './boxes.ts'

/** Bytes of headers that are read: a film of two hours has 2.7 million for each track of AAC in it. */
export const MOVIE_LIMIT = 48_000_000
const MEGABYTE = 1_000_000

export const isMovie = (format: CompressedFormat): boolean => format === 'mp4' || format === 'mov'

/** A `moov` box in memory. */
export type Movie = {
  /** Where it lies in its file, with its header. Bytes. */
  readonly at: number
  readonly bytes: DataView
  readonly box: Box
  /** Ticks in a second of what all tracks have in common; `undefined` where no `mvhd` says it. */
  readonly timescale: number | undefined
}

/** The error for a box of headers of so many bytes, of which `MOVIE_LIMIT` are read. */
export const tooManyHeaders = (file: string, bytes: number): AppError => ({
  code: 'format/headers',
  file,
  megabytes: Math.ceil(bytes / MEGABYTE),
  limit: MOVIE_LIMIT / MEGABYTE,
})

/**
 * The `moov` box of an MP4 or MOV file (ISO/IEC 14496-12 § 8.2.1); `undefined` where none is among the first 64 boxes. Fails
 * with `format/headers` for one beyond `MOVIE_LIMIT`.
 */
export async function readMovie(source: ByteSource): Promise<Result<Movie | undefined, AppError>> {
  for await (const top of topBoxes(source)) {
    if (!top.ok) return top
    const { name, at, size, header } = top.value
    if (name !== 'moov') continue
    if (size > MOVIE_LIMIT) return err(tooManyHeaders(source.name, size))
    const read = await source.read(at, size)
    if (!read.ok) return read
    const bytes = new DataView(read.value.buffer, read.value.byteOffset, read.value.byteLength)
    const box = { name, start: header, end: bytes.byteLength }
    return ok({ at, bytes, box, timescale: timescaleOf(bytes, inside(bytes, box, 'mvhd')) })
  }
  return ok(undefined)
}

/** A track of a movie: its box, its id, its kind (`soun`, `vide`, `tmcd`), and the ticks in a second of its own. */
export type MovieTrack = {
  readonly box: Box
  readonly id: number | undefined
  readonly handler: string | undefined
  readonly timescale: number | undefined
}

/** The movie of a file of this format, which of other formats there is none of. */
export const movieOf = async (
  source: ByteSource,
  format: CompressedFormat,
): Promise<Result<Movie | undefined, AppError>> => (isMovie(format) ? readMovie(source) : ok(undefined))

/** The tracks of a movie, in its order. */
export const tracksOf = ({ bytes, box }: Movie): readonly MovieTrack[] =>
  children(bytes, box)
    .filter(({ name }) => name === 'trak')
    .map((trak) => ({
      box: trak,
      id: trackId(bytes, trak),
      handler: handlerOf(bytes, inside(bytes, trak, 'mdia', 'hdlr')),
      timescale: timescaleOf(bytes, inside(bytes, trak, 'mdia', 'mdhd')),
    }))

/** After times of 32 bits, or of 64 in version 1 (ISO/IEC 14496-12 § 8.3.2). */
const trackId = (view: DataView, trak: Box): number | undefined =>
  afterTimes(view, inside(view, trak, 'tkhd'))

/** In `mvhd` and `mdhd` alike, after such times (§ 8.2.2, 8.4.2). */
const timescaleOf = (view: DataView, header: Box | undefined): number | undefined =>
  afterTimes(view, header) || undefined

function afterTimes(view: DataView, header: Box | undefined): number | undefined {
  if (!header || header.start === header.end) return undefined
  const at = header.start + (view.getUint8(header.start) === 1 ? 20 : 12)
  return at + 4 <= header.end ? view.getUint32(at) : undefined
}

const handlerOf = (view: DataView, box: Box | undefined): string | undefined =>
  box && box.start + 12 <= box.end ? fourCc(view, box.start + 8) : undefined
