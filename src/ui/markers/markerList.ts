import { inOrder, isRegion, type Marker, markerEnd } from '../../domain/markers.ts'

export const MARKER_SORTS = ['name', 'start', 'end', 'length', 'colour', 'note'] as const
export type MarkerSort = { readonly by: (typeof MARKER_SORTS)[number]; readonly descending: boolean }

const text = (a: string, b: string): number =>
  a.localeCompare(b, 'en', { numeric: true, sensitivity: 'base' })
const COMPARE: Readonly<Record<MarkerSort['by'], (a: Marker, b: Marker) => number>> = {
  name: (a, b) => text(a.name, b.name),
  start: inOrder,
  end: (a, b) => markerEnd(a) - markerEnd(b),
  length: (a, b) => (a.length ?? 0) - (b.length ?? 0),
  colour: (a, b) => (a.color ?? -1) - (b.color ?? -1),
  note: (a, b) => text(a.note ?? '', b.note ?? ''),
}

/** Those with all the words of a search in their names and notes, sorted; what is alike is in time. */
export function markerList(markers: readonly Marker[], search: string, sort: MarkerSort): readonly Marker[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const compare = COMPARE[sort.by]
  const found = markers.filter((marker) => {
    const said = `${marker.name} ${marker.note ?? ''} ${isRegion(marker) ? 'region' : 'marker'}`.toLowerCase()
    return words.every((word) => said.includes(word))
  })
  const ordered = found.toSorted((a, b) => (sort.descending ? compare(b, a) : compare(a, b)) || inOrder(a, b))
  return ordered
}

export type RowWindow = { readonly first: number; readonly last: number }

/** Which of so many rows of one height are in sight, with a few on both sides: `last` is the first after them. */
export function rowWindow(scrollTop: number, height: number, rowHeight: number, count: number): RowWindow {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - 6)
  const last = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + 6)
  return { first: Math.min(first, last), last }
}
