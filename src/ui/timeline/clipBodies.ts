import { clipEnd } from '../../domain/clipShape.ts'
import type { Clip } from '../../domain/session.ts'
import { CLIP_INSET } from './clipAt.ts'
import type { ClipLook } from './laneColors.ts'
import type { LanePicture } from './lanePicture.ts'
import { toPixel } from './timeView.ts'

/** How far outside the lane an edge that is out of view is drawn: out of sight. */
const OUTSIDE = 4
/** CSS pixels of the narrowest clip. */
const NARROWEST = 2
/** CSS pixels from which on a clip has round corners. */
const ROUND_FROM = 24
/** How far inside a clip the line is that says that it is selected, where its edge says something else. */
const INNER_INSET = 3

/** A rectangle in device pixels. */
export type BodyBox = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export function bodyBox({ view, width, height }: LanePicture, clip: Clip): BodyBox {
  const scale = window.devicePixelRatio
  const left = Math.round(Math.max(-OUTSIDE, toPixel(view, clip.start)) * scale)
  const right = Math.round(Math.min(width + OUTSIDE, toPixel(view, clipEnd(clip))) * scale)
  const y = Math.round(CLIP_INSET * scale)
  return {
    x: left,
    y,
    width: Math.max(Math.round(NARROWEST * scale), right - left),
    height: Math.round(height * scale) - 2 * y,
  }
}

export function lookOf(picture: LanePicture, clip: Clip): ClipLook {
  const { colors, texts, selected, hovered, muted } = picture
  return colors.look(clip, {
    muted: muted || clip.mute === true,
    selected: selected.has(clip.id),
    hovered: hovered === clip.id,
    absence: texts(clip).absence,
  })
}

/** The clips themselves, under their waveforms. */
export function drawBodies(
  context: CanvasRenderingContext2D,
  picture: LanePicture,
  clips: readonly Clip[],
): void {
  let last: ClipLook | undefined
  let [lastX, lastWidth] = [Number.NaN, 0]
  for (const clip of clips) {
    const look = lookOf(picture, clip)
    const box = bodyBox(picture, clip)
    // Of thousands that are narrower than a pixel, one for each pixel is enough.
    if (look === last && box.x === lastX && box.width === lastWidth) continue
    if (look !== last) {
      context.fillStyle = bodyFill(picture, look)
      context.strokeStyle = look.edge
    }
    ;[last, lastX, lastWidth] = [look, box.x, box.width]
    drawBody(context, box, look)
  }
}

function drawBody(context: CanvasRenderingContext2D, { x, y, width, height }: BodyBox, look: ClipLook): void {
  const scale = window.devicePixelRatio
  context.fillRect(x, y, width, height)
  const line = look.edgeWidth * scale
  context.lineWidth = line
  context.strokeRect(x + line / 2, y + line / 2, width - line, height - line)
  if (width >= ROUND_FROM * scale) {
    const [right, bottom] = [x + width - scale, y + height - scale]
    for (const left of [x, right]) for (const top of [y, bottom]) context.clearRect(left, top, scale, scale)
  }
  if (look.inner === undefined) return
  const inset = (INNER_INSET + 0.75) * scale
  context.strokeStyle = look.inner
  context.lineWidth = 1.5 * scale
  context.strokeRect(x + inset, y + inset, width - 2 * inset, height - 2 * inset)
  context.strokeStyle = look.edge
}

/** Stripes go with what they are on when that is scrolled. */
function bodyFill({ view }: LanePicture, { body }: ClipLook): string | CanvasPattern {
  if (typeof body === 'string') return body
  const origin = Math.round((-view.start / view.samplesPerPixel) * window.devicePixelRatio)
  body.setTransform(new DOMMatrix([1, 0, 0, 1, origin % 4096, 0]))
  return body
}
