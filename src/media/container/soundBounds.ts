import type { AppError } from '../../domain/errors.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { TrackFacts } from './containerTrack.ts'
import { type EditEnd, editEnd, editsOf } from './editList.ts'
import { gaplessTag } from './gaplessTag.ts'
import { type Movie, tracksOf } from './movieBox.ts'

/**
 * A track with where its sound begins and ends, where its file is a movie that says it beside its tables: by the end of
 * its edit list (ISO/IEC 14496-12 § 8.6.6), or without a list by a tag of its encoder's. Of a list the container library
 * follows the beginning of the first edit only: what has more than one is refused.
 */
export function withBounds(
  file: string,
  movie: Movie | undefined,
  facts: TrackFacts,
): Result<TrackFacts, AppError> {
  const track = movie && tracksOf(movie).find(({ id }) => id === facts.track.id)
  if (!movie || !track) return ok(facts)
  if (editsOf(movie.bytes, track.box).length === 0) {
    const gapless = gaplessTag(movie, facts)
    return ok(gapless ? { ...facts, gapless } : facts)
  }
  const edited = editEnd(movie, track)
  if (!edited.ok) return err({ code: 'audio/edits', file, detail: edited.error })
  const { endSeconds } = facts
  const isCut = edited.value && endSeconds !== undefined && isBefore(edited.value, endSeconds)
  return ok(
    edited.value && isCut
      ? { ...facts, endSeconds: edited.value.ticks / edited.value.timescale, endsByEdit: true }
      : facts,
  )
}

/** Less than a whole tick, for what doubles of seconds do not hold. */
const TICK = 1 - 1e-6

/**
 * Whether an edit ends before the media does, in seconds. Within a tick it means the same end, which the media says to the
 * sample: most writers count movies in milliseconds, and round them up or down.
 */
const isBefore = ({ ticks, timescale }: EditEnd, mediaEnd: number): boolean =>
  mediaEnd * timescale - ticks >= TICK
