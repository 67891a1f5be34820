import { flushSync } from 'react-dom'

/**
 * Gives the focus to what the change before this has drawn or moved, at once: a key that follows, however soon, is for it. In
 * the next frame, when everything has its place, it is scrolled to. Call from an event.
 */
export function focusDrawn(find: () => HTMLElement | null | undefined): void {
  flushSync(() => undefined)
  const before = document.activeElement
  find()?.focus({ preventScroll: true })
  requestAnimationFrame(() => {
    const element = find()
    const { activeElement } = document
    if (activeElement === element) element?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    // What needs another render to be there; but nothing that a later key has gone to loses the focus to it.
    else if (activeElement === before || activeElement === document.body) element?.focus()
  })
}
