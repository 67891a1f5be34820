import type { FollowMode } from '../../state/workspaceStore.ts'
import { type Extent, resolveView, type TimeView, toPixel } from './timeView.ts'

export type Following = {
  /** Where the playhead was drawn last, and is now: samples. */
  readonly before: number
  readonly now: number
  /** Samples; a longer move is none that playing makes from one picture to the next. */
  readonly jump: number
  readonly playing: boolean
  readonly mode: FollowMode
  /** The listener has scrolled away while it plays. */
  readonly held: boolean
}

/**
 * Follows the playhead from one drawn position to the next: the view to turn to, or `null`. While it stands, all modes are
 * alike: who goes to another place wants to see it. A page that does not show the playhead is left alone while that
 * merely plays on.
 */
export function followView(view: TimeView, following: Following, extent: Extent): TimeView | null {
  const { before, now, jump, playing, mode, held } = following
  if (now === before || (playing && (mode === 'off' || held))) return null
  if (playing && mode === 'continuous') return centred(view, now, extent)
  const inside = (sample: number): boolean => {
    const pixel = toPixel(view, sample)
    return pixel >= 0 && pixel < extent.width
  }
  if (inside(now)) return null
  if (!inside(before) && Math.abs(now - before) <= jump) return null
  const lead = extent.width / 20
  return resolveView({ ...view, start: now - lead * view.samplesPerPixel }, extent)
}

/** By whole pixels: what is drawn moves, and is not drawn a little differently each time. */
function centred(view: TimeView, now: number, extent: Extent): TimeView | null {
  const { samplesPerPixel } = view
  const pixels = Math.round(now / samplesPerPixel - extent.width / 2)
  const next = resolveView({ start: pixels * samplesPerPixel, samplesPerPixel }, extent)
  return Math.abs(next.start - view.start) < samplesPerPixel / 2 ? null : next
}
