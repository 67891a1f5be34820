import { clipEnd } from '../../domain/clipShape.ts'
import type { Clip } from '../../domain/session.ts'
import { drawBodies } from './clipBodies.ts'
import { drawMarks, heldWidth } from './clipMarks.ts'
import { drawWave } from './clipWave.ts'
import { type Columns, freshColumns, type LanePicture, scrolledBy } from './lanePicture.ts'
import { type TimeView, toPixel } from './timeView.ts'
import { wavePen } from './wavePixels.ts'

/** CSS pixels of a lane over its waveforms, where names are, and under them. */
const WAVE_TOP = 15
const WAVE_BOTTOM = 3

/**
 * Draws what a lane shows. Where that is what was `drawn` last, only scrolled by whole pixels, what is still in view is
 * moved and the rest drawn.
 */
export function drawLane(
  context: CanvasRenderingContext2D,
  picture: LanePicture,
  drawn: LanePicture | null,
): void {
  const { canvas } = context
  const scale = window.devicePixelRatio
  // Setting a size, even the same, makes the browser allocate the canvas anew.
  const [columns, rows] = [Math.round(picture.width * scale), Math.round(picture.height * scale)]
  const resized = canvas.width !== columns || canvas.height !== rows
  if (resized) Object.assign(canvas, { width: columns, height: rows })
  // To set it takes as long as to write a dozen names.
  if (resized || drawn?.font !== picture.font) context.font = picture.font
  const by = resized || !drawn ? null : scrolledBy(drawn, picture, scale)
  if (by === 0) return
  if (by === null) {
    drawColumnsOf(context, picture, { from: 0, to: columns })
    return
  }
  context.globalCompositeOperation = 'copy'
  context.globalAlpha = 1
  context.drawImage(canvas, -by, 0)
  context.globalCompositeOperation = 'source-over'
  const held = Math.max(heldAtEdge(context, picture), drawn ? heldAtEdge(context, drawn) : 0)
  for (const fresh of freshColumns(by, columns, held)) drawColumnsOf(context, picture, fresh)
}

/** Times that what is drawn may be stretched, or the other way about: beyond, it would be seen. */
const MOST_STRETCHED = 1.5

/**
 * Puts what a canvas shows of the view `shown` where it belongs in that of `picture`, which is zoomed, and draws what comes
 * into view beside it: near enough for a frame. `false` where it would not be, and nothing is done.
 */
export function stretchLane(
  context: CanvasRenderingContext2D,
  picture: LanePicture,
  shown: TimeView,
): boolean {
  const { canvas } = context
  const { view, width, height } = picture
  const scale = window.devicePixelRatio
  const { width: columns, height: rows } = canvas
  if (columns !== Math.round(width * scale) || rows !== Math.round(height * scale)) return false
  const times = shown.samplesPerPixel / view.samplesPerPixel
  if (times === 1 || times > MOST_STRETCHED || times < 1 / MOST_STRETCHED) return false
  const left = Math.round(toPixel(view, shown.start) * scale)
  const right = Math.round(left + columns * times)
  if (left >= columns || right <= 0) return false
  context.globalCompositeOperation = 'copy'
  context.globalAlpha = 1
  context.imageSmoothingEnabled = false
  context.drawImage(canvas, left, 0, right - left, rows)
  context.globalCompositeOperation = 'source-over'
  if (left > 0) drawColumnsOf(context, picture, { from: 0, to: left })
  if (right < columns) drawColumnsOf(context, picture, { from: right, to: columns })
  return true
}

/** How far names and marks reach that stay at the left edge while their clips are scrolled, in device pixels. */
function heldAtEdge(context: CanvasRenderingContext2D, picture: LanePicture): number {
  const { view, clips } = picture
  let widest = 0
  for (const clip of clips) {
    if (clip.start >= view.start) break
    if (clipEnd(clip) > view.start) widest = Math.max(widest, heldWidth(context, picture, clip))
  }
  return Math.ceil(widest * window.devicePixelRatio)
}

function drawColumnsOf(
  context: CanvasRenderingContext2D,
  picture: LanePicture,
  { from: left, to: right }: Columns,
): void {
  const { view, clips, height, colors } = picture
  const scale = window.devicePixelRatio
  const rows = context.canvas.height
  context.save()
  context.beginPath()
  context.rect(left, 0, right - left, rows)
  context.clip()
  context.clearRect(left, 0, right - left, rows)
  const isNear = (clip: Clip): boolean =>
    toPixel(view, clip.start) * scale < right + scale &&
    toPixel(view, clipEnd(clip)) * scale > left - 2 * scale
  const first = clips.findIndex(isNear)
  const last = clips.findLastIndex(isNear)
  const near = first < 0 ? [] : clips.slice(first, last + 1)
  drawBodies(context, picture, near)
  context.save()
  context.translate(0, Math.round(WAVE_TOP * scale))
  context.fillStyle = colors.wave
  const waveRows = Math.round((height - WAVE_TOP - WAVE_BOTTOM) * scale)
  const pen = wavePen(context, { left, columns: right - left, rows: waveRows }, colors.waveBytes)
  for (const clip of near) {
    const x = Math.round(Math.max(left / scale, toPixel(view, clip.start)) * scale)
    const end = Math.round(Math.min(right / scale, toPixel(view, clipEnd(clip))) * scale)
    if (end > x) drawWave(context, pen, picture, clip, { x, end, rows: waveRows })
  }
  context.globalAlpha = 1
  pen.finish()
  context.restore()
  if (picture.named) drawMarks(context, picture, near, clips[last + 1])
  context.restore()
}
