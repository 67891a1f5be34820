import { type RefObject, useLayoutEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { useLiveView, type ViewOnTime } from './liveView.ts'
import { moverOf } from './mover.ts'
import { toPixel } from './timeView.ts'

/** How far the view is from where elements were placed for it, in CSS pixels; `null` where that is too far, or not alike. */
export function movedFrom(placed: ViewOnTime, now: ViewOnTime): number | null {
  if (placed.extent !== now.extent || placed.view.samplesPerPixel !== now.view.samplesPerPixel) return null
  const by = toPixel(placed.view, now.view.start)
  return Math.abs(by) <= now.extent.width ? by : null
}

/** A view three times as wide, with the one that is given in its middle. */
export function widened({ view, extent }: ViewOnTime): ViewOnTime {
  const { width, length } = extent
  const start = view.start - width * view.samplesPerPixel
  return { view: { ...view, start }, extent: { length, width: 3 * width } }
}

/**
 * For elements that stand in time, in a row of `movedView.module.css`: a view to place them for that is wider than the row, and
 * the box that holds them, which is moved with the view. They are placed anew only when it has gone as far as it is wide,
 * and when it zooms: for the browser, each frame in which elements are laid out costs more than all that is drawn.
 */
export function useMovedView(box: RefObject<HTMLElement | null>) {
  const live = useLiveView()
  const last = useRef<ViewOnTime | null>(null)
  const placed = useSyncExternalStore(live.subscribe, () => {
    if (!last.current || movedFrom(last.current, live.now()) === null) last.current = live.now()
    return last.current
  })
  useLayoutEffect(() => {
    if (!box.current) return
    const mover = moverOf(box.current)
    const move = (): void => mover.to(-Math.round(movedFrom(placed, live.now()) ?? 0))
    move()
    const stop = live.subscribe(move)
    return () => {
      stop()
      mover.stop()
    }
  }, [box, live, placed])
  return useMemo(() => {
    const { width } = placed.extent
    return { ...widened(placed), style: { left: -width, width: 3 * width } }
  }, [placed])
}
