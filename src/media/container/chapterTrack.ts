import type { AppError } from '../../domain/errors.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { batches } from '../../lib/batches.ts'
import { ok, type Result } from '../../lib/result.ts'
import { decodeText } from '../formats/metadata/fileText.ts'
import { MAX_MARKERS } from '../formats/metadata/markers.ts'
import { inside } from './boxes.ts'
import { editStart } from './editList.ts'
import { chapterMarker, type FoundChapters, foundChapters } from './fileChapters.ts'
import { type Movie, type MovieTrack, tracksOf } from './movieBox.ts'
import { type MediaSample, samplesOf } from './sampleTable.ts'

/** Chapters that are counted: more than are ever kept. */
const CHAPTERS_LIMIT = 100_000
/** Bytes of a title that are read, after its length. */
const TITLE_LIMIT = 1024
/** Titles that are asked for at once: each is a trip to another process in a browser. */
const AT_ONCE = 16

/**
 * The chapters of the text track that another track of a movie calls its chapters (QuickTime File Format, Chapter Lists);
 * none where no track does. Only a disk that fails is an error.
 */
export async function readChapterTrack(
  source: ByteSource,
  movie: Movie,
  sampleRate: number,
): Promise<Result<FoundChapters, AppError>> {
  const track = chapterTrack(movie)
  const table = track && inside(movie.bytes, track.box, 'mdia', 'minf', 'stbl')
  if (!track?.timescale || !table) return ok(foundChapters([]))
  const samples = samplesOf(movie.bytes, table, CHAPTERS_LIMIT)
  const labels: string[] = []
  // Those after them are only counted.
  for (const some of batches(samples.slice(0, MAX_MARKERS), AT_ONCE)) {
    for (const text of await Promise.all(some.map((sample) => title(source, sample)))) {
      if (!text.ok) return text
      labels.push(text.value)
    }
  }
  const { before, mediaTime } = editStart(movie, track)
  const { timescale } = track
  const common = movie.timescale ?? 1
  const markers = samples.map(({ time }, n) => {
    // In a tick that is whole in both.
    const at = (time - mediaTime) * common + before * timescale
    return chapterMarker({ at, perSecond: timescale * common, label: labels[n] ?? '' }, sampleRate)
  })
  return ok(foundChapters(markers))
}

function chapterTrack(movie: Movie): MovieTrack | undefined {
  const { bytes } = movie
  const tracks = tracksOf(movie)
  const called = new Set(
    tracks.flatMap(({ box }) => {
      const ids = inside(bytes, box, 'tref', 'chap')
      const count = ids ? Math.min(Math.floor((ids.end - ids.start) / 4), tracks.length) : 0
      return Array.from({ length: count }, (_, n) => bytes.getUint32((ids?.start ?? 0) + 4 * n))
    }),
  )
  // A track of pictures of the chapters can be called so as well.
  return tracks.find(
    ({ id, handler }) => id !== undefined && called.has(id) && (handler === 'text' || handler === 'sbtl'),
  )
}

/** A text sample: its length in bytes, and then UTF-8, or UTF-16 where a byte order mark says so. */
async function title(source: ByteSource, { at, size }: MediaSample): Promise<Result<string, AppError>> {
  const length = Math.min(size, 2 + TITLE_LIMIT, source.size - at)
  if (length <= 2) return ok('')
  const read = await source.read(at, length)
  if (!read.ok) return read
  const view = new DataView(read.value.buffer, read.value.byteOffset, length)
  const bytes = read.value.subarray(2, 2 + view.getUint16(0))
  const mark = bytes.length >= 2 ? view.getUint16(2) : 0
  if (mark === 0xfeff) return ok(new TextDecoder('utf-16be').decode(bytes))
  if (mark === 0xfffe) return ok(new TextDecoder('utf-16le').decode(bytes))
  return ok(decodeText(bytes))
}
