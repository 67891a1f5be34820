import type { Input } from 'mediabunny'
import type { AppError } from '../../domain/errors.ts'
import type { CompressedFormat } from '../../domain/media.ts'
import { type MediaMetadata, type ProductionMetadata, timeReference } from '../../domain/mediaMetadata.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { COUNT_LIMIT } from '../../domain/units.ts'
import { ok, type Result } from '../../lib/result.ts'
import { markerList } from '../formats/metadata/markers.ts'
import type { ReadMetadata } from '../formats/metadata/waveMetadata.ts'
import { chapterComments } from './chapterComments.ts'
import { readChapterTrack } from './chapterTrack.ts'
import type { ContainerInput } from './containerInput.ts'
import type { FoundChapters } from './fileChapters.ts'
import { readFlacWave } from './flacWave.ts'
import { id3Chapters } from './id3Chapters.ts'
import type { Id3Tag } from './id3Frames.ts'
import type { Movie } from './movieBox.ts'
import { freeTags, movieChapters } from './movieTags.ts'
import { readTimecodeTrack } from './timecodeTrack.ts'
import { type StatedTime, timeTags } from './timeTags.ts'

/** The names of tags that tell of time. */
const TIME_TAG = /^(?:TIMECODE|TIMECODE_RATE|TIME_REFERENCE|CHAPTER\d{3}(?:NAME)?)$/

/** A compressed file of which the container is known. `length`: of its sound in samples, where it is known. */
export type StatingFile = {
  readonly source: ByteSource
  readonly head: Uint8Array
  readonly format: CompressedFormat
  /** Of MP4 and MOV, where it has one. */
  readonly movie: Movie | undefined
  readonly sampleRate: number
  readonly length: number | undefined
  /** `null` where its texts cannot be read. */
  readonly id3: Id3Tag | null
}

/** What the container has beside text tags that all formats have. */
type OwnWays = {
  /** The chunks of a WAV file that FLAC keeps. */
  readonly wave?: ReadMetadata
  readonly track?: StatedTime | undefined
  readonly chapters?: FoundChapters
  readonly tags?: readonly (readonly [string, string])[]
}

/**
 * What a compressed file says of when its sound begins, and its markers: by the chunks of a WAV file that FLAC keeps, else by
 * the timecode track of a movie, else by text tags. Only a disk that fails is an error: what makes no sense is left out, with
 * a warning.
 */
export async function readStatedTime(
  file: StatingFile,
  opened: ContainerInput,
): Promise<Result<ReadMetadata, AppError>> {
  const own = await ownWays(file)
  if (!own.ok) return own
  const { wave, track, chapters, tags = [] } = own.value
  const raw = file.id3 ? await opened.attempt(rawTags, '') : ok([])
  const texts = new Map(
    [...(raw.ok ? raw.value : []), ...tags]
      .map(([name, text]) => [name.toUpperCase(), text] as const)
      .filter(([name]) => TIME_TAG.test(name)),
  )
  const { sampleRate } = file
  const kept = wave?.metadata ?? {}
  const tagged = timeTags(texts, sampleRate)
  // Zero is what writers leave that know no timecode; what rate they count at may be right all the same.
  const clocks = [track, tagged].filter((stated) => stated?.production)
  const clock = clocks.find((stated) => stated?.production?.timestamp?.samples) ?? clocks[0] ?? tagged
  const isKept = Boolean(timeReference(kept, sampleRate)?.samples)
  const marked = kept.markers
    ? { markers: kept.markers, warnings: [] }
    : listed(chapters?.markers.length ? chapters : chapterComments(texts, sampleRate), file.length)
  const production: ProductionMetadata = { ...kept.production, ...(!isKept && clock.production) }
  const metadata: MediaMetadata = {
    ...kept,
    ...(Object.keys(production).length > 0 && { production }),
    ...(marked.markers.length > 0 && { markers: marked.markers }),
  }
  return ok({
    metadata,
    warnings: [
      ...(wave?.warnings ?? []),
      ...(track?.warnings ?? []),
      ...(isKept || track?.production?.timestamp?.samples ? [] : tagged.warnings),
      ...marked.warnings,
    ],
  })
}

async function ownWays(file: StatingFile): Promise<Result<OwnWays, AppError>> {
  const { source, head, format, movie, sampleRate, length, id3 } = file
  if (format === 'flac') {
    const wave = await readFlacWave(source, head, { sampleRate, length: length ?? COUNT_LIMIT })
    return wave.ok ? ok({ wave: wave.value }) : wave
  }
  if (format === 'mp3' || format === 'aac') {
    const chapters = id3 ? await id3Chapters(source, head, id3, { sampleRate, length }) : ok(undefined)
    return chapters.ok ? ok(chapters.value ? { chapters: chapters.value } : {}) : chapters
  }
  if (!movie) return ok({})
  const track = await readTimecodeTrack(source, movie, sampleRate)
  if (!track.ok) return track
  const listed = movieChapters(movie, sampleRate)
  const chapters = listed.markers.length > 0 ? ok(listed) : await readChapterTrack(source, movie, sampleRate)
  return chapters.ok ? ok({ track: track.value, chapters: chapters.value, tags: freeTags(movie) }) : chapters
}

/** Names and texts as the container library has them: those that a user gave in ID3 are one deeper. */
async function rawTags(input: Input): Promise<readonly (readonly [string, string])[]> {
  const { raw = {} } = await input.getMetadataTags()
  return Object.entries(raw).flatMap(([name, value]): (readonly [string, string])[] => {
    if (typeof value === 'string') return [[name, value]]
    if (Array.isArray(value)) return value.slice(0, 1).map((text) => [name, text] as const)
    if (name !== 'TXXX' || value === null || value instanceof Uint8Array) return []
    return Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  })
}

/** Markers in time order, and those that are left out as a warning. */
function listed({ markers, unread }: FoundChapters, length: number | undefined) {
  const list = markerList(markers, length ?? COUNT_LIMIT)
  const lost =
    unread === 1
      ? 'One of its chapters has no time that can be read and is left out.'
      : `${unread} of its chapters have no time that can be read and are left out.`
  return { markers: list.markers, warnings: [...list.warnings, ...(unread > 0 ? [lost] : [])] }
}
