import { clipEnd } from '../../domain/clipShape.ts'
import type { Clip } from '../../domain/session.ts'
import { columnGains, fadesAt } from './clipEnvelope.ts'
import { drawSamples } from './drawSamples.ts'
import type { LanePicture } from './lanePicture.ts'
import { sampleColumns, samplesBetween } from './sampleWave.ts'
import { type TimeView, toPixel, toSample } from './timeView.ts'
import { chooseLevel, peakColumns } from './waveform.ts'
import type { WavePen } from './wavePixels.ts'

/** How much of its waveform a muted clip keeps. */
const MUTED_ALPHA = 0.35
/** CSS pixels of a fade that has a line. */
const NARROWEST_FADE = 2

/** Columns of a canvas, in device pixels, and how high waveforms are. */
type ClipColumns = { readonly x: number; readonly end: number; readonly rows: number }

/** The waveform of a clip, as loud as it sounds, or as much higher as is chosen. */
export function drawWave(
  context: CanvasRenderingContext2D,
  pen: WavePen,
  { view, peaks, samples, waveGain }: LanePicture,
  clip: Clip,
  { x, end, rows }: ClipColumns,
): void {
  const scale = window.devicePixelRatio
  const samplesPerColumn = view.samplesPerPixel / scale
  const at = toSample(view, x / scale)
  const from = clip.from + at - clip.start
  const gains = columnGains(clip, Math.max(clip.start, at), samplesPerColumn, end - x, waveGain)
  const opacity = clip.mute ? MUTED_ALPHA : 1
  context.globalAlpha = opacity
  const place = { x, middle: rows / 2, halfHeight: rows / 2 - scale }
  // The files of a split set are drawn over one another, as the channels of one file are.
  for (const media of clip.media) {
    const curve = { ...place, end, samplesPerColumn, from, scale, waveGain }
    if (samples && samplesPerColumn <= 1 && drawSamples(context, samples, media, clip, curve)) continue
    const first = Math.max(clip.from, Math.floor(from))
    const last = Math.min(clip.from + clip.length, Math.ceil(from + (end - x) * samplesPerColumn))
    const exact = samples && samplesBetween(samples, media, first, last)
    if (exact) {
      const columns = sampleColumns(exact, from - first, samplesPerColumn, end - x)
      pen.draw(columns, place, gains, opacity)
      continue
    }
    const known = peaks.get(media)
    const level = known && chooseLevel(known, samplesPerColumn)
    if (!level) continue
    const columns = peakColumns(level, Math.max(clip.from, from), samplesPerColumn, end - x)
    pen.draw(columns, place, gains, opacity)
  }
  drawFades(context, clip, { x, end, rows, scale, view })
}

type FadeBox = ClipColumns & {
  readonly scale: number
  readonly view: TimeView
}

/** A line along each fade that is in view, as it sounds: at the bottom nothing, at the top all. */
function drawFades(context: CanvasRenderingContext2D, clip: Clip, box: FadeBox): void {
  const { fadeIn, fadeOut, start } = clip
  if (fadeIn) drawFade(context, clip, { from: start, to: start + fadeIn.length }, box)
  if (fadeOut) drawFade(context, clip, { from: clipEnd(clip) - fadeOut.length, to: clipEnd(clip) }, box)
}

function drawFade(
  context: CanvasRenderingContext2D,
  clip: Clip,
  { from, to }: { readonly from: number; readonly to: number },
  { x, end, rows, scale, view }: FadeBox,
): void {
  const first = Math.max(x, Math.floor(toPixel(view, from) * scale))
  const last = Math.min(end, Math.ceil(toPixel(view, to) * scale))
  // Narrower it could not be told from an edge.
  if ((to - from) / view.samplesPerPixel < NARROWEST_FADE || last <= first) return
  context.beginPath()
  for (let column = first; column <= last; column++) {
    const at = Math.min(to, Math.max(from, toSample(view, column / scale)))
    context.lineTo(column, (1 - fadesAt(clip, at - clip.start)) * (rows - 1) + 0.5)
  }
  context.strokeStyle = context.fillStyle
  context.lineWidth = scale
  context.stroke()
}
