/** What the timeline shows: the first sample in view and samples per CSS pixel. Both may be fractional. */
export type TimeView = { readonly start: number; readonly samplesPerPixel: number }

/** What a view is held against: the programme's length in samples and the lanes' width in CSS pixels. */
export type Extent = { readonly length: number; readonly width: number }

/** Closest zoom: each sample is eight pixels wide. */
export const CLOSEST_SAMPLES_PER_PIXEL = 1 / 8
/** One step of the zoom keys and buttons. */
export const ZOOM_STEP = 1.6
/** Pixels kept free after the programme, so that its end can be seen and grabbed. */
const TAIL = 16

export const toPixel = (view: TimeView, sample: number): number =>
  (sample - view.start) / view.samplesPerPixel
export const toSample = (view: TimeView, pixel: number): number => view.start + pixel * view.samplesPerPixel

/** The view in which the whole programme just fits. */
export function fitView({ length, width }: Extent): TimeView {
  const samplesPerPixel = length / Math.max(1, width - TAIL)
  return { start: 0, samplesPerPixel: Math.max(CLOSEST_SAMPLES_PER_PIXEL, samplesPerPixel) }
}

/** The view to draw: `null` is the whole programme, anything else is held to it. */
export function resolveView(view: TimeView | null, extent: Extent): TimeView {
  const fit = fitView(extent)
  if (!view) return fit
  const samplesPerPixel = Math.min(
    fit.samplesPerPixel,
    Math.max(CLOSEST_SAMPLES_PER_PIXEL, view.samplesPerPixel),
  )
  const last = extent.length + (TAIL - extent.width) * samplesPerPixel
  return { start: Math.min(Math.max(0, last), Math.max(0, view.start)), samplesPerPixel }
}

/** Zooms in by `factor` (below 1: out), keeping the sample under `pixel` where it is. `null` once all fits. */
export function zoomView(view: TimeView, factor: number, pixel: number, extent: Extent): TimeView | null {
  const wanted = view.samplesPerPixel / factor
  if (wanted >= fitView(extent).samplesPerPixel) return null
  const samplesPerPixel = Math.max(CLOSEST_SAMPLES_PER_PIXEL, wanted)
  return resolveView({ start: toSample(view, pixel) - pixel * samplesPerPixel, samplesPerPixel }, extent)
}

/** As `zoomView`, keeping the playhead where it is while it is in sight, and else the middle of the view. */
export function zoomAround(
  view: TimeView,
  factor: number,
  playhead: number,
  extent: Extent,
): TimeView | null {
  const pixel = toPixel(view, playhead)
  const inSight = pixel >= 0 && pixel <= extent.width
  return zoomView(view, factor, inSight ? pixel : extent.width / 2, extent)
}

export const scrollView = (view: TimeView, pixels: number, extent: Extent): TimeView =>
  resolveView({ ...view, start: view.start + pixels * view.samplesPerPixel }, extent)

/** The view to turn to so that a stretch of time can be seen, or its beginning where it is too long; `null` when it can. */
export function revealView(
  view: TimeView,
  { start, end }: { readonly start: number; readonly end: number },
  extent: Extent,
): TimeView | null {
  const [left, right] = [toPixel(view, start), toPixel(view, end)]
  if (right > 0 && left < extent.width && (left >= 0 || right >= extent.width / 20)) return null
  return resolveView({ ...view, start: start - (extent.width / 20) * view.samplesPerPixel }, extent)
}

/** The view in which a stretch of time just fits, with a little room on both sides; `null` when all fits. */
export function spanView(
  { start, end }: { readonly start: number; readonly end: number },
  extent: Extent,
): TimeView | null {
  const room = extent.width / 20
  const samplesPerPixel = (end - start) / Math.max(1, extent.width - 2 * room)
  if (samplesPerPixel >= fitView(extent).samplesPerPixel) return null
  const held = Math.max(CLOSEST_SAMPLES_PER_PIXEL, samplesPerPixel)
  return resolveView({ start: start - room * held, samplesPerPixel: held }, extent)
}
