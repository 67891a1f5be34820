import type { AppError } from '../../domain/errors.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { ok, type Result } from '../../lib/result.ts'
import { fourCc } from '../formats/chunks.ts'
import { type Box, children, inside, topBoxes } from './boxes.ts'

/** Bytes of headers that are read: a film of two hours has 2.7 million for each track of AAC in it. */
export const MOVIE_LIMIT = 48_000_000

/**
 * The `moov` box of an MP4 or MOV file (ISO/IEC 14496-12 § 8.2.1) with its own header, up to its first 48 MB; `undefined`
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

/** A `moov` box in memory. */
export type Movie = {
  readonly bytes: DataView
  readonly box: Box
  /** Ticks in a second of what all tracks have in common; `undefined` where no `mvhd` says it. */
  readonly timescale: number | undefined
}

/** The movie in what `readMovie` has read. */
export function movieIn(moov: Uint8Array): Movie | undefined {
  const bytes = new DataView(moov.buffer, moov.byteOffset, moov.byteLength)
  const [box] = children(bytes, { name: '', start: 0, end: bytes.byteLength })
  return box && { bytes, box, timescale: timescaleOf(bytes, inside(bytes, box, 'mvhd')) }
}

/** A track of a movie: its box, its id, its kind (`soun`, `vide`, `tmcd`), and the ticks in a second of its own. */
export type MovieTrack = {
  readonly box: Box
  readonly id: number | undefined
  readonly handler: string | undefined
  readonly timescale: number | undefined
}

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
