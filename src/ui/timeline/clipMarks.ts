import { clipEnd, clipGainDb } from '../../domain/clipShape.ts'
import type { Clip } from '../../domain/session.ts'
import { formatSignedDb } from '../format.ts'
import { type BodyBox, bodyBox, lookOf } from './clipBodies.ts'
import { clipRoom } from './clipPlacer.ts'
import { fittedText, textWidth } from './fittedText.ts'
import type { LanePicture } from './lanePicture.ts'
import { type TimeView, toPixel } from './timeView.ts'

/** In CSS pixels of a clip: its name, from the left and from the top to the line that letters stand on. */
const NAME = { left: 5, right: 2, base: 12 } as const
/** The gain, at the lower left, as `clipZone` has it. */
const GAIN = { left: 8, bottom: 1, width: 40, height: 14, base: 11 } as const
/** The corners of fades: as long as they are high. */
const CORNER = 7
/** An edge that can be trimmed here. */
const TRIM = 3
const RING = 2

const isMarked = ({ selected, hovered }: LanePicture, { id }: Clip): boolean =>
  selected.has(id) || hovered === id

/** How far from the left edge of the lane the name and the marks of a clip reach that begins left of it; CSS pixels. */
export function heldWidth(context: CanvasRenderingContext2D, picture: LanePicture, clip: Clip): number {
  if (!picture.named || clipRoom(clip, picture.view) === 'none') return 0
  const text = picture.texts(clip).whole
  const name = NAME.left + textWidth(context, picture.font, text) / window.devicePixelRatio + NAME.right
  return Math.max(name, isMarked(picture, clip) ? GAIN.left + GAIN.width : 0)
}

/**
 * What is over waveforms: names, and of clips that are selected or under the pointer what they are taken hold of by.
 * `after`: the clip that follows `clips`.
 */
export function drawMarks(
  context: CanvasRenderingContext2D,
  picture: LanePicture,
  clips: readonly Clip[],
  after: Clip | undefined,
): void {
  const { view, focused, font } = picture
  const scale = window.devicePixelRatio
  for (const [n, clip] of clips.entries()) {
    const room = clipRoom(clip, view)
    const marked = isMarked(picture, clip)
    if (room === 'none' && !marked && focused !== clip.id) continue
    const box = bodyBox(picture, clip)
    if (room !== 'none') {
      // Under the next clip, where it lies over this one, there is no name either.
      const next = clips[n + 1] ?? after
      const end = Math.min(clipEnd(clip), next?.start ?? Number.POSITIVE_INFINITY)
      const left = Math.max(0, box.x + 2 * scale) + (NAME.left - 2) * scale
      const right = toPixel(view, end) * scale
      const text = fittedText(context, font, picture.texts(clip).whole, right - NAME.right * scale - left)
      context.fillStyle = lookOf(picture, clip).name
      if (text) context.fillText(text, left, box.y + NAME.base * scale)
    }
    if (marked) drawHandles(context, picture, clip, box)
    if (focused === clip.id) drawRing(context, picture, box)
  }
}

function drawHandles(
  context: CanvasRenderingContext2D,
  picture: LanePicture,
  clip: Clip,
  { x, y, width, height }: BodyBox,
): void {
  const { view, colors, hovered, zone } = picture
  const scale = window.devicePixelRatio
  const held = hovered === clip.id ? zone : null
  const corner = colors.corner(clip)
  context.fillStyle = corner
  if (held === 'start') context.fillRect(x, y, TRIM * scale, height)
  if (held === 'end') context.fillRect(x + width - TRIM * scale, y, TRIM * scale, height)
  drawCorners(context, view, clip, y)
  if (clipRoom(clip, view) !== 'gain' || clip.locked) return
  const chip = held === 'gain' ? colors.heldChip : colors.chip
  const left = x + GAIN.left * scale
  const top = y + height - (GAIN.bottom + GAIN.height) * scale
  context.fillStyle = chip.body
  context.fillRect(left, top, GAIN.width * scale, GAIN.height * scale)
  context.fillStyle = chip.text
  context.textAlign = 'center'
  context.fillText(formatSignedDb(clipGainDb(clip)), left + (GAIN.width / 2) * scale, top + GAIN.base * scale)
  context.textAlign = 'left'
}

/** Where its fades end and begin: of a clip that goes on out of view they are out of view too, and scroll with it. */
function drawCorners(context: CanvasRenderingContext2D, view: TimeView, clip: Clip, y: number): void {
  const scale = window.devicePixelRatio
  const size = CORNER * scale
  const at = (sample: number): number => toPixel(view, sample) * scale
  const [start, end] = [at(clip.start), at(clipEnd(clip))]
  const left = Math.max(start, Math.min(at(clip.start + (clip.fadeIn?.length ?? 0)), end - size))
  const right = Math.min(end, Math.max(at(clipEnd(clip) - (clip.fadeOut?.length ?? 0)), start + size))
  context.beginPath()
  for (const [corner, along] of [
    [left, size],
    [right, -size],
  ] as const) {
    context.moveTo(corner, y)
    context.lineTo(corner + along, y)
    context.lineTo(corner, y + size)
  }
  context.fill()
}

function drawRing(context: CanvasRenderingContext2D, { colors }: LanePicture, box: BodyBox): void {
  const line = RING * window.devicePixelRatio
  context.strokeStyle = colors.focusRing
  context.lineWidth = line
  context.strokeRect(box.x + line, box.y + line, box.width - 2 * line, box.height - 2 * line)
}
