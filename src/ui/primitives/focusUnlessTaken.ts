/**
 * For a field that goes because it was left: gives the focus back to what it stood for, unless it was a click elsewhere that
 * took it. That is known only once the click is done.
 */
export function focusUnlessTaken(giveBack: () => void): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) giveBack()
  })
}
