import type { AppError } from '../../domain/errors.ts'
import { ok, type Result } from '../../lib/result.ts'
import { type Chunk, type ChunkDialect, type ChunkWalk, HEADER_BYTES, walkChunks } from './chunks.ts'
import type { WindowReader } from './windowReader.ts'

/** The chunks of a file, and what they tell of the one with its audio. */
export type AudioWalk = ChunkWalk & {
  /** By how many bytes the audio is longer than a header of 32 bits says: a multiple of 2³². */
  readonly wrappedBy?: number
  /** Whether a chunk comes after the audio: a whole one, or one of a known kind. */
  readonly isFollowed: boolean
}

/** A size of 32 bits begins again at 0 here. */
const WRAP = 2 ** 32

/**
 * As `walkChunks`, for a file whose audio is in its first chunk `audioId`. Where the walk does not come to the end of a file
 * past 4 GiB, and does with a size of the audio that is larger by a multiple of 2³², that is its size: writers that only
 * know 32 bits leave the rest of it. No other multiple can be right: what comes after audio is never 4 GiB long.
 */
export async function walkAudio(
  file: WindowReader,
  from: number,
  dialect: ChunkDialect,
  audioId: string,
): Promise<Result<AudioWalk, AppError>> {
  const walked = await walkChunks(file, from, dialect)
  if (!walked.ok) return walked
  const { chunks, stoppedAt } = walked.value
  const index = chunks.findIndex(({ id }) => id === audioId)
  const audio = chunks[index]
  const isFollowed = chunks.some(
    ({ id, offset, size }, at) =>
      index >= 0 && at > index && (dialect.knownIds.has(id) || offset + size <= file.size),
  )
  const asStated = ok({ ...walked.value, isFollowed })
  if (!audio || stoppedAt >= file.size) return asStated

  const size = unwrapped(audio, file.size)
  if (size <= audio.size) return asStated
  const sizeOf: ChunkDialect['sizeOf'] = (id, stated) => {
    const known = dialect.sizeOf(id, stated)
    return id === audioId && known === audio.size ? size : known
  }
  const again = await walkChunks(file, audio.offset - HEADER_BYTES, { ...dialect, sizeOf })
  if (!again.ok) return again
  // A pad byte that the writer counted, or one that it need not have written.
  if (file.size - again.value.stoppedAt > 1) return asStated
  return ok({
    chunks: [...chunks.slice(0, index), ...again.value.chunks],
    stoppedAt: again.value.stoppedAt,
    wrappedBy: size - audio.size,
    isFollowed: again.value.chunks.length > 1,
  })
}

/** The largest size that a file has room for and that has the same lower 32 bits. */
const unwrapped = ({ offset, size }: Chunk, fileSize: number): number =>
  size + WRAP * Math.floor((fileSize - offset - size) / WRAP)
