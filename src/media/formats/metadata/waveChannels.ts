import type { AppError } from '../../../domain/errors.ts'
import { statedSpeakers } from '../../../domain/interpretation.ts'
import type { MediaMetadata } from '../../../domain/mediaMetadata.ts'
import { presentOrNone } from '../../../lib/present.ts'
import { ok, type Result } from '../../../lib/result.ts'
import type { Chunk } from '../chunks.ts'
import type { WavFormat } from '../wavFormatChunk.ts'
import type { WindowReader } from '../windowReader.ts'
import { CHANNEL_ALLOCATION_LIMIT, channelAllocation } from './channelAllocation.ts'
import { guessWarnings, maskWarnings } from './channelLayout.ts'
import type { ReadMetadata } from './waveMetadata.ts'

const UNFOLLOWED_ADM = 'Its channels are read as they are, without ADM positions. Its chna chunk'

/**
 * What else a file of the wave family says of itself, and what its channels are for: by the mask of WAVE_FORMAT_EXTENSIBLE
 * (mmreg.h), or else by its `chna` chunk. Where neither is followed, and nothing else in the file tells, there is one
 * warning. Only a disk that fails is an error.
 */
export async function withChannels(
  file: WindowReader,
  chunks: readonly Chunk[],
  { channels, channelMask }: Pick<WavFormat, 'channels' | 'channelMask'>,
  { metadata: others, warnings }: ReadMetadata,
): Promise<Result<ReadMetadata, AppError>> {
  const mask = { ...(channelMask !== 0 && { channelMask }) }
  if (statedSpeakers(channels, mask)) return ok({ metadata: { ...others, ...mask }, warnings })
  const chna = chunks.find(({ id, offset, size }) => id === 'chna' && offset + size <= file.size)
  const read = await file.readWhole(chna?.offset ?? 0, Math.min(chna?.size ?? 0, CHANNEL_ALLOCATION_LIMIT))
  if (!read.ok) return read
  const allocation = channelAllocation(read.value, channels)
  const metadata: MediaMetadata = {
    ...others,
    ...mask,
    ...(allocation?.speakers && { speakers: allocation.speakers }),
  }
  const isGuess = allocation && !statedSpeakers(channels, metadata)
  const guess = isGuess ? guessWarnings(UNFOLLOWED_ADM, channels) : maskWarnings(channels, metadata)
  return ok({ metadata: presentOrNone(metadata), warnings: [...warnings, ...guess] })
}
