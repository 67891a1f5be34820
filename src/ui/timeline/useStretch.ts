import { useRef } from 'react'
import { type Extent, type TimeView, toSample } from './timeView.ts'

/** Samples of the session from one to before another. */
export type Stretch = { readonly from: number; readonly to: number }

/** How many times as long as what is in view a stretch may be. */
const LONGEST = 4

/**
 * The stretch of time of which clips are kept drawn: as much again as is in view to either side, and the same one until
 * the view leaves it, or until it is many times as long as what is in view. So most moves of the view make no new boxes.
 */
export function stretchFor(view: TimeView, { width }: Extent, before: Stretch | null): Stretch {
  const [from, to] = [view.start, toSample(view, width)]
  const length = to - from
  const holds = before !== null && before.from <= from && before.to >= to
  if (holds && before.to - before.from <= LONGEST * length) return before
  return { from: from - length, to: to + length }
}

export function useStretch(view: TimeView, extent: Extent): Stretch {
  const last = useRef<Stretch | null>(null)
  const now = stretchFor(view, extent, last.current)
  last.current = now
  return now
}
