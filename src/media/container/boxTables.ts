import type { AppError } from '../../domain/errors.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { type Box, children, topBoxes } from './boxes.ts'
import { MOVIE_LIMIT, type Movie, tooManyHeaders } from './movieBox.ts'

/** Boxes in boxes: the tables of a track are five deep. */
const DEPTH_LIMIT = 16
/** Entries that a count may stand for: five hours of a picture's frames at 60 a second. */
const COUNT_LIMIT = 2 ** 20
const CONTAINERS: ReadonlySet<string> = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'moof', 'traf'])

/**
 * Whether the tables of an MP4 or MOV file (ISO/IEC 14496-12 § 8.6, 8.7, 8.8.8) stand for no more than they hold: the
 * container library makes an object for each sample that a count speaks of, and a lie in four bytes would take all memory. Tables of more bytes than
 * are read are an error. `movie`: what has been read of it.
 */
export async function tablesAreSound(
  source: ByteSource,
  movie: Movie | undefined,
): Promise<Result<boolean, AppError>> {
  for await (const box of topBoxes(source)) {
    if (!box.ok) return box
    const { name, at, size, header } = box.value
    if (name !== 'moov' && name !== 'moof') continue
    if (size > MOVIE_LIMIT) return err(tooManyHeaders(source.name, size))
    const bytes = movie?.at === at ? ok(movie.bytes) : await readView(source, at, size)
    if (!bytes.ok) return bytes
    if (!isSound(bytes.value, { name, start: header, end: size })) return ok(false)
  }
  return ok(true)
}

async function readView(source: ByteSource, at: number, size: number): Promise<Result<DataView, AppError>> {
  const read = await source.read(at, size)
  return read.ok ? ok(new DataView(read.value.buffer, read.value.byteOffset, size)) : read
}

function isSound(view: DataView, parent: Box, depth = 1): boolean {
  if (depth > DEPTH_LIMIT) return false
  const boxes = children(view, parent)
  const every = (name: string) => boxes.filter((box) => box.name === name)
  const chunks = [...every('stco'), ...every('co64')].reduce((sum, box) => sum + entries(view, box), 0)
  // Sizes that are listed are added up, chunk by chunk; one size for all samples is only multiplied.
  const perChunk = Math.min(Number.POSITIVE_INFINITY, ...every('stsz').map((box) => listed(view, box)))
  return (
    every('stsc').every((box) => chunksWithin(view, box, chunks, perChunk)) &&
    (every('ctts').length === 0 ||
      [...every('stts'), ...every('ctts')].every((box) => countsWithin(view, box))) &&
    every('trun').every((box) => entries(view, box) <= COUNT_LIMIT) &&
    boxes.filter(({ name }) => CONTAINERS.has(name)).every((box) => isSound(view, box, depth + 1))
  )
}

/** The count after the version and flags that every table begins with. */
const entries = (view: DataView, { start, end }: Box): number =>
  start + 8 <= end ? view.getUint32(start + 4) : 0

/** Samples whose sizes are listed; without end where all have one size. */
const listed = (view: DataView, { start, end }: Box): number =>
  start + 12 <= end && view.getUint32(start + 4) === 0 ? view.getUint32(start + 8) : Number.POSITIVE_INFINITY

/** Every run of chunks begins at a chunk that there is, after the run before, and has no more samples in a chunk than `perChunk`. */
function chunksWithin(view: DataView, box: Box, chunks: number, perChunk: number): boolean {
  let last = 0
  for (let at = box.start + 8; at + 12 <= box.end; at += 12) {
    const first = view.getUint32(at)
    if (first <= last || first > Math.max(1, chunks)) return false
    if (view.getUint32(at + 4) > Math.max(1, perChunk)) return false
    last = first
  }
  return true
}

function countsWithin(view: DataView, box: Box): boolean {
  let sum = 0
  for (let at = box.start + 8; at + 8 <= box.end; at += 8) sum += view.getUint32(at)
  return sum <= COUNT_LIMIT
}
