import type { Peaks, SampleSource } from '../../domain/ports.ts'
import type { Clip, ClipId, MediaId } from '../../domain/session.ts'
import type { ClipTexts } from './clipText.ts'
import type { ClipZone } from './clipZone.ts'
import type { LaneColors } from './laneColors.ts'
import { type TimeView, toPixel } from './timeView.ts'

/** All that a lane shows. */
export type LanePicture = {
  /** In the order of time; those that begin later are over the others. */
  readonly clips: readonly Clip[]
  readonly view: TimeView
  /** CSS pixels. */
  readonly width: number
  readonly height: number
  readonly colors: LaneColors
  /** Of names. */
  readonly font: string
  readonly texts: ClipTexts
  /** Clips that are only looked at have no names, and nothing to be taken hold of. */
  readonly named: boolean
  /** The whole lane. */
  readonly muted: boolean
  readonly selected: ReadonlySet<ClipId>
  /** The clip under the pointer, and what of it a press would take hold of. */
  readonly hovered: ClipId | null
  readonly zone: ClipZone | null
  /** The clip that has the focus, where that is to be seen. */
  readonly focused: ClipId | null
  readonly peaks: ReadonlyMap<MediaId, Peaks>
  /** What waveforms are drawn higher by: 1 is as they sound. */
  readonly waveGain: number
  /** Close enough to tell samples. */
  readonly samples: SampleSource | null
  /** What `samples` had read when this was drawn. */
  readonly version: number
}

/** Columns from one to before another, in device pixels. */
export type Columns = { readonly from: number; readonly to: number }

/** Whole device pixels that the view has gone to the right since `drawn`; `null` where it is not only that. */
export function scrolledBy(drawn: LanePicture, picture: LanePicture, scale: number): number | null {
  const { view, ...rest } = picture
  const { view: before, ...was } = drawn
  const same = Object.entries(rest).every(([key, value]) => was[key as keyof typeof was] === value)
  if (!same || view.samplesPerPixel !== before.samplesPerPixel) return null
  const by = toPixel(before, view.start) * scale
  return Math.abs(by - Math.round(by)) < 1e-3 ? Math.round(by) : null
}

/** Columns drawn anew beside those that scroll into view: lines reach across. */
const SEAM = 2

/**
 * What is drawn anew of `columns` when the picture is moved by so many: what comes into view, and at the left, as far as
 * `held`, what does not move because it belongs to a clip that begins further left.
 */
export function freshColumns(by: number, columns: number, held: number): readonly Columns[] {
  if (Math.abs(by) >= columns) return [{ from: 0, to: columns }]
  const left = by < 0 ? SEAM - by : 0
  const right = by > 0 ? columns - by - SEAM : columns
  // What was held at the edge has been moved too.
  const fixed = held === 0 ? 0 : held + Math.abs(by)
  const first = Math.min(columns, Math.max(left, fixed))
  if (first >= right) return [{ from: 0, to: columns }]
  const fresh = [
    { from: 0, to: first },
    { from: Math.max(0, right), to: columns },
  ]
  return fresh.filter(({ from, to }) => to > from)
}
