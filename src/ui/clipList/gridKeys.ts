/** A cell of a grid: −1 is the row of the headings. */
export type GridCell = { readonly row: number; readonly column: number }

export type GridSize = {
  readonly rows: number
  readonly columns: number
  /** Rows that Page Up and Page Down pass. */
  readonly page: number
}

/**
 * The cell that a key leads to (ARIA Authoring Practices, data grid): arrows, Home and End within the row, with Control or
 * Command over all rows, Page Up and Page Down. `undefined` for other keys.
 */
export function gridMove(
  { key, whole }: { readonly key: string; readonly whole: boolean },
  { row, column }: GridCell,
  { rows, columns, page }: GridSize,
): GridCell | undefined {
  const to = (nextRow: number, nextColumn = column): GridCell => ({
    row: Math.max(-1, Math.min(rows - 1, nextRow)),
    column: Math.max(0, Math.min(columns - 1, nextColumn)),
  })
  switch (key) {
    case 'ArrowUp':
      return to(row - 1)
    case 'ArrowDown':
      return to(row + 1)
    case 'ArrowLeft':
      return to(row, column - 1)
    case 'ArrowRight':
      return to(row, column + 1)
    case 'PageUp':
      return to(Math.max(0, row - page))
    case 'PageDown':
      return to(row + page)
    case 'Home':
      return whole ? to(0, 0) : to(row, 0)
    case 'End':
      return whole ? to(rows - 1, columns - 1) : to(row, columns - 1)
    default:
      return undefined
  }
}

/** The rows to draw: those in view, a few around them, and the one that has the focus, which must not be lost. */
export function rowsInView(
  view: { readonly top: number; readonly height: number; readonly rowHeight: number },
  rows: number,
  focused: number,
): readonly number[] {
  const around = 6
  const first = Math.max(0, Math.floor(view.top / view.rowHeight) - around)
  const end = Math.min(rows, Math.ceil((view.top + view.height) / view.rowHeight) + around)
  const drawn = Array.from({ length: Math.max(0, end - first) }, (_, n) => first + n)
  if (focused >= rows || focused < 0 || (focused >= first && focused < end)) return drawn
  return focused < first ? [focused, ...drawn] : [...drawn, focused]
}
