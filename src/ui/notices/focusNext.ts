/**
 * For a list from which the item that has the focus is being taken: once React has drawn what is left, the button of the
 * item that took its place is focused, or of the last one.
 */
export function focusNext(list: HTMLElement | null): void {
  const items = [...(list?.children ?? [])]
  const at = items.findIndex((item) => item.contains(document.activeElement))
  if (!list || at < 0) return
  requestAnimationFrame(() => {
    const rest = list.querySelectorAll<HTMLElement>('li button')
    rest[Math.min(at, rest.length - 1)]?.focus()
  })
}
