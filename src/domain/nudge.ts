import type { Timebase } from './timebase.ts'
import { cellStep, type TimeGrid } from './timeGrid.ts'
import type { SamplePosition } from './units.ts'

/** By how much tracks and clips are moved. `subframe`: a hundredth of a picture frame. */
export const NUDGE_UNITS = ['second', 'frame', 'quarterFrame', 'subframe', 'millisecond', 'sample'] as const
export type NudgeUnit = (typeof NUDGE_UNITS)[number]

export const NUDGE_LABELS: Readonly<Record<NudgeUnit, string>> = {
  second: '1 second',
  frame: '1 frame',
  quarterFrame: '¼ frame',
  subframe: '1 sub-frame',
  millisecond: '1 ms',
  sample: '1 sample',
}

const SUBFRAMES = 100

/** Cells as long as the unit, from the session's start. */
export function gridOfNudge(unit: NudgeUnit, { frameRate: { num, den }, sampleRate }: Timebase): TimeGrid {
  const grids: Readonly<Record<NudgeUnit, TimeGrid>> = {
    second: { num: 1, den: 1 },
    frame: { num, den },
    quarterFrame: { num: 4 * num, den },
    subframe: { num: SUBFRAMES * num, den },
    millisecond: { num: 1000, den: 1 },
    sample: { num: sampleRate, den: 1 },
  }
  return grids[unit]
}

/**
 * Samples from a place to the one a nudge takes it to, negative for earlier. None of the units but the sample is a whole
 * number of samples at every rate: a nudge goes from the first sample of one to the first sample of another (n·fs·den/num,
 * nearest sample) and keeps the samples between, so that a hundred sub-frames are the frame and none is rounded on
 * another. `undefined` when it would pass the start.
 */
export function nudgeDistance(
  from: SamplePosition,
  by: number,
  unit: NudgeUnit,
  base: Timebase,
): number | undefined {
  return cellStep(from, by, gridOfNudge(unit, base), base.sampleRate)
}
