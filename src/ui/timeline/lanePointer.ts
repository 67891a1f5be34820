import type { Clip } from '../../domain/session.ts'
import { perObject } from '../../lib/perObject.ts'
import { clipAt } from './clipAt.ts'
import type { LanePicture } from './lanePicture.ts'
import type { LiveView } from './liveView.ts'

type Place = { readonly clientX: number; readonly clientY: number }
type Pointed = Pick<LanePicture, 'hovered' | 'zone' | 'focused'>

const NOTHING: Pointed = { hovered: null, zone: null, focused: null }

/** Where the pointer is over a lane's list of clips, and what was found there last. */
type Seen = { place: Place | null; pointed: Pointed }

/** Kept with the list: the pointer stays there when the lane is drawn otherwise. */
const seenOf = perObject((_: HTMLElement): Seen => ({ place: null, pointed: NOTHING }))

/**
 * Watches what of a lane is under the pointer and has the focus, and calls back when that changes. The list says by
 * `data-zone` what a press would take hold of, for the cursor. `last` is what was found last, by a watch before this one
 * too: to look has the browser lay out the page, which after an edit it does only with the next frame; then this looks.
 */
export function watchLanePointer(
  list: HTMLElement | null,
  clips: readonly Clip[],
  live: LiveView,
  changed: () => void,
): { at(): Pointed; last(): Pointed; stop(): void } {
  if (!list) return { at: () => NOTHING, last: () => NOTHING, stop: () => undefined }
  const stop = new AbortController()
  const { signal } = stop
  const seen = seenOf(list)

  function find(element: HTMLElement): Pointed {
    const { place } = seen
    const { left, top, height } = place ? element.getBoundingClientRect() : { left: 0, top: 0, height: 0 }
    const at = place && { x: place.clientX - left, y: place.clientY - top }
    const grip = at && clipAt(clips, live.now(), at, height)
    const focused = document.activeElement
    const ringed =
      focused instanceof HTMLElement && element.contains(focused) && focused.matches(':focus-visible')
    return {
      hovered: grip?.clip.id ?? null,
      zone: grip?.zone ?? null,
      focused: ringed ? (focused.dataset.clip ?? null) : null,
    }
  }
  function look(element: HTMLElement): Pointed {
    const { pointed } = seen
    const next = find(element)
    const same =
      next.hovered === pointed.hovered && next.zone === pointed.zone && next.focused === pointed.focused
    if (same) return pointed
    if (next.zone !== pointed.zone) element.dataset.zone = next.zone ?? ''
    seen.pointed = next
    return next
  }
  const tell = (): void => {
    // A clip that goes away has its focus looked for after this watch: another draws the lane by then.
    if (signal.aborted) return
    const before = seen.pointed
    if (look(list) !== before) changed()
  }
  list.addEventListener(
    'pointermove',
    (event) => {
      // What is dragged stays as it was taken hold of.
      if (event.buttons !== 0) return
      seen.place = event
      tell()
    },
    { signal },
  )
  const leave = (): void => {
    seen.place = null
    tell()
  }
  list.addEventListener('pointerleave', leave, { signal })
  list.addEventListener('focusin', tell, { signal })
  // What has the focus then is known only after.
  list.addEventListener('focusout', () => queueMicrotask(tell), { signal })
  const request = requestAnimationFrame(tell)
  return {
    at: () => look(list),
    last: () => seen.pointed,
    stop() {
      stop.abort()
      cancelAnimationFrame(request)
    },
  }
}
