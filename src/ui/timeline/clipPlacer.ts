import { clipEnd } from '../../domain/clipShape.ts'
import type { Clip } from '../../domain/session.ts'
import { hasGainHandle } from './clipZone.ts'
import { type Extent, type TimeView, toPixel } from './timeView.ts'

/** Pixels below which a clip has no room for more than a few letters of its name. */
const NARROW = 40
/** How far outside the lane an edge that is out of view is. */
const OUTSIDE = 2
/** Pixels scrolled from where boxes were placed, beyond which they are placed anew: browsers' numbers end somewhere. */
const FARTHEST = 100_000
/** Pixels at which what is farther away is placed: beyond what scrolling may bring into view. */
const FAR = 10 * FARTHEST

/** What a clip is wide enough for, the whole of it: nothing, its name, or its gain too. */
export type ClipRoom = 'none' | 'name' | 'gain'

export function clipRoom({ length }: Clip, { samplesPerPixel }: TimeView): ClipRoom {
  const width = length / samplesPerPixel
  return width <= NARROW ? 'none' : hasGainHandle(width) ? 'gain' : 'name'
}

/** Where a clip is drawn, in CSS pixels of the lane; `null` out of view. */
export type ClipPlace = {
  readonly left: number
  readonly width: number
  /** How far its fades reach into it. */
  readonly fadeIn: number
  readonly fadeOut: number
}

export function clipPlace(clip: Clip, view: TimeView, { width }: Extent): ClipPlace | null {
  const left = Math.max(-OUTSIDE, toPixel(view, clip.start))
  const right = Math.min(width + OUTSIDE, toPixel(view, clipEnd(clip)))
  if (right <= left) return null
  const shown = Math.max(2, right - left)
  return {
    left,
    width: shown,
    fadeIn: toPixel(view, clip.start + (clip.fadeIn?.length ?? 0)) - left,
    fadeOut: left + shown - toPixel(view, clipEnd(clip) - (clip.fadeOut?.length ?? 0)),
  }
}

/** Of a clip out of view: where it is, as far as browsers' numbers go. In that place it stays while the list is moved. */
function awayPlace(clip: Clip, anchor: TimeView): Pick<ClipPlace, 'left' | 'width'> {
  const held = (pixel: number): number => Math.max(-FAR, Math.min(FAR, pixel))
  const left = held(toPixel(anchor, clip.start))
  return { left, width: Math.max(2, held(toPixel(anchor, clipEnd(clip))) - left) }
}

/** What of a box is written: as it is in the page. */
type Written = { readonly left: string; readonly width: string }

/**
 * Places the boxes of a lane's clips past React, each time that the view has moved. Scrolling moves the whole list and writes
 * to those boxes only that cross an edge of the view; all others stay as they are.
 */
export class ClipPlacer {
  readonly #written = new WeakMap<Element, Written>()
  #anchor: TimeView | null = null

  /** `boxes` has an element for each of `clips`, in their order. */
  place(boxes: HTMLElement, clips: readonly Clip[], view: TimeView, extent: Extent): void {
    const { anchor, shift } = this.#anchorFor(view)
    const transform = shift === 0 ? '' : `translateX(${shift}px)`
    if (boxes.style.transform !== transform) boxes.style.transform = transform
    for (const [n, clip] of clips.entries()) {
      const box = boxes.children[n]
      if (!(box instanceof HTMLElement)) continue
      const place = clipPlace(clip, view, extent)
      this.#write(box, place ? { ...place, left: place.left - shift } : awayPlace(clip, anchor))
    }
  }

  /** The view that boxes were placed for, and how far the list is moved from there. */
  #anchorFor(view: TimeView): { readonly anchor: TimeView; readonly shift: number } {
    const anchor = this.#anchor
    if (anchor?.samplesPerPixel === view.samplesPerPixel) {
      const shift = toPixel(view, anchor.start)
      if (Math.abs(shift) <= FARTHEST) return { anchor, shift }
    }
    this.#anchor = view
    return { anchor: view, shift: 0 }
  }

  #write(box: HTMLElement, { left, width }: Pick<ClipPlace, 'left' | 'width'>): void {
    const now: Written = { left: pixels(left), width: pixels(width) }
    const was = this.#written.get(box)
    const { style } = box
    if (was?.left !== now.left) style.left = now.left
    if (was?.width !== now.width) style.width = now.width
    this.#written.set(box, now)
  }
}

/** To a hundredth: finer than is drawn, and the same text for the same place however far it was scrolled. */
const pixels = (value: number): string => `${Math.round(value * 100) / 100}px`
