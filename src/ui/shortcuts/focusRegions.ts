const STOPS =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex]'

const reachable = (element: Element): element is HTMLElement =>
  element instanceof HTMLElement && element.tabIndex >= 0 && element.getClientRects().length > 0

/** Moves the focus to the first control of the next part of the screen (`data-region`), round at the ends. */
export function focusRegion(by: 1 | -1): void {
  const regions = [...document.querySelectorAll('[data-region]')]
    .map((region) => ({ region, first: [...region.querySelectorAll(STOPS)].find(reachable) }))
    .filter(({ first }) => first !== undefined)
  const at = regions.findIndex(({ region }) => region.contains(document.activeElement))
  const from = at < 0 && by < 0 ? 0 : at
  regions.at((from + by + regions.length) % regions.length)?.first?.focus()
}
