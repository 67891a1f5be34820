import type { SamplePosition, Samples } from './units.ts'

export type MarkerId = string & { readonly __marker?: never }

/**
 * A place of a session, or, with a length, a stretch of it: a *region*. Both are for people to find, to loop and to
 * export, and change nothing of what is heard. Where they stand among one another says nothing; `inOrder` sorts them.
 */
export type Marker = {
  readonly id: MarkerId
  /** Anywhere, also after the end of the last clip. */
  readonly at: SamplePosition
  /** Of a region: at least 1. `at` + `length` is its end, the first sample after it. */
  readonly length?: Samples
  /** One line, not blank, without control characters. */
  readonly name: string
  /** Index of a palette, from 0, as clips have it. */
  readonly color?: number
  /** May have several lines; not blank. */
  readonly note?: string
}

/** Of one session. */
export const MARKER_LIMIT = 100_000
/** Characters of a name and of a note. */
const TEXT_LIMIT = { name: 4096, note: 100_000 } as const
/** What a document holds. */
const LAST_SAMPLE = 2 ** 48

/** A marker that has no id yet. */
export type MarkerDraft = Omit<Marker, 'id'>

const NONE: readonly Marker[] = []

/** Of a session without any always the same empty list, by which stores see that nothing has changed. */
export const markersOf = ({ markers }: { readonly markers?: readonly Marker[] }): readonly Marker[] =>
  markers ?? NONE

export const isRegion = ({ length }: Pick<Marker, 'length'>): boolean => length !== undefined

/** The first sample after a region; of a marker without a length its place. */
export const markerEnd = ({ at, length }: Pick<Marker, 'at' | 'length'>): SamplePosition =>
  (at + (length ?? 0)) as SamplePosition

/** In time; of those at one place the longer region first, as it holds the others. */
export const inOrder = (a: MarkerDraft, b: MarkerDraft): number =>
  a.at - b.at || (b.length ?? 0) - (a.length ?? 0)

/** The nearest place after, or before, that a marker or the start of a region is at. */
export function markerBeside(
  markers: readonly Marker[],
  place: number,
  side: 'next' | 'previous',
): Marker | undefined {
  const there = markers.filter(({ at }) => (side === 'next' ? at > place : at < place)).toSorted(inOrder)
  return side === 'next' ? there[0] : there.find(({ at }) => at === there.at(-1)?.at)
}

/** `Marker 4`: the number after the highest of those that are called so. */
export const newMarkerName = (markers: readonly Pick<MarkerDraft, 'name'>[], kind: MarkerKind): string =>
  `${kind} ${lastMarkerNumber(markers, kind) + 1}`

export type MarkerKind = 'Marker' | 'Region'

/** 0 where none is called so. */
export function lastMarkerNumber(markers: readonly Pick<MarkerDraft, 'name'>[], kind: MarkerKind): number {
  const numbers = markers.map(({ name }) =>
    name.startsWith(`${kind} `) && /^\d{1,9}$/.test(name.slice(kind.length + 1))
      ? Number(name.slice(kind.length + 1))
      : 0,
  )
  return numbers.reduce((most, number) => Math.max(most, number), 0)
}

/** What is wrong with a marker, a clause each; none in one that is valid. */
export function markerFaults({ at, length, name, color, note }: MarkerDraft): readonly string[] {
  const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0 && n <= LAST_SAMPLE
  const faults: string[] = []
  if (!isCount(at)) faults.push('its place is no place')
  if (length !== undefined && (!isCount(length) || length === 0)) faults.push('its length is no length')
  if (at + (length ?? 0) > LAST_SAMPLE) faults.push('it ends beyond all positions')
  if (name.trim() === '') faults.push('it has no name')
  if (name.length > TEXT_LIMIT.name) faults.push(`its name has more than ${TEXT_LIMIT.name} characters`)
  if (/\p{Cc}/u.test(name)) faults.push('its name has a line end or another control character')
  if (color !== undefined && !isCount(color)) faults.push('its colour')
  if (note?.trim() === '') faults.push('its note is blank')
  if (note !== undefined && note.length > TEXT_LIMIT.note)
    faults.push(`its note has more than ${TEXT_LIMIT.note} characters`)
  if (note !== undefined && /[^\P{Cc}\n\t]/u.test(note)) faults.push('its note has a control character')
  return faults
}

/** What is wrong with the markers of a session, a sentence each. */
export function markerProblems(markers: readonly Marker[]): readonly string[] {
  const ids = new Set<string>()
  return markers.flatMap((marker) => {
    const twice = ids.has(marker.id) ? [`two markers are ${marker.id}`] : []
    ids.add(marker.id)
    return [...twice, ...markerFaults(marker).map((fault) => `marker ${marker.id}: ${fault}`)]
  })
}
