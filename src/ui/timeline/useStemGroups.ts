import { useMemo, useRef } from 'react'
import { shallow } from 'zustand/shallow'
import type { Track, TrackId } from '../../domain/session.ts'
import { STEMS, type StemId, type StemSpec } from '../../domain/stems.ts'
import { waitsForTracks } from './rowOrder.ts'

type ShownStem = {
  readonly stem: StemSpec
  /** Those that are not hidden. */
  readonly tracks: readonly Track[]
  /** How many are. */
  readonly hidden: number
}

/**
 * The stems that the timeline shows, in its order, with their tracks: the same lists as before for stems whose tracks are the
 * same, so that an edit is looked for in one stem and not in all.
 */
export function useStemGroups(all: readonly Track[], hidden: ReadonlySet<TrackId>): readonly ShownStem[] {
  const lists = useRef(new Map<StemId, readonly Track[]>())
  return useMemo(
    () =>
      STEMS.map((stem) => {
        const ofStem = all.filter((track) => track.stem === stem.id)
        const now = ofStem.filter(({ id }) => !hidden.has(id))
        const before = lists.current.get(stem.id)
        const tracks = before && shallow(before, now) ? before : now
        lists.current.set(stem.id, tracks)
        return { stem, tracks, hidden: ofStem.length - tracks.length }
      }).filter((group) => group.tracks.length + group.hidden > 0 || waitsForTracks(group.stem)),
    [all, hidden],
  )
}
