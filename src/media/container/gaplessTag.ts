import type { TrackFacts } from './containerTrack.ts'
import type { Movie } from './movieBox.ts'
import { freeTags } from './movieTags.ts'
import type { Gapless } from './mp3Header.ts'

/** Zeros, the samples before the first, those after the last, and those between, in hexadecimal. */
const FIELDS = /^\s*[\da-f]{8} ([\da-f]{8}) ([\da-f]{8}) ([\da-f]{16})(?:\s|$)/i
/** More than any encoder adds before the first sample. */
const DELAY_LIMIT = 2 ** 16
/** Samples by which headers may count fewer than there are: what an encoder adds at both ends. */
const PADDING = 4096

/**
 * The samples of an AAC track of MP4 that its encoder added, by an `iTunSMPB` tag, as iTunes writes it; `undefined` where
 * there is none, or where it counts no samples, or more than there are.
 */
export function gaplessTag(movie: Movie, { codec, endSeconds, sampleRate }: TrackFacts): Gapless | undefined {
  if (codec !== 'aac') return undefined
  const [, text = ''] = freeTags(movie).find(([name]) => name === 'iTunSMPB') ?? []
  const [, before = '', , between = ''] = FIELDS.exec(text) ?? []
  const delay = Number.parseInt(before, 16)
  const length = Number.parseInt(between, 16)
  const there = endSeconds === undefined ? Number.POSITIVE_INFINITY : endSeconds * sampleRate + PADDING
  return delay <= DELAY_LIMIT && length > 0 && delay + length <= there ? { delay, length } : undefined
}
