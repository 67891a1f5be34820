import { type MediaMetadata, timeReference } from './mediaMetadata.ts'
import { atRate } from './placement.ts'
import { samplePosition, samples } from './units.ts'

/**
 * What a file at `from` Hz says of itself, for its sound at `to` Hz. Its timecode stays exact: it is still counted at the
 * file's own rate, which iXML can say and `bext` cannot. Markers stand at the nearest sample, as the sound does.
 */
export function metadataAtRate(metadata: MediaMetadata, from: number, to: number): MediaMetadata {
  if (from === to) return metadata
  const reference = timeReference(metadata, from)
  const { broadcast, production, markers, ...rest } = metadata
  const { timeReference: _, ...description } = broadcast ?? { version: 0 }
  const { from: source } = production?.timestamp ?? {}
  const timestamp = reference && {
    samples: reference.samples,
    sampleRate: reference.sampleRate,
    ...(source && reference.from === source && { from: source }),
  }
  return {
    ...rest,
    ...(broadcast && { broadcast: description }),
    ...((production || timestamp) && { production: { ...production, ...(timestamp && { timestamp }) } }),
    ...(markers && {
      markers: markers.map(({ sample, length, ...marker }) => ({
        ...marker,
        sample: samplePosition(atRate(sample, from, to)),
        ...(length !== undefined && {
          length: samples(atRate(sample + length, from, to) - atRate(sample, from, to)),
        }),
      })),
    }),
  }
}
