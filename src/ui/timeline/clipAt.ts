import type { Clip } from '../../domain/session.ts'
import { clipPlace } from './clipPlacer.ts'
import { type ClipZone, clipZone } from './clipZone.ts'
import type { ViewOnTime } from './liveView.ts'

/** CSS pixels of a lane over and under its clips. */
export const CLIP_INSET = 2

export type ClipGrip = { readonly clip: Clip; readonly zone: ClipZone }

/**
 * The clip at a place of a lane that is so many CSS pixels high, and what a press there takes hold of: of clips over one
 * another the one that begins last, which is drawn last. `clips` in the order of time.
 */
export function clipAt(
  clips: readonly Clip[],
  { view, extent }: ViewOnTime,
  { x, y }: { readonly x: number; readonly y: number },
  height: number,
): ClipGrip | undefined {
  if (x < 0 || x >= extent.width || y < CLIP_INSET || y >= height - CLIP_INSET) return undefined
  for (let n = clips.length - 1; n >= 0; n--) {
    const clip = clips[n]
    const place = clip && clipPlace(clip, view, extent)
    if (!place || x < place.left || x >= place.left + place.width) continue
    const { left, width, fadeIn, fadeOut } = place
    const surface = {
      width,
      height: height - 2 * CLIP_INSET,
      fadeInEnd: fadeIn,
      fadeOutStart: width - fadeOut,
    }
    return { clip, zone: clipZone({ x: x - left, y: y - CLIP_INSET }, surface) }
  }
  return undefined
}
