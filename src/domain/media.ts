import type { Samples } from './units.ts'

/** How one sample is stored in a file read in place. 8-bit integers are unsigned, as WAVE has them. */
export type PcmEncoding = {
  readonly kind: 'int' | 'float'
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

/** What is known of an imported file. Plain data: it is part of the session, PCM never is. */
export type MediaInfo = {
  readonly fileName: string
  readonly format: 'wav'
  readonly sampleRate: number
  readonly pcm: PcmLayout
  /** Sentences about what was odd but read all the same; shown in the list and printed in the report. */
  readonly warnings: readonly string[]
}

/** `24-bit`, `32-bit float`. */
export const encodingLabel = (encoding: PcmEncoding): string =>
  `${encoding.bits}-bit${encoding.kind === 'float' ? ' float' : ''}`

export const bytesPerFrame = (pcm: PcmLayout): number => (pcm.channels * pcm.encoding.bits) / 8
