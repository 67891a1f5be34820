import type { FileLike } from '../domain/ports.ts'
import type { Clip, MediaId, Session } from '../domain/session.ts'

/** What a plan depends on: tracks in order, their stems, speakers and clips, the layout, and the files. Levels are not in it. */
export type PlanStructure = {
  readonly heard: readonly unknown[]
  readonly files: readonly (FileLike | undefined)[]
}

export function structureOf(session: Session, files: ReadonlyMap<MediaId, FileLike>): PlanStructure {
  const own = Object.keys(session.media).map((id) => files.get(id))
  return {
    heard: [
      session.layout,
      session.sampleRate,
      ...session.tracks.flatMap((track) => [track.id, track.stem, track.speakers, track.clips]),
      ...own.map((file) => file !== undefined),
    ],
    files: own,
  }
}

export const isSame = (a: PlanStructure, b: PlanStructure | null): boolean =>
  soundsTheSame(a, b) && b !== null && a.files.every((file, i) => file === b.files[i])

/** Which file a sound is read from is not heard: it is the same sound, as long as there is one. */
export const soundsTheSame = ({ heard: a }: PlanStructure, b: PlanStructure | null): boolean =>
  b !== null &&
  a.length === b.heard.length &&
  a.every((part, i) => part === b.heard[i] || sameClips(part, b.heard[i]))

/** Whether two lists of clips differ in nothing that is heard: a name, a colour or a lock is no reason to start again. */
function sameClips(a: unknown, b: unknown): boolean {
  if (!isClips(a) || !isClips(b) || a.length !== b.length) return false
  return a.every((clip, i) => {
    const other = b[i]
    if (clip === other) return true
    return other !== undefined && AUDIBLE.every((field) => clip[field] === other[field])
  })
}

const AUDIBLE = ['media', 'start', 'from', 'length', 'gainDb', 'mute', 'fadeIn', 'fadeOut'] as const
const isClips = (part: unknown): part is readonly Clip[] =>
  Array.isArray(part) && part.every((each) => typeof each === 'object' && each !== null && 'media' in each)
