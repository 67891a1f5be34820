import type { MediaInfo } from '../domain/media.ts'
import { samples } from '../domain/units.ts'

/** What is known of a 24-bit WAV at 48 kHz that says nothing of itself. */
export function mediaFixture(
  fileName: string,
  {
    channels = 1,
    length = 48_000,
    ...change
  }: Partial<MediaInfo> & {
    readonly channels?: number
    readonly length?: number
  } = {},
): MediaInfo {
  return {
    fileName,
    format: 'wav',
    sampleRate: 48_000,
    pcm: {
      encoding: { kind: 'int', bits: 24, endian: 'le' },
      channels,
      dataOffset: 44,
      length: samples(length),
    },
    warnings: [],
    ...change,
  }
}
