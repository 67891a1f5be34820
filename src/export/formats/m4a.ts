import { deliveryContainer } from '../../domain/deliveryContainers.ts'
import type { DeliveryFileFormat } from './deliveryEncoder.ts'
import { orderRefusal } from './speakerOrder.ts'

/** What the AAC encoder puts before the first sample: one frame. */
const DELAY = 1024
const RATES = [32_000, 44_100, 48_000, 88_200, 96_000]

/**
 * AAC-LC in MP4, for viewing copies. The encoder's delay stands in the edit list (ISO 14496-12 § 8.6.6), which players
 * go by, and the last frame's duration ends with the mix.
 */
export const m4a: DeliveryFileFormat = {
  ...deliveryContainer('m4a'),
  refusal: ({ sampleRate, speakers, bitRate }) =>
    RATES.includes(sampleRate)
      ? bitRate
        ? orderRefusal(speakers, [1, 2, 6])
        : 'it needs a bit rate'
      : `it has no rate of ${sampleRate} Hz`,
  async open(facts) {
    const [{ Mp4OutputFormat }, { openMuxedEncoder }] = await Promise.all([
      import('mediabunny'),
      import('./muxedEncoder.ts'),
    ])
    return openMuxedEncoder(facts, {
      codec: 'aac',
      label: m4a.label,
      format: new Mp4OutputFormat({ fastStart: false }),
      delay: () => DELAY,
      delayInHeader: false,
      drain: 0,
    })
  },
}
