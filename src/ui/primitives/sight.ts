import { type RefObject, useLayoutEffect, useState } from 'react'

/** What is in sight or not as a whole, and is looked at once for all that is in it: a lane, a strip of the console. */
const BOX = '[data-sight]'
/** CSS pixels around what is in sight: what is about to come into it is drawn already. */
const MARGIN = '80px 160px'

type Listener = (inSight: boolean) => void
type Box = { readonly listeners: Set<Listener>; inSight: boolean | undefined }

const boxes = new Map<Element, Box>()
let observer: IntersectionObserver | undefined

function tell(element: Element, inSight: boolean): void {
  const box = boxes.get(element)
  if (!box || box.inSight === inSight) return
  box.inSight = inSight
  for (const listener of box.listeners) listener(inSight)
}

function observe(element: Element): void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) tell(target, isIntersecting)
    },
    { rootMargin: MARGIN },
  )
  observer.observe(element)
}

/** Browsers look at each element that is observed with every frame: not at those that they leave out of the page themselves. */
function onSkipped({ currentTarget, target, skipped }: ContentVisibilityAutoStateChangeEvent): void {
  if (!(target instanceof Element) || target !== currentTarget || !boxes.has(target)) return
  if (!skipped) observe(target)
  else {
    observer?.unobserve(target)
    tell(target, false)
  }
}

/**
 * Calls back whether an element, or the box that it is in (`data-sight`), is in sight or about to be: as soon as that is
 * known, and when it changes.
 */
export function watchSight(element: Element, listener: Listener): () => void {
  const target = element.closest(BOX) ?? element
  let box = boxes.get(target)
  if (!box) {
    box = { listeners: new Set(), inSight: undefined }
    boxes.set(target, box)
    target.addEventListener('contentvisibilityautostatechange', onSkipped as EventListener)
    observe(target)
  }
  const { listeners, inSight } = box
  listeners.add(listener)
  if (inSight !== undefined) listener(inSight)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    boxes.delete(target)
    target.removeEventListener('contentvisibilityautostatechange', onSkipped as EventListener)
    observer?.unobserve(target)
  }
}

/** Whether an element is in sight, or about to be; `undefined` as long as that is not known. */
export function useInSight(ref: RefObject<Element | null>): boolean | undefined {
  const [inSight, setInSight] = useState<boolean>()
  useLayoutEffect(() => (ref.current ? watchSight(ref.current, setInSight) : undefined), [ref])
  return inSight
}
