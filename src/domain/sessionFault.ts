import { isSessionRate } from './sampleRates.ts'
import { LIMITS } from './schemaFields.ts'
import type { Clip, Session, Track } from './session.ts'

/**
 * What in a session of the right fields does not fit together, as a clause that begins with where it is: 'tracks[3] has 2
 * speakers for 1 channel'. `undefined` when everything does.
 */
export function sessionFault(session: Session): string | undefined {
  const { media, tracks, sampleRate } = session
  if (!isSessionRate(sampleRate)) return 'sampleRate is not a multiple of 100 Hz'
  const files = Object.entries(media)
  if (files.length > LIMITS.media) return `media has more than ${LIMITS.media} files`
  for (const [id, info] of files) {
    if (info.sampleRate !== sampleRate) return `media.${id}.sampleRate is not the session’s`
  }
  const ids = new Set<string>()
  const clipIds = new Set<string>()
  for (const [index, track] of tracks.entries()) {
    const at = `tracks[${index}]`
    if (ids.has(track.id)) return `${at}.id is the id of another track`
    ids.add(track.id)
    if (mostAtOnce(track) > AT_ONCE) return `${at} has more than ${AT_ONCE} clips at one place`
    for (const [place, clip] of track.clips.entries()) {
      const where = `${at}.clips[${place}]`
      if (clipIds.has(clip.id)) return `${where}.id is the id of another clip`
      clipIds.add(clip.id)
      const fault = clipFault(clip, track.speakers.length, media)
      if (fault) return `${where}${fault}`
    }
  }
  return undefined
}

/** Far more than a cross-fade has, and few enough that every clip may be compared with those that it meets. */
const AT_ONCE = 16

function mostAtOnce({ clips }: Track): number {
  const starts = clips.map(({ start }) => start).toSorted((a, b) => a - b)
  const ends = clips.map((clip) => clip.start + clip.length).toSorted((a, b) => a - b)
  let [most, ended] = [0, 0]
  for (const [begun, start] of starts.entries()) {
    while ((ends[ended] ?? Number.POSITIVE_INFINITY) <= start) ended += 1
    most = Math.max(most, begun + 1 - ended)
  }
  return most
}

function clipFault(clip: Clip, speakers: number, media: Session['media']): string | undefined {
  let channels = 0
  for (const id of clip.media) {
    const info = Object.hasOwn(media, id) ? media[id] : undefined
    if (!info) return `.media names a file that is not in media: ${id}`
    if (clip.from + clip.length > info.pcm.length) return ` goes beyond the end of its file, ${id}`
    channels += info.pcm.channels
  }
  return channels === speakers ? undefined : ` has ${channels} channels for ${speakers} speakers`
}
