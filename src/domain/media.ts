import type { MediaMetadata } from './mediaMetadata.ts'
import type { Samples } from './units.ts'

/** How one sample is stored in a file read in place. `uint`: 8 bits with silence at 128, as WAVE has them. */
export type PcmEncoding = {
  readonly kind: 'int' | 'uint' | 'float'
  readonly bits: 8 | 16 | 24 | 32 | 64
  readonly endian: 'le' | 'be'
}

/** Where PCM lies in a file: interleaved frames of `channels` samples from `dataOffset` bytes. */
export type PcmLayout = {
  readonly encoding: PcmEncoding
  readonly channels: number
  readonly dataOffset: number
  readonly length: Samples
}

export type FileFormat = 'wav' | 'rf64' | 'bw64' | 'aiff' | 'aifc'

/** What is known of an imported file. Plain data: it is part of the session, PCM never is. */
export type MediaInfo = {
  readonly fileName: string
  readonly format: FileFormat
  /** Size of the whole file; unknown in sessions of earlier versions. */
  readonly bytes?: number
  readonly sampleRate: number
  readonly pcm: PcmLayout
  /** What else the file says of itself: claims, none of which changes how it is read. */
  readonly metadata?: MediaMetadata
  /** Sentences about what was odd but read all the same; shown in the list and printed in the report. */
  readonly warnings: readonly string[]
}

/** What people call a format; `MediaInfo.metadata` tells whether a WAV is a Broadcast WAV. */
export const FORMAT_LABELS: Readonly<Record<FileFormat, string>> = {
  wav: 'WAV',
  rf64: 'RF64',
  bw64: 'BW64',
  aiff: 'AIFF',
  aifc: 'AIFF-C',
}

/** `24-bit`, `32-bit float`. */
export const encodingLabel = (encoding: PcmEncoding): string =>
  `${encoding.bits}-bit${encoding.kind === 'float' ? ' float' : ''}`

export const bytesPerFrame = (pcm: PcmLayout): number => (pcm.channels * pcm.encoding.bits) / 8
