import { type RefObject, useLayoutEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { type LiveView, useLiveView, type ViewOnTime } from './liveView.ts'
import { toPixel } from './timeView.ts'

/** How far the view is from where elements were placed for it, in CSS pixels; `null` where that is too far, or not alike. */
export function scrolledFrom(placed: ViewOnTime, now: ViewOnTime): number | null {
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
 * For a row of elements that stand in time: a view to place them for that is wider than the row, which is scrolled over it.
 * What scrolls costs the browser next to nothing; where elements are moved it goes through all its layers. They are placed
 * anew only when the view has gone as far as it is wide, and when it zooms.
 */
export function useScrolledView(row: RefObject<HTMLElement | null>): ViewOnTime {
  const live = useLiveView()
  const last = useRef<ViewOnTime | null>(null)
  const placed = useSyncExternalStore(live.subscribe, () => {
    if (!last.current || scrolledFrom(last.current, live.now()) === null) last.current = live.now()
    return last.current
  })
  useLayoutEffect(
    () => (row.current ? keepScrolled(row.current, placed, live) : undefined),
    [row, live, placed],
  )
  return useMemo(() => widened(placed), [placed])
}

function keepScrolled(row: HTMLElement, placed: ViewOnTime, live: LiveView): () => void {
  const scroll = (): void => {
    const by = scrolledFrom(placed, live.now())
    const left = placed.extent.width + Math.round(by ?? 0)
    if (by !== null && row.scrollLeft !== left) row.scrollLeft = left
  }
  scroll()
  const stop = live.subscribe(scroll)
  // A browser scrolls to what gets the focus, on its own.
  row.addEventListener('scroll', scroll)
  return () => {
    stop()
    row.removeEventListener('scroll', scroll)
  }
}
