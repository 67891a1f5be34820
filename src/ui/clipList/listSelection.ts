import type { ClipId } from '../../domain/session.ts'
import type { ClipRow } from './clipRows.ts'

export type Chosen = {
  /** Alone, one more or less, or all from the current one on; `keep`: as they are. */
  readonly how: 'alone' | 'toggle' | 'range' | 'keep'
  readonly to: ClipId
}

/** Those of the selected clips that are listed, in their order: what is done in the list is done to what it shows. */
export const listedSelection = (rows: readonly ClipRow[], selected: ReadonlySet<ClipId>): readonly ClipId[] =>
  rows.flatMap(({ clip: { id } }) => (selected.has(id) ? [id] : []))

/** How choosing a row changes what is selected. A range is of rows as they are listed; without a current row it is one row. */
export function listSelection(
  rows: readonly ClipRow[],
  { selected, current }: { readonly selected: ReadonlySet<ClipId>; readonly current: ClipId | null },
  { how, to }: Chosen,
): readonly ClipId[] {
  const ids = rows.map(({ clip }) => clip.id)
  const from = current === null ? -1 : ids.indexOf(current)
  const at = ids.indexOf(to)
  if (how === 'keep') return [...selected]
  if (how === 'range' && from >= 0) {
    return [...new Set([...selected, ...ids.slice(Math.min(at, from), Math.max(at, from) + 1)])]
  }
  if (how !== 'toggle') return [to]
  return selected.has(to) ? [...selected].filter((id) => id !== to) : [...selected, to]
}
