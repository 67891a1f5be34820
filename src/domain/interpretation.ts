import { interpretationsOf, SPEAKERS, type Speaker } from './layout.ts'
import type { MediaInfo } from './media.ts'
import { speakerLabels } from './speakerLabels.ts'

const isSpeaker = (text: string | undefined): text is Speaker => SPEAKERS.some((speaker) => speaker === text)

/** The labels of all channels of a file, where they are speakers and all different. */
export const allSpeakers = (labels: readonly (string | undefined)[]): readonly Speaker[] | undefined => {
  const speakers = labels.filter(isSpeaker)
  return speakers.length === labels.length && new Set(speakers).size === labels.length ? speakers : undefined
}

/**
 * What the channels of a file are for, before anybody says otherwise: by its channel layout or mask, by the names of its
 * iXML tracks where all are speakers, or else as files of so many channels commonly are. A channel that none of these names
 * is not heard, and it can be given a speaker.
 */
export function speakersOf({
  pcm,
  metadata,
}: Pick<MediaInfo, 'pcm' | 'metadata'>): readonly (Speaker | null)[] {
  const { channels } = pcm
  const [commonest] = interpretationsOf(channels)
  if (channels <= 2 && commonest) return commonest.speakers
  const { speakers: written = [], channelMask: mask } = metadata ?? {}
  const byLayout = written.length === channels ? allSpeakers(written) : undefined
  if (byLayout) return byLayout
  const byMask = mask ? allSpeakers(speakerLabels(channels, mask)) : undefined
  if (byMask) return byMask
  const named = metadata?.production?.tracks
  const names = Array.from({ length: channels }, (_, c) => {
    const track = named?.find(({ interleave }) => interleave === c + 1)
    return SPEAKERS.find((speaker) => speaker.toUpperCase() === track?.name?.trim().toUpperCase())
  })
  return allSpeakers(names) ?? commonest?.speakers ?? Array.from({ length: channels }, () => null)
}
