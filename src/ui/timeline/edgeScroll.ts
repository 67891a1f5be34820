import type { App } from '../appContext.ts'
import { liveViewOf } from './liveView.ts'
import { scrollView } from './timeView.ts'
import { extentNow, viewNow } from './viewNow.ts'

/** CSS pixels from an edge of the lanes from which on they scroll. */
const MARGIN = 24
/** CSS pixels of the fastest scroll, in `TURN_MS`. */
const FASTEST = 48
const TURN_MS = 1000 / 60
/** A page that was busy does not leap. */
const LONGEST_MS = 100

/** How far to scroll in `TURN_MS` with the pointer at a place between two edges: the faster the further out. */
export function edgePixels(place: number, from: number, to: number): number {
  const margin = Math.min(MARGIN, (to - from) / 4)
  const beyond = Math.min(0, place - from - margin) || Math.max(0, place - to + margin)
  return Math.max(-FASTEST, Math.min(FASTEST, beyond))
}

export type EdgeScroll = {
  /** Where the pointer is now. */
  at(pointer: { readonly clientX: number; readonly clientY: number }): void
  stop(): void
}

type Lanes = {
  /** Of sample `view.start`, in CSS pixels of the window. */
  readonly left: number
  readonly width: number
  /** What scrolls up and down; `null` for what is dragged in time only. */
  readonly body: HTMLElement | null
}

/** Scrolls, once a screen frame, while something is dragged at an edge of the lanes. `moved`: the lanes are elsewhere now. */
export function edgeScroll(app: App, { left, width, body }: Lanes, moved: () => void): EdgeScroll {
  const box = body?.getBoundingClientRect()
  let pointer = { clientX: left + width / 2, clientY: box ? (box.top + box.bottom) / 2 : 0 }
  let request = 0
  let last = 0

  function sideways(turns: number): boolean {
    // By whole pixels what is drawn is moved, and not drawn anew.
    const wanted = edgePixels(pointer.clientX, left, left + width) * turns
    const pixels = Math.sign(wanted) * Math.ceil(Math.abs(wanted))
    if (pixels === 0 || !app.workspace.getState().view) return false
    const before = viewNow(app)
    const view = scrollView(before, pixels, extentNow(app))
    if (view.start === before.start) return false
    liveViewOf(app).glide()
    app.actions.scrollTo(view)
    return true
  }
  function upOrDown(turns: number): boolean {
    if (!body || !box) return false
    const before = body.scrollTop
    body.scrollTop += edgePixels(pointer.clientY, box.top, box.bottom) * turns
    return body.scrollTop !== before
  }
  function step(now: number): void {
    // A frame may have begun before the pointer was heard of.
    const turns = Math.max(0, Math.min(LONGEST_MS, now - last)) / TURN_MS
    last = Math.max(last, now)
    request = turns === 0 ? requestAnimationFrame(step) : 0
    if (turns === 0) return
    // Both, even when the first has scrolled already.
    if (![sideways(turns), upOrDown(turns)].includes(true)) return
    moved()
    request = requestAnimationFrame(step)
  }
  return {
    at(next) {
      pointer = { clientX: next.clientX, clientY: next.clientY }
      if (request !== 0) return
      last = performance.now()
      request = requestAnimationFrame(step)
    },
    stop() {
      cancelAnimationFrame(request)
      request = 0
    },
  }
}
