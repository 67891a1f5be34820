import type { History } from '../../domain/history.ts'

/** A line of the history: row 0 is the session before all steps, row `n` the session after `n` of them. */
export type HistoryRow = {
  readonly row: number
  readonly label: string
  /** `undone`: redo brings it back. */
  readonly state: 'done' | 'current' | 'undone'
}

type Walkable = Pick<History, 'past' | 'future'>

export const countRows = ({ past, future }: Walkable): number => 1 + past.length + future.length

/** Rows from `from` to before `to`, as far as there are any; newest last. */
export function historyRows({ past, future }: Walkable, from: number, to: number): readonly HistoryRow[] {
  const first = Math.max(0, from)
  const end = Math.min(to, countRows({ past, future }))
  return Array.from({ length: Math.max(0, end - first) }, (_, n) => {
    const row = first + n
    const step = row <= past.length ? past.at(row - 1) : future.at(past.length - row)
    const state = row === past.length ? 'current' : row < past.length ? 'done' : 'undone'
    return { row, label: row === 0 ? 'Session as it was opened' : (step?.label ?? ''), state }
  })
}

/** The row that a key leads to from another; `undefined` for a key that leads nowhere. */
export function rowForKey(key: string, row: number, rows: number, page: number): number | undefined {
  const to: Readonly<Record<string, number>> = {
    ArrowUp: row - 1,
    ArrowDown: row + 1,
    PageUp: row - page,
    PageDown: row + page,
    Home: 0,
    End: rows - 1,
  }
  const wanted = to[key]
  return wanted === undefined ? undefined : Math.max(0, Math.min(rows - 1, wanted))
}
