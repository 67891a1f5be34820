import { useRef } from 'react'
import type { Track } from '../../domain/session.ts'
import { useDocument } from '../appContext.ts'

/** What the console shows of a track: all but its clips. */
export type StripTrack = Omit<Track, 'clips'>

const keysOf = Object.keys as (track: Track) => (keyof Track)[]

const sameStrip = (a: Track, b: Track | undefined): boolean =>
  a === b ||
  (b !== undefined &&
    keysOf(a).length === keysOf(b).length &&
    keysOf(a).every((key) => key === 'clips' || a[key] === b[key]))

/** Whether the console shows both alike: the same tracks in the same order, but for their clips. */
export const sameStrips = (a: readonly Track[], b: readonly Track[]): boolean =>
  a.length === b.length && a.every((track, n) => sameStrip(track, b[n]))

/** The session's tracks; the same as before for as long as only clips are edited, which no strip shows. */
export function useStripTracks(): readonly StripTrack[] {
  const shown = useRef<readonly Track[]>([])
  return useDocument(({ session: { tracks } }) => {
    if (!sameStrips(shown.current, tracks)) shown.current = tracks
    return shown.current
  })
}
