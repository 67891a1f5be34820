import type { Clip } from '../../domain/session.ts'
import { clipAt } from './clipAt.ts'
import type { LanePicture } from './lanePicture.ts'
import type { LiveView } from './liveView.ts'

type Place = { readonly clientX: number; readonly clientY: number }
type Pointed = Pick<LanePicture, 'hovered' | 'zone' | 'focused'>

const NOTHING: Pointed = { hovered: null, zone: null, focused: null }

/** Where the pointer is over a lane's list of clips, kept with it: it stays there when the lane is drawn otherwise. */
const places = new WeakMap<HTMLElement, Place>()

/**
 * Watches what of a lane is under the pointer and has the focus, and calls back when that changes. The list says by
 * `data-zone` what a press would take hold of, for the cursor.
 */
export function watchLanePointer(
  list: HTMLElement | null,
  clips: readonly Clip[],
  live: LiveView,
  changed: () => void,
): { at(): Pointed; stop(): void } {
  if (!list) return { at: () => NOTHING, stop: () => undefined }
  const stop = new AbortController()
  const { signal } = stop
  let now = NOTHING

  function find(element: HTMLElement): Pointed {
    const place = places.get(element)
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
    const next = find(element)
    const same = next.hovered === now.hovered && next.zone === now.zone && next.focused === now.focused
    if (same) return now
    if (next.zone !== now.zone) element.dataset.zone = next.zone ?? ''
    now = next
    return now
  }
  const tell = (): void => {
    const before = now
    if (look(list) !== before) changed()
  }
  list.addEventListener(
    'pointermove',
    (event) => {
      // What is dragged stays as it was taken hold of.
      if (event.buttons !== 0) return
      places.set(list, event)
      tell()
    },
    { signal },
  )
  const leave = (): void => {
    places.delete(list)
    tell()
  }
  list.addEventListener('pointerleave', leave, { signal })
  list.addEventListener('focusin', tell, { signal })
  // What has the focus then is known only after.
  list.addEventListener('focusout', () => queueMicrotask(tell), { signal })
  return { at: () => look(list), stop: () => stop.abort() }
}
