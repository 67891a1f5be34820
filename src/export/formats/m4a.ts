import { deliveryContainer } from '../../domain/deliveryContainers.ts'
import { metadataLosses } from '../../domain/metadataLosses.ts'
import { ok } from '../../lib/result.ts'
import type { DeliveryFileFormat } from './deliveryEncoder.ts'
import { keptMarkers } from './descriptiveTags.ts'
import { stampTimes } from './mp4Times.ts'
import { moovAt, userData, withUserData } from './mp4UserData.ts'
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
    const opened = await openMuxedEncoder(facts, {
      codec: 'aac',
      label: m4a.label,
      format: new Mp4OutputFormat({ fastStart: false }),
      delay: () => DELAY,
      delayInHeader: false,
      drain: 0,
      // They are written with what the library has no tags for.
      tags: {},
      warnings: metadataLosses(m4a, facts.markers, facts.sampleRate),
    })
    if (!opened.ok) return opened
    const encoder = opened.value
    return ok({
      ...encoder,
      async finish(measured) {
        const end = await encoder.finish(measured)
        if (!end.ok) return end
        stampTimes(end.value.bytes.subarray(moovAt(end.value.bytes)), facts)
        const bytes = withUserData(end.value.bytes, userData(facts, keptMarkers(m4a, facts)))
        return ok({ ...end.value, bytes })
      },
    })
  },
}
