import { clipEnd } from '../../domain/clipShape.ts'
import type { Peaks, SampleSource } from '../../domain/ports.ts'
import type { Clip, MediaId } from '../../domain/session.ts'
import { columnGains, fadesAt } from './clipEnvelope.ts'
import { drawSamples } from './drawSamples.ts'
import { sampleColumns, samplesBetween } from './sampleWave.ts'
import { type TimeView, toPixel, toSample } from './timeView.ts'
import { chooseLevel, drawColumns, peakColumns } from './waveform.ts'

/** How much of its waveform a muted clip keeps. */
const MUTED_ALPHA = 0.35
/** Columns drawn anew beside those that scroll into view: lines reach across. */
const SEAM = 2

export type WaveLane = {
  readonly clips: readonly Clip[]
  readonly view: TimeView
  readonly peaks: ReadonlyMap<MediaId, Peaks>
  /** Close enough to tell samples. */
  readonly samples: SampleSource | null
  readonly width: number
  readonly height: number
  /** Of the whole lane: `fillStyle` and `strokeStyle`. */
  readonly color: string
  /** What `samples` had read when this was drawn. */
  readonly version: number
}

/** Columns from one to before another, in device pixels. */
type Columns = { readonly from: number; readonly to: number }

/**
 * Draws what a lane shows. Where that is what was `drawn` last, only scrolled by whole pixels, what is still in view is
 * moved and the rest drawn.
 */
export function drawLane(canvas: HTMLCanvasElement, lane: WaveLane, drawn: WaveLane | null): void {
  const scale = window.devicePixelRatio
  // Kept by the processor, which draws it: as a layer of its own each lane's would cost more than is drawn in it.
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return
  // Setting a size, even the same, makes the browser allocate the canvas anew.
  const [columns, rows] = [Math.round(lane.width * scale), Math.round(lane.height * scale)]
  const resized = canvas.width !== columns || canvas.height !== rows
  if (resized) Object.assign(canvas, { width: columns, height: rows })
  const by = resized || !drawn ? null : scrolledBy(drawn, lane, scale)
  if (by === 0) return
  if (by === null || Math.abs(by) >= columns) {
    drawColumnsOf(context, lane, { from: 0, to: columns }, rows)
    return
  }
  context.globalCompositeOperation = 'copy'
  context.globalAlpha = 1
  context.drawImage(canvas, -by, 0)
  context.globalCompositeOperation = 'source-over'
  const fresh =
    by > 0 ? { from: columns - by - SEAM, to: columns } : { from: 0, to: Math.min(columns, SEAM - by) }
  drawColumnsOf(context, lane, { ...fresh, from: Math.max(0, fresh.from) }, rows)
}

/** Whole device pixels that the view has gone to the right; `null` where it is not only that. */
function scrolledBy(drawn: WaveLane, lane: WaveLane, scale: number): number | null {
  const { view, ...rest } = lane
  const { view: before, ...was } = drawn
  const same = Object.entries(rest).every(([key, value]) => was[key as keyof typeof was] === value)
  if (!same || view.samplesPerPixel !== before.samplesPerPixel) return null
  const by = toPixel(before, view.start) * scale
  return Math.abs(by - Math.round(by)) < 1e-3 ? Math.round(by) : null
}

function drawColumnsOf(
  context: CanvasRenderingContext2D,
  lane: WaveLane,
  { from: left, to: right }: Columns,
  rows: number,
): void {
  const { view, clips, color } = lane
  const scale = window.devicePixelRatio
  context.save()
  context.beginPath()
  context.rect(left, 0, right - left, rows)
  context.clip()
  context.clearRect(left, 0, right - left, rows)
  context.fillStyle = color
  for (const clip of clips) {
    const x = Math.round(Math.max(left / scale, toPixel(view, clip.start)) * scale)
    const end = Math.round(Math.min(right / scale, toPixel(view, clipEnd(clip))) * scale)
    if (end > x) drawClip(context, lane, clip, { x, end, rows })
  }
  context.restore()
}

type ClipColumns = { readonly x: number; readonly end: number; readonly rows: number }

function drawClip(
  context: CanvasRenderingContext2D,
  { view, peaks, samples }: WaveLane,
  clip: Clip,
  { x, end, rows }: ClipColumns,
): void {
  const scale = window.devicePixelRatio
  const samplesPerColumn = view.samplesPerPixel / scale
  const at = toSample(view, x / scale)
  const from = clip.from + at - clip.start
  const gains = columnGains(clip, Math.max(clip.start, at), samplesPerColumn, end - x)
  context.globalAlpha = clip.mute ? MUTED_ALPHA : 1
  const place = { x, middle: rows / 2, halfHeight: rows / 2 - scale }
  // The files of a split set are drawn over one another, as the channels of one file are.
  for (const media of clip.media) {
    const curve = { ...place, end, samplesPerColumn, from, scale }
    if (samples && samplesPerColumn <= 1 && drawSamples(context, samples, media, clip, curve)) continue
    const first = Math.max(clip.from, Math.floor(from))
    const last = Math.min(clip.from + clip.length, Math.ceil(from + (end - x) * samplesPerColumn))
    const exact = samples && samplesBetween(samples, media, first, last)
    if (exact) {
      const columns = sampleColumns(exact, from - first, samplesPerColumn, end - x)
      drawColumns(context, columns, place, gains)
      continue
    }
    const known = peaks.get(media)
    const level = known && chooseLevel(known, samplesPerColumn)
    if (!level) continue
    const columns = peakColumns(level, Math.max(clip.from, from), samplesPerColumn, end - x)
    drawColumns(context, columns, place, gains)
  }
  drawFades(context, clip, { x, end, height: rows, sampleAt: (column) => toSample(view, column / scale) })
}

type FadeBox = {
  /** The columns that the clip takes, in device pixels. */
  readonly x: number
  readonly end: number
  readonly height: number
  sampleAt(column: number): number
}

/** A line along each fade that is in view, as it sounds: at the bottom nothing, at the top all. */
function drawFades(context: CanvasRenderingContext2D, clip: Clip, box: FadeBox): void {
  const { fadeIn, fadeOut, start } = clip
  const inEnd = start + (fadeIn?.length ?? 0)
  const outStart = clipEnd(clip) - (fadeOut?.length ?? 0)
  if (!fadeIn && !fadeOut) return
  context.beginPath()
  let drawing = false
  for (let column = box.x; column <= box.end; column++) {
    const at = Math.min(clipEnd(clip), Math.max(start, box.sampleAt(column)))
    const inside = (fadeIn && at <= inEnd) || (fadeOut && at >= outStart)
    const y = (1 - fadesAt(clip, at - start)) * (box.height - 1) + 0.5
    if (inside && drawing) context.lineTo(column, y)
    else if (inside) context.moveTo(column, y)
    drawing = Boolean(inside)
  }
  context.strokeStyle = context.fillStyle
  context.lineWidth = window.devicePixelRatio
  context.stroke()
}
