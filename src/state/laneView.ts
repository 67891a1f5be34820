import type { TrackId } from '../domain/session.ts'
import type { StemId } from '../domain/stems.ts'

/** How the lanes of a session are looked at. None of it changes what sounds: a hidden track is heard. */
export type LaneView = {
  /** CSS pixels, within `LANE_HEIGHT`; the lanes that are not in it share the room that there is. */
  readonly heights: ReadonlyMap<TrackId, number>
  readonly hidden: ReadonlySet<TrackId>
  readonly folded: ReadonlySet<StemId>
}

export const EVERY_LANE: LaneView = { heights: new Map(), hidden: new Set(), folded: new Set() }

/** CSS pixels. Below the least, the two lines of a lane's head have no room. */
export const LANE_HEIGHT = { min: 36, max: 400 } as const

/** Heights to choose from; `fit`: what room there is. */
export const LANE_SIZES = ['small', 'medium', 'large', 'fit'] as const
export type LaneSize = (typeof LANE_SIZES)[number]
export const LANE_PIXELS: Readonly<Record<LaneSize, number | null>> = {
  small: 36,
  medium: 72,
  large: 144,
  fit: null,
}

/** Decibels that waveforms may be drawn higher by. Peaks are kept in 127 steps: further up there is nothing more to see. */
export const WAVE_ZOOMS_DB = [0, 6, 12, 18, 24] as const

/** Lanes with these tracks that high; `null`: with the room that there is. Heights are held to `LANE_HEIGHT`. */
export function withHeights(view: LaneView, tracks: readonly TrackId[], height: number | null): LaneView {
  const heights = new Map(view.heights)
  for (const id of tracks) {
    if (height === null) heights.delete(id)
    else heights.set(id, Math.round(Math.min(LANE_HEIGHT.max, Math.max(LANE_HEIGHT.min, height))))
  }
  return { ...view, heights }
}

/** The set with, or without, one of its kind. */
export function including<T>(set: ReadonlySet<T>, item: T, included: boolean): ReadonlySet<T> {
  const next = new Set(set)
  if (included) next.add(item)
  else next.delete(item)
  return next
}
