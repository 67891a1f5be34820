import type { Clip, Fade, FadeCurve, Session } from '../domain/session.ts'
import { samplePosition, samples } from '../domain/units.ts'
import { sessionFixture } from './sessionFixture.ts'

/** Samples in every file of `clipSession`. */
export const FILE_LENGTH = 1000

/** A clip of the file of track 1, unless told otherwise. */
export const clipFixture = (
  id: string,
  start: number,
  from: number,
  length: number,
  change: Partial<Clip> = {},
): Clip => ({
  id,
  media: ['1'],
  start: samplePosition(start),
  from: samplePosition(from),
  length: samples(length),
  ...change,
})

export const fadeFixture = (length: number, curve: FadeCurve = 'linear'): Fade => ({
  length: samples(length),
  curve,
})

/** Three tracks: the first, stereo, has these clips, the second, stereo too, and the third, mono, have theirs or none. */
export const clipSession = (
  first: readonly Clip[],
  second: readonly Clip[] = [],
  third: readonly Clip[] = [],
): Session =>
  sessionFixture([
    { name: 'Sea', length: FILE_LENGTH, clips: first },
    { name: 'Storm', length: FILE_LENGTH, clips: second },
    { name: 'Bell', length: FILE_LENGTH, channels: 1, clips: third },
  ])

/** The clips of a track as text, in their order: `a 0–100 @40`, where 40 is the place in the file. */
export const clipTexts = (session: Session, track = 0): readonly string[] =>
  (session.tracks[track]?.clips ?? []).map(
    ({ id, start, from, length }) => `${id} ${start}–${start + length} @${from}`,
  )

/** A clip by its id; throws when it is gone. */
export function clipIn(session: Session, id: string): Clip {
  const found = session.tracks.flatMap(({ clips }) => clips).find((clip) => clip.id === id)
  if (!found) throw new Error(`no clip ${id}`)
  return found
}
