import { statedSpeakers } from '../../../domain/interpretation.ts'
import type { WavFormat } from '../wavFormatChunk.ts'
import { guessWarnings } from './channelLayout.ts'
import type { ReadMetadata } from './waveMetadata.ts'

/**
 * What else a file of the wave family says of itself, and what its channels are for: by the mask of WAVE_FORMAT_EXTENSIBLE
 * (mmreg.h). Where that is not followed, and nothing else in the file tells, there is a warning.
 */
export function withChannels(
  read: ReadMetadata,
  { channels, channelMask }: Pick<WavFormat, 'channels' | 'channelMask'>,
): ReadMetadata {
  if (channelMask === 0) return read
  const metadata = { ...read.metadata, channelMask }
  const mask = `Its channel mask, 0x${channelMask.toString(16).toUpperCase()},`
  const guess = statedSpeakers(channels, metadata) ? [] : guessWarnings(mask, channels)
  return { metadata, warnings: [...read.warnings, ...guess] }
}
