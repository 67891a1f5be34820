import type { MetadataTags } from 'mediabunny'
import { deliveryContainer } from '../../domain/deliveryContainers.ts'
import { metadataLosses } from '../../domain/metadataLosses.ts'
import type { DeliveryFacts, DeliveryFileFormat } from './deliveryEncoder.ts'
import { chapterComments, keptMarkers, timeTags } from './descriptiveTags.ts'
import { bytesOf } from './encoderHeader.ts'
import { orderRefusal } from './speakerOrder.ts'

const RATE = 48_000
/** One packet: more than any encoder looks ahead. */
const DRAIN = 960

/**
 * Opus in Ogg, for viewing copies, by the browser's own encoder. Its delay stands in the header as pre-skip, and the last
 * granule position ends with the mix (RFC 7845 § 4).
 */
export const opus: DeliveryFileFormat = {
  ...deliveryContainer('opus'),
  refusal: ({ sampleRate, speakers, bitRate }) =>
    sampleRate === RATE
      ? bitRate
        ? orderRefusal(speakers, [1, 2])
        : 'it needs a bit rate'
      : `it is made at ${RATE} Hz, not at ${sampleRate} Hz`,
  async open(facts) {
    const [{ OggOutputFormat }, { openMuxedEncoder }] = await Promise.all([
      import('mediabunny'),
      import('./muxedEncoder.ts'),
    ])
    return openMuxedEncoder(facts, {
      codec: 'opus',
      label: opus.label,
      format: new OggOutputFormat(),
      delay: preSkip,
      delayInHeader: true,
      drain: DRAIN,
      tags: opusTags(facts),
      warnings: metadataLosses(opus, facts.markers, facts.sampleRate),
    })
  },
}

/** Comments of the `OpusTags` header (RFC 7845 § 5.2). */
export function opusTags(facts: DeliveryFacts): MetadataTags {
  const { title, originator, description, sampleRate } = facts
  return {
    ...(title && { title }),
    ...(originator && { artist: originator }),
    ...(description && { comment: description }),
    raw: Object.fromEntries([...timeTags(facts), ...chapterComments(keptMarkers(opus, facts), sampleRate)]),
  }
}

/** Samples before the first, by the identification header (RFC 7845 § 5.1). */
function preSkip(meta: EncodedAudioChunkMetadata | undefined): number {
  const header = bytesOf(meta?.decoderConfig?.description)
  return new DataView(header.buffer, header.byteOffset, header.length).getUint16(10, true)
}
