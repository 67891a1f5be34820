import type { KeyboardEvent } from 'react'

/**
 * Keys of a treegrid (ARIA Authoring Practices): up and down between rows, Home and End to the first and last,
 * right unfolds or goes into a row's controls and on to its clips, left goes back out, to the parent row, or folds. With Alt,
 * up and down move the track itself.
 */
export type TreegridActions = {
  fold(row: string, folded: boolean): void
  select(row: string): void
  remove(row: string): void
  /** To the next place up or down. */
  move(row: string, by: 1 | -1): void
}

const CONTROLS = 'button:not([data-skip]), select, input'

export function treegridKeys(actions: TreegridActions): (event: KeyboardEvent<HTMLElement>) => void {
  return (event) => {
    const grid = event.currentTarget
    const target = event.target as HTMLElement
    const row = target.closest<HTMLElement>('[role="row"]')
    if (row && event.altKey && target === row && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault()
      event.stopPropagation()
      actions.move(keyOf(row), event.key === 'ArrowUp' ? -1 : 1)
      return
    }
    const held = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey
    if (!row || held || target instanceof HTMLInputElement) return
    const handled =
      target === row ? onRow(grid, row, event.key, actions) : onControl(grid, row, target, event.key)
    if (!handled) return
    event.preventDefault()
    event.stopPropagation()
  }
}

const keyOf = (row: HTMLElement): string => row.dataset.row ?? ''
const rowsOf = (grid: HTMLElement): HTMLElement[] => [...grid.querySelectorAll<HTMLElement>('[role="row"]')]
/** The one clip of a lane that Tab would come to. */
const clipOf = (row: HTMLElement): HTMLElement | null =>
  row.querySelector<HTMLElement>('[role="option"][tabindex="0"]') ??
  row.querySelector<HTMLElement>('[role="option"]')
const controlsOf = (row: HTMLElement): HTMLElement[] => [...row.querySelectorAll<HTMLElement>(CONTROLS)]

function onRow(grid: HTMLElement, row: HTMLElement, key: string, actions: TreegridActions): boolean {
  const rows = rowsOf(grid)
  const at = rows.indexOf(row)
  const expanded = row.getAttribute('aria-expanded')
  const go = (to: HTMLElement | undefined): boolean => {
    to?.focus()
    return true
  }
  switch (key) {
    case 'ArrowDown':
      return go(rows[at + 1])
    case 'ArrowUp':
      return go(rows[at - 1])
    case 'Home':
      return go(rows[0])
    case 'End':
      return go(rows.at(-1))
    case 'ArrowRight':
      if (expanded === 'false') actions.fold(keyOf(row), false)
      else controlsOf(row)[0]?.focus()
      return true
    case 'ArrowLeft':
      if (expanded === 'true') actions.fold(keyOf(row), true)
      else if (row.ariaLevel === '2') go(rows.slice(0, at).findLast((each) => each.ariaLevel === '1'))
      return true
    case 'Enter':
      actions.select(keyOf(row))
      return true
    case 'F2':
      row.querySelector<HTMLElement>('[data-rename]')?.click()
      return true
    case 'Delete':
      actions.remove(keyOf(row))
      return true
    default:
      return false
  }
}

function onControl(grid: HTMLElement, row: HTMLElement, control: HTMLElement, key: string): boolean {
  const controls = controlsOf(row)
  const at = controls.indexOf(control)
  const vertical = !(control instanceof HTMLSelectElement)
  const inRow = (by: number): boolean => {
    const rows = rowsOf(grid)
    const to = rows[rows.indexOf(row) + by]
    const same = to && controlsOf(to)[at]
    ;(same ?? to)?.focus()
    return true
  }
  switch (key) {
    case 'ArrowRight':
      ;(controls[at + 1] ?? clipOf(row))?.focus()
      return true
    case 'ArrowLeft':
      ;(controls[at - 1] ?? row).focus()
      return true
    case 'ArrowDown':
      return vertical && inRow(1)
    case 'ArrowUp':
      return vertical && inRow(-1)
    case 'Escape':
      row.focus()
      return true
    case 'F2':
      row.querySelector<HTMLElement>('[data-rename]')?.click()
      return true
    default:
      return false
  }
}
