import type { AppError } from '../../domain/errors.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { framesPerDay, frameToSample } from '../../domain/timecode.ts'
import { frames, samplePosition } from '../../domain/units.ts'
import { ok, type Result } from '../../lib/result.ts'
import { timecodeRate } from '../formats/metadata/timecodeRate.ts'
import { type Box, children, inside } from './boxes.ts'
import { editStart } from './editList.ts'
import { type Movie, type MovieTrack, tracksOf } from './movieBox.ts'
import { chunkOffsets, sampleCount } from './sampleTable.ts'
import type { StatedTime } from './timeTags.ts'

/** Fields of a timecode's sample description through the frames in a second (QuickTime File Format, Timecode Sample Description). */
const ENTRY_BYTES = 25
const DROP_FRAME = 0x1
const COUNTER = 0x8
const SAMPLE_BYTES = 4

const leftOut = (why: string): StatedTime => ({
  production: undefined,
  warnings: [`Its timecode track ${why}: its timecode is left out.`],
})

/**
 * The timecode that the first `tmcd` track of a movie tells of its beginning (QuickTime File Format, Timecode Media), counted
 * at `sampleRate`, that of the sound; `undefined` where no track is one. What makes no sense is left out with a warning. Only
 * a disk that fails is an error.
 */
export async function readTimecodeTrack(
  source: ByteSource,
  movie: Movie,
  sampleRate: number,
): Promise<Result<StatedTime | undefined, AppError>> {
  const track = tracksOf(movie).find(({ handler }) => handler === 'tmcd')
  if (!track) return ok(undefined)
  const { bytes } = movie
  const table = inside(bytes, track.box, 'mdia', 'minf', 'stbl')
  const described = table && description(bytes, table)
  const at = table && chunkOffsets(bytes, table)(0)
  if (!described || at === undefined || at + SAMPLE_BYTES > source.size) return ok(leftOut('is damaged'))
  const { flags, timescale, frameDuration } = described
  if (flags & COUNTER) return ok(leftOut('is a counter'))
  const divisor = Math.max(1, commonDivisor(timescale, frameDuration))
  const stated = `${timescale / divisor}/${frameDuration / divisor}`
  const rate = timecodeRate(stated, flags & DROP_FRAME ? 'DF' : 'NDF')
  if (!rate) return ok(leftOut(`counts ${stated} frames a second`))
  const read = await source.read(at, SAMPLE_BYTES)
  if (!read.ok) return read
  const first = new DataView(read.value.buffer, read.value.byteOffset).getInt32(0)
  if (first < 0 || first >= framesPerDay(rate))
    return ok(leftOut(`begins at frame ${first}, which no day has`))
  const start = frameToSample(frames(first), rate, sampleRate) + shift(movie, track, sampleRate)
  if (!Number.isSafeInteger(start) || start < 0) return ok(leftOut('begins before midnight'))
  const count = sampleCount(bytes, table)
  return ok({
    production: {
      timecodeRate: rate,
      timestamp: { samples: samplePosition(start), sampleRate, from: 'timecode track' },
    },
    warnings: count > 1 ? [`Its timecode track has ${count} timecodes, as of parts: the first is read.`] : [],
  })
}

function description(view: DataView, table: Box) {
  const list = inside(view, table, 'stsd')
  const [entry] = list ? children(view, { ...list, start: list.start + 8 }) : []
  if (entry?.name !== 'tmcd' || entry.start + ENTRY_BYTES > entry.end) return undefined
  return {
    flags: view.getUint32(entry.start + 12),
    timescale: view.getUint32(entry.start + 16),
    frameDuration: view.getUint32(entry.start + 20),
  }
}

/** Samples that the movie begins after the first timecode, by the track's edit list; negative where it begins before. */
function shift(movie: Movie, track: MovieTrack, sampleRate: number): number {
  const { before, mediaTime } = editStart(movie, track)
  const own = track.timescale ? mediaTime / track.timescale : 0
  return Math.round((own - (movie.timescale ? before / movie.timescale : 0)) * sampleRate)
}

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b))
