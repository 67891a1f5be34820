import type { Session } from '../../domain/session.ts'
import { frameToSample, sampleToFrame } from '../../domain/timecode.ts'
import { frames, samplePosition } from '../../domain/units.ts'

type Timebase = Pick<Session, 'frameRate' | 'sampleRate'>

/**
 * The sample of a grid that is nearest to a place. Picture frames and seconds are counted from the session's start; places
 * before it snap to it.
 */
export function snapToGrid(place: number, grid: 'frame' | 'second', timebase: Timebase): number {
  const { frameRate, sampleRate } = timebase
  const at = Math.max(0, Math.round(place))
  if (grid === 'second') return Math.round(at / sampleRate) * sampleRate
  const frame = sampleToFrame(samplePosition(at), frameRate, sampleRate)
  const [before, after] = [frame, frame + 1].map((n) => frameToSample(frames(n), frameRate, sampleRate))
  return nearest(at, [before ?? 0, after ?? 0]) ?? at
}

/** The nearest of some places, if it is no further than `reach`. */
export function nearest(
  place: number,
  places: Iterable<number>,
  reach = Number.POSITIVE_INFINITY,
): number | undefined {
  let best: number | undefined
  for (const each of places) {
    const gap = Math.abs(each - place)
    if (gap <= reach && (best === undefined || gap < Math.abs(best - place))) best = each
  }
  return best
}

/** Where a dragged place is held; `undefined` where there is nothing near to hold on to. */
export type Snap = (place: number) => number | undefined

/**
 * How far to move edges that are dragged together by about `by` samples: so that one of them is where it is held, the one
 * that has least far to go. `edges` are where they were.
 */
export function snapMove(by: number, edges: readonly number[], snap: Snap): number {
  const wanted = Math.round(by)
  const moves = edges.flatMap((edge) => {
    const held = snap(edge + wanted)
    return held === undefined ? [] : [held - edge]
  })
  return nearest(wanted, moves) ?? wanted
}
