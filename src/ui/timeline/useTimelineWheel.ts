import { type RefObject, useEffect, useEffectEvent, useRef } from 'react'
import { useApp } from '../appContext.ts'
import { liveViewOf } from './liveView.ts'
import { scrollView, zoomView } from './timeView.ts'
import { extentNow, viewNow } from './viewNow.ts'

/** Browsers that count in lines or pages (`deltaMode`) mean about as many pixels by each. */
const LINE_PIXELS = 16
const PAGE_PIXELS = 400
/** Pixels of a wheel that zoom by two. */
const ZOOM_PIXELS = 240

const pixelsOf = (delta: number, mode: number): number =>
  mode === WheelEvent.DOM_DELTA_LINE
    ? delta * LINE_PIXELS
    : mode === WheelEvent.DOM_DELTA_PAGE
      ? delta * PAGE_PIXELS
      : delta

type Elements = {
  readonly root: RefObject<HTMLElement | null>
  /** As wide as the lanes and where they are. */
  readonly lanes: RefObject<HTMLElement | null>
  /** Over what is in here, a wheel that turns up and down scrolls in time. */
  readonly header: RefObject<HTMLElement | null>
}

/**
 * The wheel and the trackpad over the timeline: sideways, with Shift, and over the ruler it scrolls in time; with Control or
 * Command, and by a pinch (which browsers tell as a wheel with Control), it zooms about the pointer. Else tracks scroll, as
 * the browser does it.
 */
export function useTimelineWheel({ root, lanes, header }: Elements): void {
  const app = useApp()
  const { actions, workspace } = app
  const live = liveViewOf(app)
  const left = useRef(0)
  const onWheel = useEffectEvent((event: WheelEvent): void => {
    const [x, y] = [pixelsOf(event.deltaX, event.deltaMode), pixelsOf(event.deltaY, event.deltaMode)]
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault()
      const left = lanes.current?.getBoundingClientRect().left ?? 0
      zoom(2 ** (-y / ZOOM_PIXELS), event.clientX - left)
      return
    }
    const overHeader = event.target instanceof Node && header.current?.contains(event.target)
    const sideways = event.shiftKey || overHeader ? x + y : x
    if (sideways === 0) return
    event.preventDefault()
    if (!workspace.getState().view) return
    live.glide()
    actions.scrollTo(scrollView(viewNow(app), wholePixels(sideways), extentNow(app)))
  })
  const zoom = (factor: number, pixel: number): void => {
    live.glide()
    actions.setView(zoomView(viewNow(app), factor, Math.max(0, pixel), extentNow(app)))
  }
  /** What is drawn is moved by whole pixels of the screen; the rest is for the next turn. */
  const wholePixels = (pixels: number): number => {
    const scale = window.devicePixelRatio
    const wanted = left.current + pixels * scale
    const whole = Math.round(wanted)
    left.current = wanted - whole
    return whole / scale
  }

  useEffect(() => {
    const element = root.current
    // React listens to wheel passively; keeping the page from zooming needs a listener that is not.
    const listener = (event: WheelEvent): void => onWheel(event)
    element?.addEventListener('wheel', listener, { passive: false })
    return () => element?.removeEventListener('wheel', listener)
  }, [root])
  usePinch(root, lanes, zoom)
}

/** Two fingers on a screen: what is between them stays between them. */
function usePinch(
  root: RefObject<HTMLElement | null>,
  lanes: RefObject<HTMLElement | null>,
  zoom: (factor: number, pixel: number) => void,
): void {
  const onPinch = useEffectEvent(zoom)
  useEffect(() => {
    const element = root.current
    let before: number | null = null
    const onTouch = (event: TouchEvent): void => {
      const [one, other] = event.touches
      if (!one || !other || event.touches.length !== 2) {
        before = null
        return
      }
      event.preventDefault()
      const apart = Math.max(1, Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY))
      const left = lanes.current?.getBoundingClientRect().left ?? 0
      if (before !== null) onPinch(apart / before, (one.clientX + other.clientX) / 2 - left)
      before = apart
    }
    const types = ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const
    for (const type of types) element?.addEventListener(type, onTouch, { passive: false })
    return () => {
      for (const type of types) element?.removeEventListener(type, onTouch)
    }
  }, [root, lanes])
}
