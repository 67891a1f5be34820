import { checkProblems } from './checkSettings.ts'
import { clipEnd, inTime } from './clipShape.ts'
import { deliverableProblems } from './deliverableProblems.ts'
import { exportSettingsOf, exportSettingsProblems } from './exportSettings.ts'
import { markerProblems, markersOf } from './markers.ts'
import {
  CLIP_GAIN_RANGE_DB,
  type Clip,
  FADE_CURVES,
  FADER_RANGE_DB,
  type Fade,
  type Session,
  TRIM_RANGE_DB,
  type Track,
} from './session.ts'
import { ownSpecProblems } from './specs/ownSpecs.ts'
import { STEMS } from './stems.ts'
import type { FaderLevel } from './units.ts'

/** What is wrong with a session, a sentence each, for whoever looks for the fault; none in one that is valid. */
export function sessionProblems(session: Session): readonly string[] {
  const problems: string[] = []
  if (session.title.trim() === '') problems.push('the session has no title')
  const tracks = new Set<string>()
  const clips = new Set<string>()
  for (const track of session.tracks) {
    if (tracks.has(track.id)) problems.push(`two tracks are ${track.id}`)
    tracks.add(track.id)
    for (const { id } of track.clips) {
      if (clips.has(id)) problems.push(`two clips are ${id}`)
      clips.add(id)
    }
    problems.push(...levelProblems(track), ...trackProblems(session, track))
  }
  for (const { id } of STEMS) {
    if (!within(session.stems[id].faderDb, FADER_RANGE_DB)) problems.push(`fader of stem ${id}`)
  }
  problems.push(...deliverableProblems(session.deliverables ?? []))
  problems.push(...checkProblems(session.checks ?? {}))
  problems.push(...ownSpecProblems(session.specs ?? []), ...exportSettingsProblems(exportSettingsOf(session)))
  return [...problems, ...markerProblems(markersOf(session))]
}

function levelProblems(track: Track): readonly string[] {
  const problems: string[] = []
  if (track.name.trim() === '') problems.push(`track ${track.id} has no name`)
  if (track.trimDb === null || !within(track.trimDb, TRIM_RANGE_DB))
    problems.push(`trim of track ${track.id}`)
  if (!within(track.faderDb, FADER_RANGE_DB)) problems.push(`fader of track ${track.id}`)
  if (!(Math.abs(track.pan) <= 1)) problems.push(`pan of track ${track.id}`)
  return problems
}

/** What is wrong with the clips of a track; those that are `known` are not looked at but for overlaps. */
export function trackProblems(
  session: Session,
  track: Track,
  known: ReadonlySet<Clip> = new Set(),
): readonly string[] {
  const problems: string[] = []
  for (const clip of track.clips) {
    if (!known.has(clip)) addClipProblems(problems, session, track, clip)
  }
  const clips = track.clips.toSorted(inTime)
  // Clips that still play where the next one begins, and where the last of them ends.
  let playing: Clip[] = []
  let end = 0
  for (const later of clips) {
    if (later.start >= end) playing = []
    else playing = playing.filter((clip) => clipEnd(clip) > later.start)
    for (const clip of playing) {
      if (!crossfades(clip, later)) problems.push(`clip ${clip.id} and clip ${later.id} overlap`)
    }
    playing.push(later)
    end = Math.max(end, clipEnd(later))
  }
  return problems
}

/** Whether two clips that overlap cross-fade there: in either order when they are one over the other from end to end. */
export function crossfades(a: Clip, b: Clip): boolean {
  const fades = (earlier: Clip, later: Clip): boolean => {
    const overlap = clipEnd(earlier) - later.start
    const inside = earlier.start > later.start || clipEnd(earlier) > clipEnd(later)
    return !inside && earlier.fadeOut?.length === overlap && later.fadeIn?.length === overlap
  }
  return fades(a, b) || fades(b, a)
}

const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0

/** Into one list for all clips: thousands are looked at after a command, and hardly ever is there anything to say. */
function addClipProblems(problems: string[], { media }: Session, { speakers }: Track, clip: Clip): void {
  const { id, start, from, length } = clip
  const say = (what: string): number => problems.push(`clip ${id}: ${what}`)
  if (!isCount(start) || !isCount(from) || !isCount(length) || length === 0) say('its place is no place')
  if (!Number.isSafeInteger(start + length)) say('it ends beyond all positions')
  let channels = 0
  for (const file of clip.media) {
    const pcm = Object.hasOwn(media, file) ? media[file]?.pcm : undefined
    if (!pcm) say(`the session does not know its file ${file}`)
    else if (from + length > pcm.length) say('it goes beyond its file')
    channels += pcm?.channels ?? 0
  }
  if (clip.media.length === 0) say('it has no file')
  if (channels !== speakers.length) say(`it has ${channels} channels on a track of ${speakers.length}`)
  let fades = 0
  // Optional fields that are there: to ask each clip for those that are not takes longer than all the rest.
  for (const key in clip) {
    if (key === 'gainDb') {
      if (clip.gainDb !== undefined && !within(clip.gainDb, CLIP_GAIN_RANGE_DB)) say('its gain')
    } else if (key === 'color') {
      if (clip.color !== undefined && !isCount(clip.color)) say('its colour')
    } else if (key === 'name') {
      if (clip.name?.trim() === '') say('its name is blank')
    } else if (key === 'group') {
      if (clip.group === '') say('its group has no name')
    } else if (key === 'fadeIn' || key === 'fadeOut') {
      const fade = clip[key]
      if (fade && !isFade(fade)) say('a fade is no fade')
      fades += fade?.length ?? 0
    }
  }
  if (fades > length) say('its fades overlap')
}

function isFade({ length, curve, part }: Fade): boolean {
  const isPart =
    !part ||
    (Number.isSafeInteger(part.from) &&
      Number.isSafeInteger(part.of) &&
      part.from >= 0 &&
      part.from + length <= part.of &&
      length < part.of)
  return Number.isSafeInteger(length) && length > 0 && FADE_CURVES.includes(curve) && isPart
}

const within = (db: FaderLevel, { min, max }: { readonly min: number; readonly max: number }): boolean =>
  db === null || (db >= min && db <= max)
