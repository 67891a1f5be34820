/** What a press on a part of a clip takes hold of. */
export type ClipZone = 'body' | 'start' | 'end' | 'fadeIn' | 'fadeOut'

export type ClipSurface = {
  /** CSS pixels of the clip as it is drawn. */
  readonly width: number
  readonly height: number
  /** Where its fades end and begin, in pixels from its left edge. */
  readonly fadeInEnd: number
  readonly fadeOutStart: number
}

/** Width of the edges that trim. */
const EDGE = 6
/** Reach of the fades' corners, which are at the top. */
const CORNER = { across: 7, down: 12 } as const
/** A clip that is drawn narrower than this can only be moved: there is no room for anything else. */
const LEAST_WIDTH = 24

export function clipZone(
  { x, y }: { readonly x: number; readonly y: number },
  { width, height, fadeInEnd, fadeOutStart }: ClipSurface,
): ClipZone {
  if (width < LEAST_WIDTH) return 'body'
  if (y < Math.min(CORNER.down, height / 3)) {
    const [toIn, toOut] = [Math.abs(x - fadeInEnd), Math.abs(x - fadeOutStart)]
    if (Math.min(toIn, toOut) <= CORNER.across) return toIn <= toOut ? 'fadeIn' : 'fadeOut'
  }
  if (x <= EDGE) return 'start'
  return x >= width - EDGE ? 'end' : 'body'
}
