import { fadePart, joinFades } from './fades.ts'
import { CLIP_GAIN_RANGE_DB, type Clip, type ClipId, type Fade, type Session, type Track } from './session.ts'
import { type Decibels, decibels, type FaderLevel, samplePosition, samples } from './units.ts'

/** The first sample after a clip. */
export const clipEnd = ({ start, length }: Pick<Clip, 'start' | 'length'>): number => start + length

export const clipGainDb = ({ gainDb }: Clip): FaderLevel => (gainDb === undefined ? (0 as Decibels) : gainDb)

/** Held to the range of a clip's gain: anything below it is −∞. Throws RangeError for NaN. */
export function clipGainLevel(db: FaderLevel): FaderLevel {
  if (db !== null && Number.isNaN(db)) throw new RangeError('a gain must be a number')
  return db === null || db < CLIP_GAIN_RANGE_DB.min ? null : decibels(Math.min(db, CLIP_GAIN_RANGE_DB.max))
}

/**
 * A clip's gain `by` decibels higher, held to its range and to hundredths, for sums of binary fractions read badly. −∞ is
 * left upwards only, as from the lowest level.
 */
export function changedGain(db: FaderLevel, by: number): FaderLevel {
  if (db === null && !(by > 0)) return clipGainLevel(db)
  const sum = (db ?? CLIP_GAIN_RANGE_DB.min) + by
  return clipGainLevel(Number.isFinite(sum) ? decibels(Math.round(sum * 100) / 100) : (sum as Decibels))
}

/** The length of the longest clip that holds both fades. */
export const fadesLength = ({ fadeIn, fadeOut }: Clip): number =>
  (fadeIn?.length ?? 0) + (fadeOut?.length ?? 0)

/** What can be said of a clip; `undefined` and what an absent field means take the field away. */
export type ClipChange = { readonly [Key in keyof Clip]?: Clip[Key] | undefined }

/** The clip with a change: the same clip when it says so already. */
export function changeClip(clip: Clip, change: ClipChange): Clip {
  const was: Readonly<Record<string, unknown>> = clip
  const now: Readonly<Record<string, unknown>> = change
  let next: Record<string, unknown> | undefined
  for (const key in now) {
    const value = now[key]
    const isNothing = saysNothing(key, value)
    if (isNothing ? !(key in clip) : alike(was[key], value)) continue
    // Not deleted, which would make all that reads the clip slow.
    if (isNothing) next = without(next ?? was, key)
    else next = { ...(next ?? was), [key]: value }
  }
  return next ? (next as Clip) : clip
}

function without(fields: Readonly<Record<string, unknown>>, key: string): Record<string, unknown> {
  const rest: Record<string, unknown> = {}
  for (const each in fields) if (each !== key) rest[each] = fields[each]
  return rest
}

/** Fields are numbers, words and small plain objects. */
const alike = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))

function saysNothing(key: string, value: unknown): boolean {
  if (value === undefined) return true
  if (key === 'gainDb') return value === 0
  return (key === 'mute' || key === 'locked') && value === false
}

/** The clip elsewhere, or with other edges: positions of the session, content in its place. */
export const moved = (clip: Clip, by: number): Clip =>
  by === 0 ? clip : { ...clip, start: samplePosition(clip.start + by) }

/**
 * What of a clip lies in [`start`, `end`) of the session, which lies inside it, sounding as it does there: a fade that is
 * cut stays the part of it that is left.
 */
export function clipPart(clip: Clip, start: number, end: number): Clip {
  if (start === clip.start && end === clipEnd(clip)) return clip
  const { fadeIn, fadeOut } = clip
  const inEnd = clip.start + (fadeIn?.length ?? 0)
  const outStart = clipEnd(clip) - (fadeOut?.length ?? 0)
  return changeClip(clip, {
    start: samplePosition(start),
    from: samplePosition(clip.from + start - clip.start),
    length: samples(end - start),
    fadeIn: fadeIn && partWithin(fadeIn, clip.start, start, Math.min(end, inEnd)),
    fadeOut: fadeOut && partWithin(fadeOut, outStart, Math.max(start, outStart), end),
  })
}

const partWithin = (fade: Fade, at: number, start: number, end: number): Fade | undefined =>
  end > start ? fadePart(fade, start - at, end - at) : undefined

/** One clip out of two that follow one another in time and in their file; `undefined` when it would sound otherwise. */
export function joined(first: Clip, second: Clip): Clip | undefined {
  const apart =
    clipEnd(first) !== second.start ||
    first.from + first.length !== second.from ||
    first.media.length !== second.media.length ||
    first.media.some((id, n) => id !== second.media[n]) ||
    clipGainDb(first) !== clipGainDb(second) ||
    (first.mute ?? false) !== (second.mute ?? false)
  if (apart) return undefined
  const fades = joinedFades(first, second)
  return fades && changeClip(first, { length: samples(first.length + second.length), ...fades })
}

function joinedFades(first: Clip, second: Clip): Pick<ClipChange, 'fadeIn' | 'fadeOut'> | undefined {
  let { fadeIn, fadeOut } = { fadeIn: first.fadeIn, fadeOut: second.fadeOut }
  if (second.fadeIn) {
    const whole = fadeIn?.length === first.length ? joinFades(fadeIn, second.fadeIn) : undefined
    if (!whole) return undefined
    fadeIn = whole
  }
  if (first.fadeOut) {
    const whole = fadeOut?.length === second.length ? joinFades(first.fadeOut, fadeOut) : undefined
    if (!whole) return undefined
    fadeOut = whole
  }
  return { fadeIn, fadeOut }
}

/** In time: by start, then by end. */
export const inTime = (a: Clip, b: Clip): number => a.start - b.start || a.length - b.length

export type PlacedClip = { readonly track: Track; readonly clip: Clip }

/** Of these clips those that there are, and where, in the order of the session. */
export function clipsThere(session: Session, ids: ReadonlySet<ClipId>): readonly PlacedClip[] {
  const found: PlacedClip[] = []
  for (const track of session.tracks) {
    for (const clip of track.clips) if (ids.has(clip.id)) found.push({ track, clip })
  }
  return found
}

/** Where these clips are, in the order of the session; `undefined` when there are none, or one of them is gone. */
export function findClips(session: Session, ids: Iterable<ClipId>): readonly PlacedClip[] | undefined {
  const wanted = new Set(ids)
  const found = clipsThere(session, wanted)
  return wanted.size > 0 && found.length === wanted.size ? found : undefined
}
