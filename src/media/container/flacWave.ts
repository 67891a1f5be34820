import type { AppError } from '../../domain/errors.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { ok, type Result } from '../../lib/result.ts'
import { type Chunk, fourCc } from '../formats/chunks.ts'
import { type ReadMetadata, readWaveMetadata } from '../formats/metadata/waveMetadata.ts'
import { windowReader } from '../formats/windowReader.ts'
import { afterTags } from './mp3Header.ts'

const BLOCKS_LIMIT = 2000
const MARK_BYTES = 4
const HEADER_BYTES = 4
/** Type of metadata block (RFC 9639 § 8.4), and the application that keeps pieces of a WAV file. */
const APPLICATION = 2
const RIFF = 'riff'
/** The block's header, the application's id, and the header of the chunk in it. */
const PIECE_BYTES = HEADER_BYTES + 4 + 8

/**
 * What the WAV file said of itself that a FLAC file was made of, where its chunks are kept in `APPLICATION` blocks of the id
 * `riff`, a chunk in each (xiph.org, foreign metadata), as `flac --keep-foreign-metadata` and Dubstage write them. A chunk
 * that does not lie within its block is passed over. `length` in samples. Only a disk that fails is an error.
 */
export async function readFlacWave(
  source: ByteSource,
  head: Uint8Array,
  { sampleRate, length }: { readonly sampleRate: number; readonly length: number },
): Promise<Result<ReadMetadata, AppError>> {
  const start = await afterTags(source)
  if (!start.ok) return start
  const file = windowReader(source, head)
  const chunks: Chunk[] = []
  let at = start.value + MARK_BYTES
  for (let blocks = 0; blocks < BLOCKS_LIMIT; blocks++) {
    const read = await file.read(at, PIECE_BYTES)
    if (!read.ok) return read
    const view = read.value
    if (view.byteLength < HEADER_BYTES) break
    const header = view.getUint32(0)
    const size = header & 0xff_ffff
    const isPiece = ((header >>> 24) & 0x7f) === APPLICATION && view.byteLength === PIECE_BYTES
    if (isPiece && fourCc(view, HEADER_BYTES) === RIFF) {
      const chunk = { id: fourCc(view, 8), offset: at + PIECE_BYTES, size: view.getUint32(12, true) }
      if (PIECE_BYTES - HEADER_BYTES + chunk.size <= size) chunks.push(chunk)
    }
    // The highest bit marks the last.
    if (header >>> 31) break
    at += HEADER_BYTES + size
  }
  // What the channels are for is FLAC's own to say.
  return chunks.length === 0
    ? ok({ metadata: undefined, warnings: [] })
    : readWaveMetadata(file, chunks, { sampleRate, length })
}
