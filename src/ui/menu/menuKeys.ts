import type { KeyboardEvent } from 'react'

/**
 * Moves within a menu: up and down and round the ends, Home and End, and to the next entry that begins with what is typed.
 * Whether the key was one of these.
 */
export function menuKey(event: KeyboardEvent, item: HTMLElement, entries: string): boolean {
  const items = [...(item.closest('[role="menu"]')?.querySelectorAll<HTMLElement>(entries) ?? [])]
  const to = entryAfter(
    event.key,
    items.indexOf(item),
    items.map(({ dataset, textContent }) => dataset.name ?? textContent ?? ''),
  )
  if (to === undefined) return false
  event.preventDefault()
  items[to]?.focus()
  return true
}

/** Which of the entries a key leads to from the one at `at`; `undefined` when it leads to none. */
export function entryAfter(key: string, at: number, names: readonly string[]): number | undefined {
  const count = names.length
  if (count === 0) return undefined
  if (key === 'ArrowDown') return (at + 1) % count
  if (key === 'ArrowUp') return (at - 1 + count) % count
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  if (!/^[\p{L}\p{N}]$/u.test(key)) return undefined
  for (let step = 1; step <= count; step++) {
    const index = (at + step) % count
    if (names[index]?.toLowerCase().startsWith(key.toLowerCase())) return index
  }
  return undefined
}
