const STOPS = 'a[href], button, input, select, textarea, [tabindex]'
const FIELDS = 'input, select, textarea'

const reachable = (element: Element): element is HTMLElement =>
  element instanceof HTMLElement &&
  element.tabIndex >= 0 &&
  !element.matches(':disabled') &&
  element.getClientRects().length > 0

/** The first control of a region; a field only if there is nothing else, since letters typed there are text. */
function firstStop(region: Element): HTMLElement | undefined {
  const stops = [...region.querySelectorAll(STOPS)].filter(reachable)
  return stops.find((stop) => !stop.matches(FIELDS)) ?? stops[0]
}

/** Moves the focus to the next part of the screen (`data-region`), round at the ends. */
export function focusRegion(by: 1 | -1): void {
  const regions = [...document.querySelectorAll('[data-region]')].filter((region) => firstStop(region))
  const at = regions.findIndex((region) => region.contains(document.activeElement))
  const to = at < 0 ? (by < 0 ? -1 : 0) : (at + by) % regions.length
  const region = regions.at(to)
  if (region) firstStop(region)?.focus()
}
