import type { Timebase } from '../../domain/timebase.ts'
import {
  type FrameRate,
  formatFrameSpan,
  formatTimecode,
  frameToSample,
  nominalRate,
  parseTimecode,
} from '../../domain/timecode.ts'
import { FRAMES_PER_FOOT, formatCount, gridOf, type TimeFormat } from '../../domain/timeFormats.ts'
import { cellToSample, sampleToCell } from '../../domain/timeGrid.ts'
import { type Frames, frames, samplePosition } from '../../domain/units.ts'
import { type TimeView, toPixel, toSample } from './timeView.ts'

export type Tick = { readonly x: number; readonly label: string }
export type RulerTicks = { readonly major: readonly Tick[]; readonly minor: readonly number[] }

/** Pixels from one label to the next, at least: `01:02:00:00` with its padding, at the label size. */
export const LABEL_SPACING = 88
const MINOR_SPACING = 8
const SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200]

/** Steps a ruler can have, in timecode counts: whole divisions of a second, then round seconds and minutes. */
function steps(fps: number): readonly number[] {
  const divisions = Array.from({ length: fps - 1 }, (_, i) => i + 1).filter((step) => fps % step === 0)
  return [...divisions, ...SECONDS.map((seconds) => seconds * fps)]
}

/** The count a timecode reads as: its fields, with numbers that drop-frame leaves out still counted. */
function countOf(frame: Frames, rate: FrameRate): number {
  const [hh = 0, mm = 0, ss = 0, ff = 0] = formatFrameSpan(frame, rate).split(/[:;]/).map(Number)
  return ((hh * 60 + mm) * 60 + ss) * nominalRate(rate) + ff
}

/**
 * The frame whose timecode reads `count`. A whole second that drop-frame leaves out stands at the first frame
 * that exists in it; any other left-out number has no frame.
 */
function frameOf(count: number, rate: FrameRate): Frames | undefined {
  const fps = nominalRate(rate)
  const ff = count % fps
  const seconds = (count - ff) / fps
  const head = `${Math.floor(seconds / 3600)}:${Math.floor(seconds / 60) % 60}:${seconds % 60}`
  const exact = parseTimecode(`${head}:${ff}`, rate)
  return exact ?? (ff === 0 ? parseTimecode(`${head}:${fps / 15}`, rate) : undefined)
}

/** Labelled and plain ticks for `width` pixels of a view. Labels never come closer than `LABEL_SPACING`. */
export function rulerTicks(
  view: TimeView,
  width: number,
  base: Timebase,
  format: TimeFormat = 'timecode',
): RulerTicks {
  return format === 'timecode' ? timecodeTicks(view, width, base) : countTicks(view, width, base, format)
}

const decades = (upTo: number): readonly number[] =>
  Array.from({ length: upTo }, (_, n) => [1, 2, 5].map((digit) => digit * 10 ** n)).flat()

/** Steps of the formats that are counted from 0, in cells of their grids. */
const COUNT_STEPS: Readonly<Record<Exclude<TimeFormat, 'timecode'>, readonly number[]>> = {
  feet: [1, 2, 4, 8, ...decades(5).map((feet) => feet * FRAMES_PER_FOOT)],
  minutes: [...decades(3), ...SECONDS.map((seconds) => seconds * 1000)],
  samples: decades(11),
}

function countTicks(
  view: TimeView,
  width: number,
  base: Timebase,
  format: Exclude<TimeFormat, 'timecode'>,
): RulerTicks {
  const { sampleRate } = base
  const grid = gridOf(format, base)
  const pixelsPerCell = (sampleRate * grid.den) / grid.num / view.samplesPerPixel
  // A sample of margin: each tick is at the nearest one.
  const fits = (step: number): boolean => step * pixelsPerCell - 1 / view.samplesPerPixel >= LABEL_SPACING
  const steps = COUNT_STEPS[format]
  const major = steps.find(fits) ?? steps.at(-1) ?? 1
  const minor = steps.find((step) => major % step === 0 && step * pixelsPerCell >= MINOR_SPACING) ?? major
  const labelled: Tick[] = []
  const plain: number[] = []
  const first = sampleToCell(samplePosition(Math.max(0, Math.floor(view.start))), grid, sampleRate)
  const lastSample = toSample(view, width)
  // A label that starts left of the view still shows its end.
  for (let cell = Math.floor(first / major) * major; ; cell += minor) {
    const sample = cellToSample(cell, grid, sampleRate)
    if (sample > lastSample) break
    const x = toPixel(view, sample)
    if (cell % major === 0) labelled.push({ x, label: formatCount(cell, format, base) })
    else if (x >= 0) plain.push(x)
  }
  return { major: labelled, minor: plain }
}

function timecodeTicks(view: TimeView, width: number, base: Timebase): RulerTicks {
  const { frameRate, startFrame, sampleRate } = base
  const pixelsPerFrame = (sampleRate * frameRate.den) / frameRate.num / view.samplesPerPixel
  const candidates = steps(nominalRate(frameRate))
  // One frame of margin: a drop-frame label can stand up to four frames later than its even place.
  const fits = (step: number): boolean => (step - (frameRate.drop ? 4 : 0)) * pixelsPerFrame >= LABEL_SPACING
  const major = candidates.find(fits) ?? candidates.at(-1) ?? 1
  const minor =
    candidates.find((step) => major % step === 0 && step * pixelsPerFrame >= MINOR_SPACING) ?? major

  const firstFrame = startFrame + Math.floor((view.start * frameRate.num) / frameRate.den / sampleRate)
  const lastSample = toSample(view, width)
  const labelled: Tick[] = []
  const plain: number[] = []
  let count = Math.floor(countOf(frames(firstFrame), frameRate) / minor) * minor
  // A label that starts left of the view still shows its end.
  count = Math.max(0, count - (major - minor))
  for (; ; count += minor) {
    const frame = frameOf(count, frameRate)
    if (frame === undefined) {
      if (count / nominalRate(frameRate) >= 360_000) break
      continue
    }
    if (frame < startFrame) continue
    const sample = frameToSample(frames(frame - startFrame), frameRate, sampleRate)
    if (sample > lastSample) break
    const x = toPixel(view, sample)
    if (count % major === 0) labelled.push({ x, label: formatTimecode(frame, frameRate) })
    else if (x >= 0) plain.push(x)
  }
  return { major: labelled, minor: plain }
}
