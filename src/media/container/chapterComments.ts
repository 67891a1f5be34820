import type { FileMarker } from '../../domain/mediaMetadata.ts'
import { chapterMarker, type FoundChapters, foundChapters } from './fileChapters.ts'
import type { TagTexts } from './timeTags.ts'

const PER_SECOND = 1_000_000

/**
 * Markers of a Vorbis comment (wiki.xiph.org, Chapter Extension): `CHAPTER000=00:00:01.500` and `CHAPTER000NAME=FFOA`, of
 * which three digits hold a thousand.
 */
export function chapterComments(tags: TagTexts, sampleRate: number): FoundChapters {
  const places = [...tags].filter(([key]) => /^CHAPTER\d{3}$/.test(key))
  return foundChapters(
    places.map(([key, time]): FileMarker | undefined => {
      const at = microseconds(time.trim())
      if (at === undefined) return undefined
      const label = tags.get(`${key}NAME`) ?? ''
      return chapterMarker({ at, perSecond: PER_SECOND, label }, sampleRate)
    }),
  )
}

/** `hh:mm:ss` with up to six decimals. */
function microseconds(time: string): number | undefined {
  const [, hours, minutes, seconds, part = ''] =
    /^(\d{1,4}):([0-5]?\d):([0-5]?\d)(?:\.(\d{1,6}))?$/.exec(time) ?? []
  if (hours === undefined) return undefined
  const whole = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  return whole * PER_SECOND + Number(part.padEnd(6, '0'))
}
