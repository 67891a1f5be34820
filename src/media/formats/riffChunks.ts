import type { AppError } from '../../domain/errors.ts'
import { ok, type Result } from '../../lib/result.ts'
import type { WindowReader } from './windowReader.ts'

/** A chunk as its header tells it; `size` may be more than the file holds. `offset` is of its body. */
export type RiffChunk = { readonly id: string; readonly offset: number; readonly size: number }

export type RiffWalk = {
  readonly chunks: readonly RiffChunk[]
  /** Where no further whole chunk was found: the end of the file (or past it by a missing pad byte) in a sound one. */
  readonly stoppedAt: number
}

/** A sound file has a dozen. Beyond this the walk stops, so that a hostile one cannot keep it busy. */
const MAX_CHUNKS = 10_000

const HEADER_BYTES = 8

/** Ids that are not met by accident, to tell a chunk from bytes that happen to be printable. */
const KNOWN_IDS: ReadonlySet<string> = new Set([
  'fmt ',
  'data',
  'fact',
  'LIST',
  'JUNK',
  'PAD ',
  'FLLR',
  'bext',
  'iXML',
  'axml',
  'chna',
  'cue ',
  'smpl',
  'inst',
  'PEAK',
  'id3 ',
])

/**
 * Every chunk from `from` on (RIFF 1.0, Microsoft/IBM 1991, chapter 2: id, little-endian size, body, pad to even).
 * The last one listed may run past the end of the file; the walk stops at it, as it does at bytes that are no
 * chunk.
 */
export async function riffChunks(file: WindowReader, from: number): Promise<Result<RiffWalk, AppError>> {
  const chunks: RiffChunk[] = []
  let at = from
  while (at < file.size && chunks.length < MAX_CHUNKS) {
    const header = await file.read(at, HEADER_BYTES)
    if (!header.ok) return header
    const chunk = chunkAt(header.value, 0, at)
    if (!chunk) break
    chunks.push(chunk)
    const end = chunk.offset + chunk.size
    if (end > file.size) break
    if (chunk.size % 2 === 0) {
      at = end
    } else {
      const seam = await file.read(end, 1 + HEADER_BYTES)
      if (!seam.ok) return seam
      at = afterOddChunk(seam.value, end, file.size)
    }
  }
  return ok({ chunks, stoppedAt: at })
}

/**
 * Some writers leave out the pad byte that has to follow an odd chunk. It is taken as missing only where a chunk
 * is found without it that is more of a chunk than what is found with it.
 */
function afterOddChunk(seam: DataView, end: number, fileSize: number): number {
  const unpadded = likeness(chunkAt(seam, 0, end), fileSize)
  const padded = likeness(chunkAt(seam, 1, end + 1), fileSize)
  return unpadded > padded ? end : end + 1
}

function likeness(chunk: RiffChunk | undefined, fileSize: number): number {
  if (!chunk) return 0
  if (KNOWN_IDS.has(chunk.id)) return 2
  return chunk.offset + chunk.size <= fileSize ? 1 : 0
}

/** The chunk header at byte `at` of `view`, which is byte `position` of the file; `undefined` when it is none. */
function chunkAt(view: DataView, at: number, position: number): RiffChunk | undefined {
  if (view.byteLength < at + HEADER_BYTES) return undefined
  const id = fourCc(view, at)
  if (!/^[\x20-\x7e]{4}$/.test(id)) return undefined
  return { id, offset: position + HEADER_BYTES, size: view.getUint32(at + 4, true) }
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
