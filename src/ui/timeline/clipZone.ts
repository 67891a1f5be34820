/** What a press on a part of a clip takes hold of. */
export type ClipZone = 'body' | 'start' | 'end' | 'fadeIn' | 'fadeOut' | 'gain'

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
/** Where the gain is taken hold of, beside the edge that trims: pixels from the left, and from the bottom. */
const GAIN = { from: 8, to: 48, up: 15 } as const
/** A clip that is drawn smaller than this has no room for it. */
const GAIN_LEAST = { width: 72, height: 30 } as const
/** A clip that is drawn narrower than this can only be moved: there is no room for anything else. */
const LEAST_WIDTH = 24

/** Whether a clip is drawn wide enough for its gain to be taken hold of. */
export const hasGainHandle = (width: number): boolean => width >= GAIN_LEAST.width

export function clipZone(
  { x, y }: { readonly x: number; readonly y: number },
  { width, height, fadeInEnd, fadeOutStart }: ClipSurface,
): ClipZone {
  if (width < LEAST_WIDTH) return 'body'
  if (y < Math.min(CORNER.down, height / 3)) {
    const [toIn, toOut] = [Math.abs(x - fadeInEnd), Math.abs(x - fadeOutStart)]
    if (Math.min(toIn, toOut) <= CORNER.across) return toIn <= toOut ? 'fadeIn' : 'fadeOut'
  }
  const tall = height >= GAIN_LEAST.height
  if (tall && hasGainHandle(width) && x >= GAIN.from && x < GAIN.to && y >= height - GAIN.up) return 'gain'
  if (x <= EDGE) return 'start'
  return x >= width - EDGE ? 'end' : 'body'
}
