/** Pixels that a pointer may stray in a click. */
const CLICK_PIXELS = 3

export type PointerDrag = {
  /** At most once a screen frame, with the last place; never before the pointer has left where it went down. */
  move(at: {
    readonly clientX: number
    readonly clientY: number
    readonly altKey: boolean
    readonly shiftKey: boolean
  }): void
  /** `moved` is false after a click. */
  end(moved: boolean): void
  /** Escape, or the browser took the pointer away. */
  cancel(): void
}

/** Follows a pointer from where it went down to where it is let go, wherever that is. */
export function followPointer(down: PointerEvent, drag: PointerDrag): void {
  const stop = new AbortController()
  const { signal } = stop
  let moved = false
  let last: PointerEvent | null = null
  let request = 0

  const deliver = (): void => {
    request = 0
    if (last) drag.move(last)
    last = null
  }
  const finish = (): void => {
    stop.abort()
    cancelAnimationFrame(request)
  }
  const isOurs = (event: PointerEvent): boolean => event.pointerId === down.pointerId

  window.addEventListener(
    'pointermove',
    (event) => {
      if (!isOurs(event)) return
      const far = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) >= CLICK_PIXELS
      if (!moved && !far) return
      moved = true
      last = event
      if (request === 0) request = requestAnimationFrame(deliver)
    },
    { signal },
  )
  window.addEventListener(
    'pointerup',
    (event) => {
      if (!isOurs(event)) return
      finish()
      if (last) drag.move(last)
      if (moved) swallowClick()
      drag.end(moved)
    },
    { signal },
  )
  window.addEventListener(
    'pointercancel',
    (event) => {
      if (!isOurs(event)) return
      finish()
      drag.cancel()
    },
    { signal },
  )
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      event.stopPropagation()
      finish()
      swallowClick()
      drag.cancel()
    },
    { signal, capture: true },
  )
}

/** The click that a browser makes of the end of a drag is not one. */
function swallowClick(): void {
  const stop = new AbortController()
  const swallow = (event: Event): void => {
    event.stopPropagation()
    event.preventDefault()
    stop.abort()
  }
  window.addEventListener('click', swallow, { capture: true, signal: stop.signal })
  // It comes right after the pointer goes up, which may be long after Escape; a new press ends the wait.
  window.addEventListener('pointerup', () => setTimeout(() => stop.abort()), { signal: stop.signal })
  window.addEventListener('pointerdown', () => stop.abort(), { signal: stop.signal })
}
