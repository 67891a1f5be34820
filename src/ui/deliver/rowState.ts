import type { Deliverable } from '../../domain/deliverables/deliverable.ts'
import type { StemId } from '../../domain/stems.ts'
import type { OpenExport } from '../../state/workspaceStore.ts'

/** What becomes of a row of the matrix. `index`: of those that are made. */
export type RowState =
  | { readonly kind: 'left out' }
  | { readonly kind: 'waiting'; readonly nothingRouted: boolean }
  | { readonly kind: 'running'; readonly index: number }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed' }

/** `made`: the rows that the export makes, in the order of its plan. `sounding`: the stems that have tracks. */
export function rowState(
  row: Deliverable,
  made: readonly Deliverable[],
  exporting: OpenExport,
  sounding: ReadonlySet<StemId>,
): RowState {
  const index = made.findIndex(({ id }) => id === row.id)
  if (index < 0) return { kind: 'left out' }
  switch (exporting.phase) {
    case 'settings':
      return { kind: 'waiting', nothingRouted: !row.stems.some((stem) => sounding.has(stem)) }
    case 'failed':
      return { kind: 'failed' }
    case 'done':
      return { kind: 'done' }
    case 'running':
      return { kind: 'running', index }
  }
}
