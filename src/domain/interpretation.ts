import { interpretationsOf, MONO, SPEAKERS, type Speaker } from './layout.ts'
import type { MediaInfo } from './media.ts'
import type { MediaMetadata, ProductionMetadata } from './mediaMetadata.ts'
import { speakerLabels } from './speakerLabels.ts'

/** What programs write of mono that set as many bits as there are channels, from the lowest: no reason to hear it on the left. */
const FRONT_LEFT = 0x1

const isSpeaker = (text: string | undefined): text is Speaker => SPEAKERS.some((speaker) => speaker === text)

/** The labels of all channels of a file, where they are speakers and all different. */
export const allSpeakers = (labels: readonly (string | undefined)[]): readonly Speaker[] | undefined => {
  const speakers = labels.filter(isSpeaker)
  return speakers.length === labels.length && new Set(speakers).size === labels.length ? speakers : undefined
}

/**
 * What a file says that its channels are for, in file order, where Dubstage follows it: by its `speakers`, its channel mask, or
 * the names of its iXML tracks, the first of these that names a speaker for each, all different. A lone centre, or left
 * by a mask, is mono; of two channels nothing but left and right is followed; and what tracks are called is asked of three channels and more.
 */
export function statedSpeakers(
  channels: number,
  { speakers = [], channelMask = 0, production }: MediaMetadata,
): readonly Speaker[] | undefined {
  return (
    followed(channels, speakers) ??
    followed(channels, byMask(channels, channelMask)) ??
    (channels > 2 ? followed(channels, byNames(channels, production)) : undefined)
  )
}

function followed(channels: number, labels: readonly (string | undefined)[]): readonly Speaker[] | undefined {
  const speakers = labels.length === channels ? allSpeakers(labels) : undefined
  if (channels === 1 && speakers?.[0] === 'C') return MONO.speakers
  return channels === 2 && speakers?.join(' ') !== 'L R' ? undefined : speakers
}

/** A mask of more bits than channels names them by the first; but of several speakers, one channel is no certain one. */
function byMask(channels: number, mask: number): readonly string[] {
  if (channels === 1 && mask === FRONT_LEFT) return MONO.speakers
  const isOneBit = (mask & (mask - 1)) === 0
  return mask === 0 || (channels === 1 && !isOneBit) ? [] : speakerLabels(channels, mask)
}

const byNames = (channels: number, production: ProductionMetadata | undefined) =>
  Array.from({ length: channels }, (_, c) => {
    const track = production?.tracks?.find(({ interleave }) => interleave === c + 1)
    return SPEAKERS.find((speaker) => speaker.toUpperCase() === track?.name?.trim().toUpperCase())
  })

/**
 * What the channels of a file are for, before anybody says otherwise: what it says itself, or else as files of so many
 * channels commonly are. A channel that neither names is not heard, and it can be given a speaker.
 */
export const speakersOf = ({
  pcm: { channels },
  metadata = {},
}: Pick<MediaInfo, 'pcm' | 'metadata'>): readonly (Speaker | null)[] =>
  statedSpeakers(channels, metadata) ??
  interpretationsOf(channels)[0]?.speakers ??
  Array.from({ length: channels }, () => null)
