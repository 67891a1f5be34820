import type { Input } from 'mediabunny'
import type { CompressedFormat } from '../../domain/media.ts'
import type { MediaMetadata } from '../../domain/mediaMetadata.ts'
import { ok } from '../../lib/result.ts'
import { channelLayout } from '../formats/metadata/channelLayout.ts'
import { channelBox } from './channelBox.ts'
import type { ContainerInput } from './containerInput.ts'
import { isPcm, type TrackFacts } from './containerTrack.ts'
import type { Movie } from './movieBox.ts'

/** What a container says that the channels are for, as `MediaMetadata` has it, and what was odd about it. */
export type ContainerChannels = {
  readonly metadata: Pick<MediaMetadata, 'speakers' | 'channelMask'>
  readonly warnings: readonly string[]
}

/** The order of FLAC (RFC 9639 § 9.1.3) as a channel mask, by the number of channels. */
const FLAC_MASKS = [0, 0, 0, 0x7, 0x33, 0x37, 0x3f, 0x70f, 0x63f] as const

/**
 * The channels of a track: of FLAC by its format or its comment, of PCM of three or more in MP4 and MOV by the `chan` box.
 * That of AAC and its like is not asked for: it tells the order in the stream, and a decoder gives them in another.
 */
export async function containerChannels(
  format: CompressedFormat,
  opened: ContainerInput,
  movie: Movie | undefined,
  { codec, channels, track }: TrackFacts,
): Promise<ContainerChannels> {
  const nothing: ContainerChannels = { metadata: {}, warnings: [] }
  if (codec === 'flac') {
    const written = format === 'flac' ? await opened.attempt(writtenMask, '') : ok(undefined)
    const own = written.ok && written.value && bitsOf(written.value) === channels ? written.value : undefined
    const channelMask = own ?? FLAC_MASKS[channels]
    return channelMask ? { metadata: { channelMask }, warnings: [] } : nothing
  }
  if (channels <= 2) return nothing
  const layout = movie && isPcm(codec) ? channelBox(movie, track.id) : undefined
  if (!layout) return nothing
  const { speakers, warnings } = channelLayout(layout, channels)
  return { metadata: { ...(speakers && { speakers }) }, warnings }
}

/** The channel mask that a comment of FLAC has in hexadecimal (RFC 9639 § 8.6.2). */
async function writtenMask(input: Input): Promise<number | undefined> {
  const { raw } = await input.getMetadataTags()
  const text = raw?.WAVEFORMATEXTENSIBLE_CHANNEL_MASK
  return typeof text === 'string' && /^0x[\da-f]{1,8}$/i.test(text) ? Number(text) : undefined
}

const bitsOf = (mask: number): number => [...mask.toString(2)].filter((bit) => bit === '1').length
