import type { Track } from '../../domain/session.ts'
import { STEMS, type StemSpec, shownStems } from '../../domain/stems.ts'
import type { WorkspaceState } from '../../state/workspaceStore.ts'

export type StripRef = NonNullable<WorkspaceState['selected']>

type Ordered = Pick<Track, 'id' | 'stem'>

/** The tracks of each stem that has any, in console order: as the signal flows. */
export function stemGroups<T extends Pick<Track, 'stem'>>(
  tracks: readonly T[],
): readonly { readonly stem: StemSpec; readonly tracks: readonly T[] }[] {
  return STEMS.map((stem) => ({ stem, tracks: tracks.filter((track) => track.stem === stem.id) })).filter(
    (group) => group.tracks.length > 0,
  )
}

/** Every strip from left to right: tracks by stem, then the stems. */
export function stripOrder(tracks: readonly Ordered[]): readonly StripRef[] {
  return [
    ...stemGroups(tracks).flatMap((group) =>
      group.tracks.map((track): StripRef => ({ kind: 'track', id: track.id })),
    ),
    ...shownStems(tracks).map((stem): StripRef => ({ kind: 'stem', id: stem.id })),
  ]
}

export const sameStrip = (a: StripRef | null, b: StripRef | null): boolean =>
  a?.kind === b?.kind && a?.id === b?.id

/** The strip whose controls the Tab key reaches: the selected one, or the first. */
export function currentStrip(tracks: readonly Ordered[], selected: StripRef | null): StripRef | null {
  const order = stripOrder(tracks)
  return order.find((strip) => sameStrip(strip, selected)) ?? order[0] ?? null
}

/** The strip `by` places to the right of the current one; stays at the ends. */
export function stripBeside(
  tracks: readonly Ordered[],
  selected: StripRef | null,
  by: number,
): StripRef | null {
  const order = stripOrder(tracks)
  const at = order.findIndex((strip) => sameStrip(strip, selected))
  // With nothing selected the first move selects the first strip.
  return at < 0 ? (order[0] ?? null) : (order[Math.min(order.length - 1, Math.max(0, at + by))] ?? null)
}

export const stemLabel = (stem: StemSpec): string => `${stem.name} stem`
