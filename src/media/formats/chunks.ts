import type { AppError } from '../../domain/errors.ts'
import { ok, type Result } from '../../lib/result.ts'
import type { WindowReader } from './windowReader.ts'

/** A chunk as its header tells it; `size` may be more than the file holds. `offset` is of its body. */
export type Chunk = { readonly id: string; readonly offset: number; readonly size: number }

export type ChunkWalk = {
  readonly chunks: readonly Chunk[]
  /** Where no further whole chunk was found: the end of the file (or past it by a missing pad byte) in a sound one. */
  readonly stoppedAt: number
}

/** What sets one family of chunked files apart from another. */
export type ChunkDialect = {
  readonly littleEndian: boolean
  /** Ids that are not met by accident, to tell a chunk from bytes that happen to be printable. */
  readonly knownIds: ReadonlySet<string>
  /** The size of a chunk whose header states `stated`: RF64 keeps sizes past 32 bits elsewhere. */
  readonly sizeOf: (id: string, stated: number) => number
}

/** A sound file has a dozen. Beyond this the walk stops, so that a hostile one cannot keep it busy. */
const MAX_CHUNKS = 10_000

/** Chunks this long each cost a read to get over, so fewer of them are walked. */
const LONG_BYTES = 4096
const MAX_LONG_CHUNKS = 1000

/** Before the body of a chunk: its id and its size. */
export const HEADER_BYTES = 8

/**
 * Every chunk from `from` on (EA IFF 85 and RIFF 1.0, Microsoft/IBM 1991, chapter 2: id, size, body, pad to even).
 * The last one listed may run past the end of the file; the walk stops at it, as it does at bytes that are no
 * chunk.
 */
export async function walkChunks(
  file: WindowReader,
  from: number,
  dialect: ChunkDialect,
): Promise<Result<ChunkWalk, AppError>> {
  const chunks: Chunk[] = []
  let at = from
  let long = 0
  while (at < file.size && chunks.length < MAX_CHUNKS && long < MAX_LONG_CHUNKS) {
    const header = await file.read(at, HEADER_BYTES)
    if (!header.ok) return header
    const chunk = chunkAt(header.value, 0, at, dialect)
    if (!chunk) break
    chunks.push(chunk)
    if (chunk.size >= LONG_BYTES) long += 1
    const end = chunk.offset + chunk.size
    if (end > file.size) break
    if (chunk.size % 2 === 0) {
      at = end
    } else {
      const seam = await file.read(end, 1 + HEADER_BYTES)
      if (!seam.ok) return seam
      at = afterOddChunk(seam.value, end, file.size, dialect)
    }
  }
  return ok({ chunks, stoppedAt: at })
}

/**
 * Some writers leave out the pad byte that has to follow an odd chunk. It is taken as missing only where a chunk
 * is found without it that is more of a chunk than what is found with it.
 */
function afterOddChunk(seam: DataView, end: number, fileSize: number, dialect: ChunkDialect): number {
  const likeness = (chunk: Chunk | undefined): number => {
    if (!chunk) return 0
    if (dialect.knownIds.has(chunk.id)) return 2
    return chunk.offset + chunk.size <= fileSize ? 1 : 0
  }
  const unpadded = likeness(chunkAt(seam, 0, end, dialect))
  const padded = likeness(chunkAt(seam, 1, end + 1, dialect))
  return unpadded > padded ? end : end + 1
}

/** The chunk header at byte `at` of `view`, which is byte `position` of the file; `undefined` when it is none. */
function chunkAt(
  view: DataView,
  at: number,
  position: number,
  { littleEndian, sizeOf }: ChunkDialect,
): Chunk | undefined {
  if (view.byteLength < at + HEADER_BYTES) return undefined
  const id = fourCc(view, at)
  if (!/^[\x20-\x7e]{4}$/.test(id)) return undefined
  return { id, offset: position + HEADER_BYTES, size: sizeOf(id, view.getUint32(at + 4, littleEndian)) }
}

/** Four bytes as four characters. */
export function fourCc(view: DataView, at: number): string {
  return String.fromCharCode(
    view.getUint8(at),
    view.getUint8(at + 1),
    view.getUint8(at + 2),
    view.getUint8(at + 3),
  )
}
